import type { IncomingMessage } from 'node:http';
import { parseMediaType } from '../../domain/media-type.ts';
import type { Profile } from '../profile.ts';

export interface RefusedByHeaders {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Any of these makes a browser ask, before it sends a page's request to another origin, whether it may. */
const ASKED_ABOUT_FIRST = ['graphql-require-preflight', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** What is refused before anything of the request is read. */
export function refusedByHeaders(
  { method, headers }: IncomingMessage,
  { simpleGet }: Profile,
): RefusedByHeaders | undefined {
  if (method !== 'GET' && method !== 'POST') {
    return { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'GraphQL is answered to GET and POST.' };
  }
  const refused = method === 'POST' ? refusedPost(headers) : simpleGet ? undefined : refusedGet(headers);
  return refused ?? (acceptedJson(headers) === undefined ? NOT_ACCEPTABLE : undefined);
}

/** The library would say so when the operation has been executed, and a write done. */
const NOT_ACCEPTABLE: RefusedByHeaders = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'Accept application/graphql-response+json or application/json.',
};

/**
 * What a client accepts of that which is answered, in its order and without parameters: JSON, whatever else it could read
 * (streams of events, parts). Undefined when it accepts none of it.
 */
export function acceptedJson({ accept }: IncomingMessage['headers']): string | undefined {
  const types = (accept || '*/*').split(',').flatMap((range) => parseMediaType(range)?.essence ?? []);
  const json = types.filter((type) => /^(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))$/.test(type));
  return json.length > 0 ? json.join(', ') : undefined;
}

function refusedGet(headers: IncomingMessage['headers']): RefusedByHeaders | undefined {
  const type = parseMediaType(headers['content-type']);
  if (ASKED_ABOUT_FIRST.some((name) => headers[name]) || type?.essence === 'application/json') return undefined;
  const message = 'A GET needs the header graphql-require-preflight, so that no other site can make a browser send it.';
  return { status: 403, code: 'PREFLIGHT_REQUIRED', message };
}

/**
 * Only JSON is taken by POST. A form or plain text is what any web page can make a browser send to us without asking,
 * and nobody needs them.
 */
function refusedPost(headers: IncomingMessage['headers']): RefusedByHeaders | undefined {
  const type = parseMediaType(headers['content-type']);
  if (type?.essence !== 'application/json' || !/^utf-?8$/i.test(type.parameters.charset ?? 'utf-8')) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send application/json in UTF-8.' };
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body without content-encoding.' };
  }
  return undefined;
}

/** The client's Idempotency-Key; undefined when it sent none, null when it is no such key. Two headers come joined by a comma and a space, and are refused. */
export function idempotencyKey(header: string | readonly string[] | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  return typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header) ? header : null;
}
