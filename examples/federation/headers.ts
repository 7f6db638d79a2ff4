/**
 * Which of a caller's headers go on to which subgraph. Registergraf has to know who calls, and decides what they may ask;
 * a token is nobody else's business.
 */
export const FORWARDED: Readonly<Record<string, readonly string[]>> = {
  registergraf: [
    'authorization',
    'x-request-id',
    'idempotency-key',
    'x-purpose',
    'x-case-reference',
    // The sandbox's callers. With real registers nobody may choose who they are.
    'x-sandbox-caller',
    'x-sandbox-scopes',
  ],
  tilskudd: ['x-request-id'],
};
