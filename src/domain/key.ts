/** Characters of a key, as a client writes it: no register's is longer than eleven, and people put spaces between them. */
export const MAX_KEY = 64;

/** Whether no register can have such a key. Asked before anything is made of it: its length is the client's choice. */
export function isTooLong(key: string): boolean {
  return key.length > MAX_KEY;
}

/**
 * The key that a shell holds. What is too long is cut, and ends in a character that no key has: so it stays malformed, and
 * whatever is asked about it costs no more than any other key.
 */
export function cutKey(key: string): string {
  return isTooLong(key) ? `${key.slice(0, MAX_KEY)}…` : key;
}

/** The text without the spaces around it; nothing of one that is longer than `max` characters: empty and too long are refused alike. */
export function trimmed(text: string, max: number): string {
  return text.length > max ? '' : text.trim();
}
