import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { type MediaType, parseMediaType } from '../../domain/media-type.ts';
import type { Exchange, Parts } from '../context.ts';
import { ERRORS } from '../errors.ts';
import type { Profile } from '../profile.ts';
import { type Refused, refuse } from '../refuse.ts';
import { ALLOWED_METHODS, graphqlMethodOf } from './methods.ts';
import { refusedByTarget } from './target.ts';
import { isGzip } from './zip.ts';

/** Any of these headers makes a browser send a CORS preflight before a page's request to another origin. */
export const ASKED_ABOUT_FIRST = ['graphql-require-preflight', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** A 401 names a scheme (RFC 9110, 15.5.2); there is none for a secret in a header of its own. */
const ROUTER_CHALLENGE = 'Router realm="registergraf"';

/** Step headers: refuses what can be refused before anything of the request is read. */
export function refuseByHeaders(exchange: Exchange, { options, readAccept }: Parts): Refused | undefined {
  const { request } = exchange;
  // First, so that whoever is no router learns nothing else.
  const why = options.checkRouter?.(request.headers);
  if (why) return { ...refuse(ERRORS.routerNotProven), why, headers: { 'www-authenticate': ROUTER_CHALLENGE } };
  exchange.accepts = readAccept(request.headers);
  return refusedByTarget(request, options) ?? refusedByHeaders(request, options.profile, exchange.accepts);
}

export function refusedByHeaders(
  { method, headers }: IncomingMessage,
  { simpleGet }: Profile,
  accepts: string | undefined,
): Refused | undefined {
  if (!graphqlMethodOf(method)) {
    return { ...refuse(ERRORS.methodNotAllowed), headers: { allow: ALLOWED_METHODS } };
  }
  const refused = method !== 'GET' ? refusedBody(headers) : simpleGet ? undefined : refusedGet(headers);
  // Yoga would refuse only after the operation, and its writes, have been executed.
  return refused ?? (accepts === undefined ? refuse(ERRORS.notAcceptable) : undefined);
}

/**
 * The media types of JSON that a client accepts, the one that it likes best first (RFC 9110, 12.4.2) and without parameters. Event streams
 * and multipart are left out: the first are not answered, the other is for answers in parts only. Undefined when it accepts no JSON.
 */
export function acceptedJson({ accept }: IncomingMessage['headers']): string | undefined {
  const types = (accept || '*/*').split(',').flatMap((range) => parseMediaType(range) ?? []);
  const json = types
    .filter(({ essence }) => /^(?:\*\/\*|application\/(?:\*|json|graphql-response\+json))$/.test(essence))
    .map(({ essence, parameters: { q = '1' } }) => ({ essence, weight: Number(q) }));
  const refused = new Set(json.filter(({ weight }) => weight <= 0).map(({ essence }) => essence));
  // What stands for all types stands for none that is refused by its name.
  const taken = (essence: string) => {
    if (!essence.endsWith('*') || !refused.has('application/json')) return essence;
    return refused.has(GRAPHQL_RESPONSE) ? [] : GRAPHQL_RESPONSE;
  };
  const accepted = json
    .filter(({ weight }) => !(weight <= 0))
    .toSorted((one, other) => other.weight - one.weight)
    .flatMap(({ essence }) => taken(essence));
  return accepted.length > 0 ? accepted.join(', ') : undefined;
}

/** The media type of GraphQL's answers, by which a client knows them for that whatever their status. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** In which media type of those that `acceptedJson` has found an answer goes, by Yoga's choice: the best liked, where it is named. */
export function mediaTypeOf(accepts: string): string {
  return accepts.startsWith(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : 'application/json';
}

/** The headers Accept that are remembered, and the characters of the longest: applications send a few short ones. */
const MAX_ACCEPTS = 100;
const MAX_ACCEPT_LENGTH = 200;

/** As `acceptedJson`, which reads each header that is remembered once. */
export function createAcceptReader(): typeof acceptedJson {
  const known = new LRUCache<string, readonly [json: string | undefined]>({ max: MAX_ACCEPTS });
  return (headers) => {
    const { accept = '' } = headers;
    if (accept.length > MAX_ACCEPT_LENGTH) return acceptedJson(headers);
    const read = known.get(accept);
    if (read) return read[0];
    const json = acceptedJson(headers);
    known.set(accept, [json]);
    return json;
  };
}

/** The format of parts, in the parameter of a media type: that of the proposal of 24 August 2022, which is what clients read. */
export const DEFER_SPEC = '20220824';

/**
 * Whether a client reads an answer in parts: it names multipart/mixed, and asks for no format but that one. Apollo's clients also name
 * multipart/mixed for subscriptions, and for later proposals, each with a parameter of its own.
 */
export function acceptsParts({ accept = '' }: IncomingMessage['headers']): boolean {
  // Most clients name it nowhere, and nothing is parsed for them.
  if (!accept.toLowerCase().includes('multipart/mixed')) return false;
  return accept.split(',').some((range) => {
    const type = parseMediaType(range);
    if (type?.essence !== 'multipart/mixed') return false;
    const { q = '1', deferspec = DEFER_SPEC, boundary: _, ...others } = type.parameters;
    return Number(q) > 0 && deferspec === DEFER_SPEC && Object.keys(others).length === 0;
  });
}

function refusedGet(headers: IncomingMessage['headers']): Refused | undefined {
  const type = parseMediaType(headers['content-type']);
  if (ASKED_ABOUT_FIRST.some((name) => headers[name]) || type?.essence === 'application/json') return undefined;
  return refuse(ERRORS.preflightRequired);
}

const JSON_TYPE: MediaType = { essence: 'application/json', parameters: {} };

/**
 * Only JSON is accepted in a body. A form or plain text can be sent by a browser for any web page without a CORS preflight, and no client
 * of GraphQL needs them.
 */
function refusedBody(headers: IncomingMessage['headers']): Refused | undefined {
  const written = headers['content-type'];
  // As most write it: nothing has to be parsed.
  const type = written === 'application/json' ? JSON_TYPE : parseMediaType(written);
  if (type?.essence !== 'application/json' || !/^utf-?8$/i.test(type.parameters.charset ?? 'utf-8')) {
    return refuse(ERRORS.notJson);
  }
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity' && !isGzip(coding)) {
    return { ...refuse(ERRORS.encodedBody), headers: { 'accept-encoding': 'gzip' } };
  }
  return undefined;
}

/** Step idempotency key: an invalid key is refused, since without one the write would be repeated when it is sent again. */
export function readIdempotencyKey(exchange: Exchange): Refused | undefined {
  const key = idempotencyKey(exchange.request.headers['idempotency-key']);
  if (key === null) return refuse(ERRORS.invalidIdempotencyKey);
  if (key !== undefined) exchange.idempotencyKey = key;
  return undefined;
}

/** The client's Idempotency-Key; undefined when it sent none, null when it is invalid. Two headers come joined by a comma and a space, which makes them invalid. */
export function idempotencyKey(header: string | readonly string[] | undefined): string | null | undefined {
  if (header === undefined) return undefined;
  return typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header) ? header : null;
}
