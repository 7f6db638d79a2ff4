import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { encryptElement } from '../../../../src/sandbox/postkasse/security/sealing.ts';
import { createCertificates } from '../../../../src/sandbox/postkasse/certificates.ts';
import { SOAP_11, SOAP_12 } from '../../../../src/sandbox/postkasse/soap-version.ts';
import { issueRoot, type Issued } from '../../../../src/sandbox/common/issuance.ts';
import type { SoapVersion } from '../../../../src/wire/soap/envelope.ts';
import { createSigning, type Signing } from '../../../../src/wire/soap/security/index.ts';
import { writeTimestamp } from '../../../../src/wire/soap/security/timestamp.ts';
import { WSSE, WSSE11, WSU } from '../../../../src/wire/soap/security/uris.ts';
import { type SignedPart, writeSignature, writeToken } from '../../../../src/wire/soap/security/writing.ts';
import { xml } from '../../../../src/wire/soap/xml.ts';

export const NOW = Date.parse('2026-06-15T12:00:00Z');
export const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
export const L1 = '311000012';
export const RESPONDER = '310000000';

export const certificates = createCertificates(() => new Date(NOW));
export const client = certificates.forOrganisation(L1);
export const responder = certificates.forOrganisation(RESPONDER);

/** Signs itself, and says that it is the register. */
export const selfSigned = issueRoot(
  [
    ['C', 'NO'],
    ['CN', 'TESTREGISTERET'],
    ['serialNumber', RESPONDER],
  ],
  { from: new Date(NOW - 60_000), to: new Date(NOW + 60_000) },
);

export const QUESTION = {
  body: () =>
    xml`<pk:KanVelgeSikkerDigitalPostkasseForespoersel xmlns:pk="${PK}"><pk:personidentifikator>01817011000</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel>`,
};
export const ANSWER = `<ns2:KanVelgeSikkerDigitalPostkasseRespons xmlns:ns2="${PK}"><ns2:status>NEI</ns2:status><ns2:beskrivelse>RESERVERT</ns2:beskrivelse></ns2:KanVelgeSikkerDigitalPostkasseRespons>`;

export function security(settings: Partial<Signing> = {}) {
  return createSigning({
    ...client,
    trusted: [certificates.root().sertifikat],
    responderOrgnr: RESPONDER,
    now: () => NOW,
    ...settings,
  });
}

const VERSIONS = { '1.1': SOAP_11, '1.2': SOAP_12 };

interface Response {
  readonly created?: number;
  readonly lifetimeMs?: number;
  /** What the SignatureConfirmation repeats; null: there is none. */
  readonly confirm?: string | null;
  readonly signer?: Pick<Issued, 'sertifikat' | 'privateKey'>;
  /** The parts that are signed, of `timestamp`, `body` and `confirmation`, and more. */
  readonly parts?: (all: readonly SignedPart[], token: SignedPart) => readonly SignedPart[];
  readonly answer?: string;
}

/** Writes answers to one request, true ones and false ones. Everything stands in canonical form, so text can be hashed. */
export function forger(version: SoapVersion, signatureValue: string) {
  const words = VERSIONS[version];
  const soap = words.namespace;

  /** Signed, and not yet encrypted. */
  function signed(response: Response = {}): string {
    const { created = NOW, lifetimeMs = 60_000, confirm = signatureValue, signer = responder } = response;
    const timestamp = { id: 'TS-1', canonical: writeTimestamp('TS-1', created, lifetimeMs) };
    const body = {
      id: 'id-1',
      canonical: `<e:Body xmlns:e="${soap}" xmlns:wsu="${WSU}" wsu:Id="id-1">${response.answer ?? ANSWER}</e:Body>`,
    };
    const confirmation = {
      id: 'SC-1',
      canonical: `<wsse11:SignatureConfirmation xmlns:wsse11="${WSSE11}" xmlns:wsu="${WSU}" Value="${confirm}" wsu:Id="SC-1"></wsse11:SignatureConfirmation>`,
    };
    const token = { id: 'X509-1', canonical: writeToken('X509-1', signer.sertifikat) };
    const all = [timestamp, body, ...(confirm === null ? [] : [confirmation])];
    const signature = writeSignature(response.parts?.(all, token) ?? all, 'X509-1', signer.privateKey);
    const rest = confirm === null ? '' : confirmation.canonical;
    return `<e:Envelope xmlns:e="${soap}"><e:Header><wsse:Security xmlns:wsse="${WSSE}">${token.canonical}${signature.markup}${timestamp.canonical}${rest}</wsse:Security></e:Header>${body.canonical}</e:Envelope>`;
  }

  return {
    soap,
    signed,
    /** `content` goes into the ciphertext instead of what stands in the Body. */
    encrypted: (
      envelope: string,
      { to = client, content }: { readonly to?: typeof client; readonly content?: string } = {},
    ) => encryptElement(envelope, words, to.sertifikat, content),
  };
}

export type Forger = ReturnType<typeof forger>;

/** Changes what is signed, and signs that: by the responder's own key, unless somebody else's is given. */
export function resigned(
  envelope: string,
  change: (signedInfo: string) => string,
  { key = responder.privateKey, hash = 'sha256' }: { readonly key?: KeyObject; readonly hash?: string } = {},
): string {
  const before = /<ds:SignedInfo.*<\/ds:SignedInfo>/s.exec(envelope)?.[0] ?? '';
  const after = change(before);
  const value = sign(hash, Buffer.from(after), createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })));
  return envelope
    .replace(before, () => after)
    .replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value.toString('base64')}`);
}

export function digestOf(text: string, hash = 'sha256'): string {
  return createHash(hash).update(text).digest('base64');
}

export function signatureValueOf(envelope: string): string {
  return /<ds:SignatureValue>([^<]+)/.exec(envelope)?.[1]?.replace(/\s/g, '') ?? '';
}
