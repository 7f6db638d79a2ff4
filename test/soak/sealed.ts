import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';

const IV_BYTES = 16;

/** What stands in the Body of an answer that was encrypted to this key; a fault comes as it is. */
export function createOpener(key: KeyObject): (envelope: string) => string {
  return (envelope) => {
    const values = [...envelope.matchAll(/CipherValue>([^<]+)</g)].map(([, text = '']) => Buffer.from(text, 'base64'));
    const [secret, data] = values;
    if (!secret || !data) return envelope;
    const opened = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING }, secret);
    const decipher = createDecipheriv('aes-256-cbc', opened, data.subarray(0, IV_BYTES)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(data.subarray(IV_BYTES)), decipher.final()]);
    // The last byte says how many were added.
    return padded.subarray(0, padded.length - (padded.at(-1) ?? 0)).toString('utf8');
  };
}
