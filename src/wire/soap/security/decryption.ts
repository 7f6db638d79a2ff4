import { isUtf8 } from 'node:buffer';
import { createDecipheriv, type KeyObject, randomBytes, webcrypto, type X509Certificate } from 'node:crypto';
import { decodeBase64 } from '../../base64.ts';
import type { WithoutCipher } from './cipher-text.ts';
import { demand, present } from './refusal.ts';
import type { XmlNode } from '../xml-node.ts';
import { attributeOf, isNamed, only, textOf } from './tree.ts';
import { AES256_CBC, CONTENT, DS, ENCRYPTED_KEY, RSA_OAEP, SHA1, WSSE, WSSE11, XENC } from './uris.ts';

const { subtle } = webcrypto;

const KEY_BYTES = 32;
const BLOCK_BYTES = 16;

export interface Decrypting {
  readonly sertifikat: X509Certificate;
  readonly unwrapKey: KeyUnwrapping;
}

/** The key that has been encrypted for us. Rejects where it is none. */
export type KeyUnwrapping = (wrapped: Buffer) => Promise<Buffer>;

/** Decrypts keys by RSA-OAEP with SHA-1, beside the event loop, so that nobody else waits for RSA: decision 35. */
export function createKeyUnwrapping(privateKey: KeyObject): KeyUnwrapping {
  const key = privateKey.toCryptoKey({ name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['decrypt']);
  return async (wrapped) => Buffer.from(await subtle.decrypt({ name: 'RSA-OAEP' }, key, wrapped));
}

/** The document with the content of its Body in plain text, put where the EncryptedData stood. */
export async function decryptBody(
  text: string,
  security: XmlNode,
  body: XmlNode,
  recipient: Decrypting,
  taken?: WithoutCipher,
): Promise<string> {
  const encryptedKey = only(security, XENC, 'EncryptedKey');
  const encryptedData = soleEncryptedData(body);
  demandListed(encryptedKey, encryptedData);
  const key = await unwrapKey(encryptedKey, recipient);
  const before = Buffer.from(text.slice(0, encryptedData.start));
  const after = Buffer.from(text.slice(encryptedData.end));
  return decrypt(cipherOf(encryptedData, taken), key, before, after);
}

/** A key that does not unwrap becomes one that opens nothing: the failure then looks like any other. */
async function unwrapKey(encryptedKey: XmlNode, { sertifikat, unwrapKey: unwrap }: Decrypting): Promise<Buffer> {
  const method = only(encryptedKey, XENC, 'EncryptionMethod');
  demand(method.attributes.Algorithm === RSA_OAEP);
  // SHA-1 is what this algorithm means when nothing is said; whoever says it says the same.
  demand(method.children.every((one) => isNamed(one, DS, 'DigestMethod') && one.attributes.Algorithm === SHA1));
  demand(serialOf(encryptedKey) === BigInt(`0x${sertifikat.serialNumber}`));
  const wrapped = cipherOf(encryptedKey);
  const instead = randomBytes(KEY_BYTES);
  try {
    const key = await unwrap(wrapped);
    return key.length === KEY_BYTES ? key : instead;
  } catch {
    return instead;
  }
}

/** Numbers are compared, never the issuer's name: there are many ways to write one. */
function serialOf(encryptedKey: XmlNode): bigint {
  const reference = only(only(encryptedKey, DS, 'KeyInfo'), WSSE, 'SecurityTokenReference');
  const issuerSerial = only(only(reference, DS, 'X509Data'), DS, 'X509IssuerSerial');
  const number = textOf(only(issuerSerial, DS, 'X509SerialNumber')).trim();
  demand(/^\d{1,60}$/.test(number));
  return BigInt(number);
}

function soleEncryptedData(body: XmlNode): XmlNode {
  const encryptedData = only(body, XENC, 'EncryptedData');
  demand(body.children.length === 1);
  demand((encryptedData.attributes.Type ?? CONTENT) === CONTENT);
  demand(only(encryptedData, XENC, 'EncryptionMethod').attributes.Algorithm === AES256_CBC);
  return encryptedData;
}

/** The key lists the data, and the data, where it says so, names the key. */
function demandListed(encryptedKey: XmlNode, encryptedData: XmlNode): void {
  const list = only(encryptedKey, XENC, 'ReferenceList').children;
  const id = present(encryptedData.attributes.Id);
  demand(list.length === 1 && isNamed(list[0], XENC, 'DataReference') && list[0]?.attributes.URI === `#${id}`);
  const reference = only(only(encryptedData, DS, 'KeyInfo'), WSSE, 'SecurityTokenReference');
  demand((attributeOf(reference, WSSE11, 'TokenType') ?? ENCRYPTED_KEY) === ENCRYPTED_KEY);
  demand(only(reference, WSSE, 'Reference').attributes.URI === `#${present(encryptedKey.attributes.Id)}`);
}

/** `taken` is the ciphertext that has been taken out of the document. */
function cipherOf(encrypted: XmlNode, taken?: WithoutCipher): Buffer {
  const text = textOf(only(only(encrypted, XENC, 'CipherData'), XENC, 'CipherValue'));
  return taken && text === taken.standIn ? taken.cipher : present(decodeBase64(text));
}

// Bytes that are decrypted at a time.
const PIECE = 32 * 1024;

/**
 * The plain text between what stands before and after it. XML-Enc pads with any bytes and tells their number in the last, which node's own
 * padding check would refuse.
 */
function decrypt(cipher: Buffer, key: Buffer, before: Buffer, after: Buffer): string {
  demand(cipher.length >= 2 * BLOCK_BYTES && cipher.length % BLOCK_BYTES === 0);
  const decipher = createDecipheriv('aes-256-cbc', key, cipher.subarray(0, BLOCK_BYTES)).setAutoPadding(false);
  const whole = Buffer.allocUnsafe(before.length + cipher.length + after.length);
  whole.set(before);
  let end = before.length;
  for (let at = BLOCK_BYTES; at < cipher.length; at += PIECE) {
    const piece = decipher.update(cipher.subarray(at, at + PIECE));
    whole.set(piece, end);
    end += piece.length;
  }
  // Of whole blocks without a padding of its own nothing is left for the end.
  demand(decipher.final().length === 0 && end - before.length === cipher.length - BLOCK_BYTES);
  const padding = whole[end - 1] ?? 0;
  demand(padding >= 1 && padding <= BLOCK_BYTES);
  demand(isUtf8(whole.subarray(before.length, end - padding)));
  whole.set(after, end - padding);
  return whole.toString('utf8', 0, end - padding + after.length);
}
