import { createHash, type KeyObject, randomUUID, sign, type X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { BASE64_BINARY, DS, EXC_C14N, RSA_SHA256, SHA256, WSSE, WSU, X509_V3 } from './uris.ts';

/** A part as its Reference covers it. */
export interface SignedPart {
  readonly id: string;
  /** Its exclusive canonical form. */
  readonly canonical: string;
}

/** Ids begin with a letter, and no two messages share one. */
export function newId(prefix: 'TS' | 'id' | 'X509' | 'KI' | 'STR' | 'SIG' | 'OT' | 'SC' | 'EK' | 'ED'): string {
  return `${prefix}-${randomUUID()}`;
}

export function writeToken(id: string, { raw }: X509Certificate): string {
  return `<wsse:BinarySecurityToken xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}" EncodingType="${BASE64_BINARY}" ValueType="${X509_V3}" wsu:Id="${id}">${raw.toString('base64')}</wsse:BinarySecurityToken>`;
}

// SignedInfo is written in its own canonical form: empty elements have an end tag, and ds is declared where it starts.
const HEAD = `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${RSA_SHA256}"></ds:SignatureMethod>`;
const TRANSFORMS = `<ds:Transforms><ds:Transform Algorithm="${EXC_C14N}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"></ds:DigestMethod>`;

/** A signature as markup; `value` is the SignatureValue as written. */
export interface WrittenSignature {
  readonly markup: string;
  readonly value: string;
}

/** Signs the parts in this turn of the event loop. */
export function writeSignature(parts: readonly SignedPart[], tokenId: string, privateKey: KeyObject): WrittenSignature {
  const signedInfo = writeSignedInfo(parts);
  return withValue(signedInfo, sign('sha256', Buffer.from(signedInfo), privateKey), tokenId);
}

/** The same beside the event loop, so that nobody else waits for RSA: decision 35. */
export async function writeSignatureAside(
  parts: readonly SignedPart[],
  tokenId: string,
  privateKey: KeyObject,
): Promise<WrittenSignature> {
  const signedInfo = writeSignedInfo(parts);
  return withValue(signedInfo, await signAside('sha256', Buffer.from(signedInfo), privateKey), tokenId);
}

const signAside = promisify(sign);

function writeSignedInfo(parts: readonly SignedPart[]): string {
  const references = parts.map(({ id, canonical }) => {
    const digest = createHash('sha256').update(canonical).digest('base64');
    return `<ds:Reference URI="#${id}">${TRANSFORMS}<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  });
  return `${HEAD}${references.join('')}</ds:SignedInfo>`;
}

function withValue(signedInfo: string, signature: Buffer, tokenId: string): WrittenSignature {
  const value = signature.toString('base64');
  const keyInfo = `<ds:KeyInfo Id="${newId('KI')}"><wsse:SecurityTokenReference xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}" wsu:Id="${newId('STR')}"><wsse:Reference URI="#${tokenId}" ValueType="${X509_V3}"/></wsse:SecurityTokenReference></ds:KeyInfo>`;
  const markup = `<ds:Signature xmlns:ds="${DS}" Id="${newId('SIG')}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}</ds:Signature>`;
  return { markup, value };
}
