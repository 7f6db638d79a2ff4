import { constants, createCipheriv, publicEncrypt, randomBytes, type X509Certificate } from 'node:crypto';
import { canonicalise, EXCLUSIVE } from '../../../wire/soap/security/canonical.ts';
import { writeTimestamp } from '../../../wire/soap/security/timestamp.ts';
import { only, parseTree } from '../../../wire/soap/security/tree.ts';
import {
  AES256_CBC,
  CONTENT,
  DS,
  ENCRYPTED_KEY,
  RSA_OAEP,
  WSSE,
  WSSE11,
  WSU,
  XENC,
} from '../../../wire/soap/security/uris.ts';
import { newId, writeSignature, writeToken } from '../../../wire/soap/security/writing.ts';
import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import type { SoapVersion } from '../soap-version.ts';
import type { Issued } from '../../common/issuance.ts';

const LIFETIME_MS = 60_000;

/** The request that is answered. */
export interface Answered {
  readonly version: SoapVersion;
  readonly now: Date;
  /** Whose key signed it: to that key the answer is encrypted. */
  readonly client: X509Certificate;
  readonly signatureValue: string;
}

/** Signs, and then encrypts to the one who asked. */
export function seal(answer: XmlMarkup, answered: Answered, responder: Issued): string {
  const { version, client } = answered;
  return encryptElement(signer(answer, answered, responder), version, client);
}

/** The envelope with a Security in which Timestamp, Body and SignatureConfirmation are signed. */
function signer(answer: XmlMarkup, answered: Answered, { sertifikat, privateKey }: Issued): string {
  const { namespace, name } = answered.version;
  const bodyId = newId('id');
  const envelope = withBodyId(answer.text, namespace, bodyId);
  const { root } = parseTree(envelope);
  const header = only(root, namespace, 'Header');

  const timestampId = newId('TS');
  const timestamp = writeTimestamp(timestampId, answered.now.getTime(), LIFETIME_MS);
  const confirmationId = newId('SC');
  const confirmation = xml`<wsse11:SignatureConfirmation xmlns:wsse11="${WSSE11}" xmlns:wsu="${WSU}" Value="${answered.signatureValue}" wsu:Id="${confirmationId}"/>`;
  const tokenId = newId('X509');
  const signature = writeSignature(
    [
      { id: timestampId, canonical: timestamp },
      { id: bodyId, canonical: canonicalise(only(root, namespace, 'Body'), EXCLUSIVE) },
      { id: confirmationId, canonical: canonicalise(parseTree(confirmation.text).root, EXCLUSIVE) },
    ],
    tokenId,
    privateKey,
  );
  const mustUnderstand = `${header.written.prefix}:mustUnderstand="${name === '1.2' ? 'true' : '1'}"`;
  const security = `<wsse:Security xmlns:wsse="${WSSE}" ${mustUnderstand}>${writeToken(tokenId, sertifikat)}${signature.markup}${timestamp}${confirmation}</wsse:Security>`;
  return `${envelope.slice(0, header.start)}<${header.tagName}>${security}</${header.tagName}>${envelope.slice(header.end)}`;
}

/** The signed envelope with what stands in its Body (or a liar's `content`) encrypted, and the key for it first in its Security. */
export function encryptElement(
  envelope: string,
  { namespace }: SoapVersion,
  client: X509Certificate,
  content?: string,
): string {
  const { root } = parseTree(envelope);
  const security = only(only(root, namespace, 'Header'), WSSE, 'Security');
  const body = only(root, namespace, 'Body');
  const { encryptedKey, encryptedData } = encrypt(
    content ?? envelope.slice(body.contentStart, body.contentEnd),
    client,
  );
  return [
    envelope.slice(0, security.contentStart),
    encryptedKey,
    envelope.slice(security.contentStart, body.contentStart),
    encryptedData,
    envelope.slice(body.contentEnd),
  ].join('');
}

function withBodyId(envelope: string, namespace: string, id: string): string {
  const { start, tagName } = only(parseTree(envelope).root, namespace, 'Body');
  const afterName = start + 1 + tagName.length;
  return `${envelope.slice(0, afterName)} xmlns:wsu="${WSU}" wsu:Id="${id}"${envelope.slice(afterName)}`;
}

function encrypt(content: string, client: X509Certificate) {
  const key = randomBytes(32);
  const keyId = newId('EK');
  const dataId = newId('ED');
  const wrapped = publicEncrypt(
    { key: client.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    key,
  );
  const issuer = client.issuer.split('\n').reverse().join(',');
  const serial = BigInt(`0x${client.serialNumber}`).toString();
  const encryptedKey = xml`<xenc:EncryptedKey xmlns:xenc="${XENC}" xmlns:ds="${DS}" Id="${keyId}"><xenc:EncryptionMethod Algorithm="${RSA_OAEP}"/><ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse="${WSSE}"><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>${issuer}</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></wsse:SecurityTokenReference></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList><xenc:DataReference URI="#${dataId}"/></xenc:ReferenceList></xenc:EncryptedKey>`;
  const encryptedData = xml`<xenc:EncryptedData xmlns:xenc="${XENC}" xmlns:ds="${DS}" Id="${dataId}" Type="${CONTENT}"><xenc:EncryptionMethod Algorithm="${AES256_CBC}"/><ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse="${WSSE}" xmlns:wsse11="${WSSE11}" wsse11:TokenType="${ENCRYPTED_KEY}"><wsse:Reference URI="#${keyId}"/></wsse:SecurityTokenReference></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${encryptContent(content, key)}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;
  return { encryptedKey, encryptedData };
}

/** XML-Enc: the IV first, and a last block whose filler is random and whose last byte tells how much of it there is. */
function encryptContent(content: string, key: Buffer): string {
  const plain = Buffer.from(content, 'utf8');
  const padding = 16 - (plain.length % 16);
  const filler = randomBytes(padding);
  filler[padding - 1] = padding;
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(plain), cipher.update(filler), cipher.final()]).toString('base64');
}
