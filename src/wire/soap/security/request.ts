import type { KeyObject, X509Certificate } from 'node:crypto';
import type { SoapMessage } from '../client.ts';
import { SOAP_NAMESPACE, type SoapVersion } from '../envelope.ts';
import { canonicalise, EXCLUSIVE } from './canonical.ts';
import { writeTimestamp } from './timestamp.ts';
import { parseTree } from './tree.ts';
import { WSSE, WSU } from './uris.ts';
import { newId, type SignedPart, writeSignatureAside, writeToken } from './writing.ts';

export interface RequestSigning {
  readonly sertifikat: X509Certificate;
  readonly privateKey: KeyObject;
  /** From Created to Expires. */
  readonly ttlMs: number;
  readonly now: () => number;
}

export interface SignedRequest {
  readonly envelope: string;
  readonly signatureValue: string;
}

/**
 * Writes signed requests: Timestamp, Body and the header block of the message, when it has one, are covered. Each part is
 * sent in the canonical form that was hashed, so no reader can come to another one.
 */
export function createRequestWriter({ sertifikat, privateKey, ttlMs, now }: RequestSigning) {
  const tokenId = newId('X509');
  const token = writeToken(tokenId, sertifikat);

  return async (version: SoapVersion, { header, body }: SoapMessage): Promise<SignedRequest> => {
    const soap = SOAP_NAMESPACE[version];
    const id = newId('TS');
    const timestamp = { id, canonical: writeTimestamp(id, now(), ttlMs) };
    const signedBody = signBody(`<soap:Body xmlns:soap="${soap}">${body().text}</soap:Body>`);
    const signedHeader = header && signedPart(header.text, newId('OT'));
    const parts = [timestamp, signedBody, ...(signedHeader ? [signedHeader] : [])];
    const signature = await writeSignatureAside(parts, tokenId, privateKey);
    const mustUnderstand = version === '1.2' ? 'true' : '1';
    const envelope =
      `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${soap}"><soap:Header>` +
      `<wsse:Security xmlns:wsse="${WSSE}" soap:mustUnderstand="${mustUnderstand}">${token}${timestamp.canonical}${signature.markup}</wsse:Security>` +
      `${signedHeader?.canonical ?? ''}</soap:Header>${signedBody.canonical}</soap:Envelope>`;
    return { envelope, signatureValue: signature.value };
  };
}

function signBody(markup: string): SignedPart {
  return signedPart(markup, newId('id'));
}

/** The one element of the markup with a wsu:Id of its own, in canonical form. */
function signedPart(markup: string, id: string): SignedPart {
  const withId = markup.replace(/^\s*<[^\s/>]+/, (start) => `${start} xmlns:wsu="${WSU}" wsu:Id="${id}"`);
  return { id, canonical: canonicalise(parseTree(withId).root, EXCLUSIVE) };
}
