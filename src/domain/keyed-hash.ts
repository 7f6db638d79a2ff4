import { hash, randomBytes } from 'node:crypto';

/** The parts as one text that neither can be reversed, nor be made by who does not have the key: SHA-512/256 in base64url. */
export type KeyedHash = (...parts: readonly unknown[]) => string;

/**
 * Hashes by which something is known again that must not be kept in clear: a person's number, a caller. Without a key it gets a random
 * one, and the hashes mean nothing to any other process.
 */
export function createKeyedHash(key: Uint8Array = randomBytes(32)): KeyedHash {
  // Of one length, so that nothing of the parts can be taken for a piece of the key.
  const secret = hash('sha512', key, 'base64url');
  // No HMAC: Node makes an object for each, which costs more than the hash. What an HMAC is for (from SHA-256 of a key and a text anybody can
  // compute that of a longer text) SHA-512/256 does by itself: the hash is only half of its state.
  return (...parts) => {
    const [only] = parts;
    // A text alone needs no JSON to be told from the next part. JSON of a list begins otherwise.
    const text = parts.length === 1 && typeof only === 'string' ? `=${only}` : JSON.stringify(parts);
    return hash('sha512-256', secret + text, 'base64url');
  };
}
