import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { madeOf, type Renewable } from '../../domain/renewable.ts';

/** The header of a router's secret, where no other is configured. */
export const ROUTER_HEADER = 'x-router-secret';

/** By what a router is known. */
export interface RouterSettings {
  /** The name of a header of requests, in lower case. */
  readonly header: string;
  /** Each of them is good: while a secret is changed, the old one and the new one are sent. */
  readonly secrets: readonly string[];
}

/** Undefined: a router has sent the request, or need not. Else a word for the log, which says nothing of what was sent. */
export type CheckRouter = (headers: IncomingMessage['headers']) => 'ROUTER_MISSING' | 'ROUTER_WRONG' | undefined;

/**
 * Compares hashes, which are all of one length, with all secrets, whichever is found: how long it takes says nothing of them. A header that
 * is there twice is what node makes of both, and no secret, for none holds a comma. Without settings nobody has to prove anything.
 */
export function createRouterCheck(settings: Renewable<RouterSettings | undefined>): CheckRouter {
  const known = madeOf(settings, (value) => value && { header: value.header, digests: value.secrets.map(digestOf) });
  return (headers) => {
    const asked = known();
    if (!asked) return undefined;
    const sent = headers[asked.header];
    if (sent === undefined) return 'ROUTER_MISSING';
    const digest = digestOf(String(sent));
    let isKnown = false;
    for (const one of asked.digests) isKnown = timingSafeEqual(one, digest) || isKnown;
    return isKnown ? undefined : 'ROUTER_WRONG';
  };
}

const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');
