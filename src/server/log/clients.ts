import type { IncomingHttpHeaders } from 'node:http';
import { maskName } from '../../domain/mask.ts';
import { couldIdentifyPerson } from '../http/request-id.ts';
import { readTraceparent } from '../http/traceparent.ts';

/** What a request says of the client's software and of its own place in a trace, as it may be logged: nothing here can hold a number. */
export interface ClientOfRequest {
  readonly client?: string | undefined;
  readonly clientVersion?: string | undefined;
  readonly traceId?: string | undefined;
}

/** The headers by which clients and routers name the application: Apollo's, and the two that others send. */
export const CLIENT_HEADERS = [
  ['apollographql-client-name', 'apollographql-client-version'],
  ['graphql-client-name', 'graphql-client-version'],
  ['x-graphql-client-name', 'x-graphql-client-version'],
] as const;
/** Characters of a client's name, and of its version. */
export const MAX_CLIENT = 64;

export function clientOf(headers: IncomingHttpHeaders): ClientOfRequest {
  const traceId = headers.traceparent === undefined ? undefined : readTraceparent(headers.traceparent)?.traceId;
  for (const [name, version] of CLIENT_HEADERS) {
    if (headers[name] === undefined) continue;
    return { client: wordOf(headers[name]), clientVersion: wordOf(headers[version]), traceId };
  }
  return { client: undefined, clientVersion: undefined, traceId };
}

function wordOf(value: string | readonly string[] | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^[\w./+-]{1,64}$/.test(value) && !couldIdentifyPerson(value)) return value;
  return maskName(value)
    .replace(/[^\p{L}\p{N} .,:;_/()@#*+-]/gu, '?')
    .slice(0, MAX_CLIENT);
}
