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

/** What was wrong, in a word for the log, which says nothing of what was sent. */
const NOT_PROVEN = ['ROUTER_MISSING', 'ROUTER_WRONG'] as const;
type NotProven = (typeof NOT_PROVEN)[number];

/** Whether a word of the log is of a router's proof, and not of a token. */
export function isOfRouter(why: string): boolean {
  return (NOT_PROVEN as readonly string[]).includes(why);
}

/** Undefined: a router has sent the request, or need not. */
export type CheckRouter = (headers: IncomingMessage['headers']) => NotProven | undefined;

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
