import type { IncomingMessage, ServerResponse } from 'node:http';
import { CASE_REFERENCE_HEADER, PURPOSE_HEADER } from '../audit/reason.ts';
import { CALLER_HEADER, SCOPES_HEADER } from '../callers/identify.ts';
import { CLIENT_HEADERS } from '../log/clients.ts';
import { ASKED_ABOUT_FIRST } from './headers.ts';
import { ACCEPT_QUERY, ALLOWED_METHODS, GRAPHQL_METHODS } from './methods.ts';
import type { GatewayOptions } from '../options.ts';
import type { Head } from './send.ts';

/** The request headers that the gateway reads, and that a page's script may set. Those that only browsers set are not asked about. */
export const REQUEST_HEADERS: readonly string[] = [
  'accept',
  'authorization',
  'content-encoding',
  'content-type',
  'dpop',
  'idempotency-key',
  'if-none-match',
  'traceparent',
  'x-request-id',
  PURPOSE_HEADER,
  CASE_REFERENCE_HEADER,
  CALLER_HEADER,
  SCOPES_HEADER,
  ...CLIENT_HEADERS.flat(),
  ...ASKED_ABOUT_FIRST,
];

/** The headers of answers that a page's script may read: beside these it is shown a few by every browser, as content-type and cache-control. */
export const RESPONSE_HEADERS: readonly string[] = [
  ACCEPT_QUERY[0],
  'age',
  'allow',
  'etag',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-request-id',
  'x-sandbox',
];

/** Seconds for which a browser need not ask again: as long as Chromium keeps an answer at most. */
export const PREFLIGHT_SECONDS = 7_200;

/** The paths whose answers pages of those origins may read. */
const SHARED: ReadonlySet<string> = new Set(['/graphql', '/graphql/schema.graphql']);

const NOTHING: Head = [];
const NOT_LISTED: Head = ['vary', 'origin'];

/**
 * CORS for the pages of the origins that are listed, letter by letter. No credentials are allowed: callers are known by tokens, and a
 * cookie of a browser's would say nothing here. Without a list no answer has a header of it.
 */
export function createCors({ corsOrigins, sandbox }: Pick<GatewayOptions, 'corsOrigins' | 'sandbox'>) {
  const exposed = RESPONSE_HEADERS.join(', ');
  const taken = REQUEST_HEADERS.filter((name) => sandbox || !ONLY_SANDBOX.has(name)).join(', ');
  const isListed = (origin: string | undefined): origin is string =>
    origin !== undefined && corsOrigins?.has(origin) === true;

  return {
    /** Of whatever is answered at this path. It differs by Origin even where there is none, which caches have to know. */
    headOf(origin: string | undefined, path: string): Head {
      if (!corsOrigins || !SHARED.has(path)) return NOTHING;
      if (!isListed(origin)) return NOT_LISTED;
      return [...NOT_LISTED, 'access-control-allow-origin', origin, 'access-control-expose-headers', exposed];
    },

    /** Answers OPTIONS: how `/graphql` is asked, and to a browser that asks for a page of a listed origin, what the page may send. */
    answerOptions({ headers }: IncomingMessage, response: ServerResponse): void {
      response.setHeader('allow', ALLOWED_METHODS);
      if (isListed(headers.origin)) {
        response.setHeader('access-control-allow-methods', METHODS);
        response.setHeader('access-control-allow-headers', taken);
        response.setHeader('access-control-max-age', String(PREFLIGHT_SECONDS));
      }
      response.writeHead(204).end();
    },
  };
}

const METHODS = GRAPHQL_METHODS.join(', ');
const ONLY_SANDBOX: ReadonlySet<string> = new Set([CALLER_HEADER, SCOPES_HEADER]);
