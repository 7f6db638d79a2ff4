import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

// What is kept in the store is nobody's to read: keys are hashes with a key of ours, and outcomes are encrypted.

/** One for each purpose, so that what is known of one tells nothing of another. */
export interface SharedKeys {
  /** Of the hashes under which writes are kept. */
  readonly writes: Uint8Array;
  /** Of those of callers and organisations, for rates and quotas. */
  readonly rates: Uint8Array;
  /** Of those of proofs of possession. */
  readonly proofs: Uint8Array;
  /** Encrypts outcomes. */
  readonly seal: Uint8Array;
}

const BYTES = 32;

export function deriveKeys(secret: string): SharedKeys {
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `registergraf shared store: ${purpose}`, BYTES));
  return { writes: derive('writes'), rates: derive('rates'), proofs: derive('proofs'), seal: derive('seal') };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM. `place` is where it is kept: what is moved elsewhere does not open. */
export function seal(key: Uint8Array, place: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Undefined where it was sealed by another key, for another place, or has been changed. */
export function open(key: Uint8Array, place: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}
