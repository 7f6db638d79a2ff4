import type { KeyObject, X509Certificate } from 'node:crypto';
import { madeOf, type Renewable } from '../../../domain/renewable.ts';
import { createTrust } from '../../certificate.ts';
import { limitsOf, type SoapSecurity } from '../client.ts';
import { decodeXml, readEnvelope, SOAP_NAMESPACE, type SoapContent } from '../envelope.ts';
import { XmlError, type XmlLimits } from '../xml-limits.ts';
import { XmlNames } from '../xml-syntax.ts';
import { withoutCipher } from './cipher-text.ts';
import { createKeyUnwrapping } from './decryption.ts';
import { createRequestWriter } from './request.ts';
import type { SecurityProgress } from './refusal.ts';
import { type Expected, openResponse, type Received, type ResponseOpening } from './response.ts';
import { createCertificateReader } from './signature.ts';
import { isNamed, parseTree } from './tree.ts';

/** WS-Security by the contract's profile 16-02: requests signed, responses signed and then encrypted. */
export interface Signing {
  /** One key pair signs the requests and decrypts the responses. */
  readonly sertifikat: X509Certificate;
  readonly privateKey: KeyObject;
  /** The certificate authorities that the register's certificate must be issued through. */
  readonly trusted: readonly X509Certificate[];
  /** Who must have signed the responses. */
  readonly responderOrgnr: string;
  /** How far the register's clock may be from ours. Default 60 s. */
  readonly clockSkewMs?: number | undefined;
  /** From Created to Expires of a request. Default 60 s. */
  readonly ttlMs?: number | undefined;
  /** The longest life of a response that is accepted. Default 5 min. */
  readonly maxLifetimeMs?: number | undefined;
  /** Milliseconds since 1970. Default: this machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** Signs as soon as there is something to sign with, which is asked for once, by the first message. */
export function createLateSigning(signing: () => Promise<Signing>): SoapSecurity {
  let made: Promise<SoapSecurity> | undefined;
  return {
    async protect(version, message) {
      made ??= signing().then(createSigning);
      return (await made).protect(version, message);
    },
  };
}

/** Signs by what holds when a message is written, and opens its answer by the same. */
export function createRenewableSigning(signing: Renewable<Signing>): SoapSecurity {
  const current = madeOf(signing, createSigning);
  return { protect: (version, message) => current().protect(version, message) };
}

export function createSigning(signing: Signing): SoapSecurity {
  const { sertifikat, privateKey, responderOrgnr, ttlMs = 60_000, now = Date.now } = signing;
  const { clockSkewMs = 60_000, maxLifetimeMs = 5 * 60_000 } = signing;
  const write = createRequestWriter({ sertifikat, privateKey, ttlMs, now });
  const trusted = createTrust(signing.trusted);
  const readCertificate = createCertificateReader();
  const opening = {
    names: new XmlNames(),
    sertifikat,
    unwrapKey: createKeyUnwrapping(privateKey),
    trusted,
    readCertificate,
    responderOrgnr,
    clockSkewMs,
    maxLifetimeMs,
    now,
  };
  return {
    async protect(version, message) {
      const { envelope, signatureValue } = await write(version, message);
      return {
        envelope,
        open: (bytes, contentType) =>
          open(bytes, contentType, { version, signatureValue, limits: limitsOf(message) }, opening),
      };
    },
  };
}

async function open(
  bytes: Buffer,
  contentType: string,
  expected: Expected,
  opening: ResponseOpening,
): Promise<SoapContent> {
  const received = read(bytes, contentType, expected.limits, opening.names);
  if (!received) return { kind: 'nonsense' };
  // Faults are neither signed nor encrypted, by design. What looks like one is read as one, and trusted with nothing.
  const fault = received.text.includes('Fault') && readEnvelope(expected.version, bytes, contentType, expected.limits);
  if (fault && fault.kind === 'fault') return fault;
  const progress: SecurityProgress = { step: 'parts' };
  try {
    return { kind: 'body', element: await openResponse(received, expected, opening, progress) };
  } catch {
    // Whatever it was, and on purpose also a mistake of ours: there is one answer to a message that does not hold.
    return { kind: 'insecure', step: progress.step };
  }
}

/** The envelope, or undefined when this is none: a proxy's error page is no attack. */
function read(bytes: Buffer, contentType: string, limits: XmlLimits, names: XmlNames): Received | undefined {
  try {
    const taken = withoutCipher(bytes);
    const text = decodeXml(taken?.document ?? bytes, contentType);
    if (taken) {
      const { characters, standIn } = taken;
      if (text.length - standIn.length + characters > limits.maxCharacters) throw new XmlError('too large');
      if (characters > limits.maxText) throw new XmlError('too long a text');
    }
    const tree = parseTree(text, limits, names);
    const isEnvelope = Object.values(SOAP_NAMESPACE).some((soap) => isNamed(tree.root, soap, 'Envelope'));
    return isEnvelope ? { text, tree, taken } : undefined;
  } catch {
    return undefined;
  }
}
