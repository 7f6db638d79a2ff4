import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** The parts as one text that neither can be reversed, nor be made by who does not have the key: HMAC-SHA-256 in base64url. */
export type KeyedHash = (...parts: readonly unknown[]) => string;

/**
 * Hashes by which something is known again that must not be kept in clear: a person's number, a caller. Without a key it gets a random
 * one, and the hashes mean nothing to any other process.
 */
export function createKeyedHash(key: Uint8Array = randomBytes(32)): KeyedHash {
  // Given bytes, Node makes such an object for each hash, which takes six times as long as the hash itself.
  const secret = createSecretKey(key);
  return (...parts) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}
