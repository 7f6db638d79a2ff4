/** The client's Idempotency-Key; undefined when it sent none, null when it is no such key. Two headers come joined by a comma and a space, and are refused. */
export function idempotencyKey(header: string | readonly string[] | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  return typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header) ? header : null;
}
