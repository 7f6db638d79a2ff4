import { ROUTER_HEADER } from '../../src/server/callers/router-proof.ts';

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

/** What the router adds itself: it proves to Registergraf that a router asks, and to nobody else. A caller's own is not forwarded. */
export function proofFor(subgraphName: string, secret: string): Readonly<Record<string, string>> {
  return subgraphName === 'registergraf' ? { [ROUTER_HEADER]: secret } : {};
}
