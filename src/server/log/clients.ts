import type { IncomingHttpHeaders } from 'node:http';
import { maskName } from '../../domain/mask.ts';
import { couldIdentifyPerson } from '../http/request-id.ts';

/** What a request says of the client's software and of its own place in a trace, as it may be logged: nothing here can hold a number. */
export interface ClientOfRequest {
  readonly client?: string | undefined;
  readonly clientVersion?: string | undefined;
  readonly traceId?: string | undefined;
}

/** The headers by which clients and routers name the application: Apollo's, and the two that others send. */
const CLIENT_HEADERS = ['apollographql-client', 'graphql-client', 'x-graphql-client'] as const;
/** Characters of a client's name, and of its version. */
export const MAX_CLIENT = 64;

export function clientOf(headers: IncomingHttpHeaders): ClientOfRequest {
  const prefix = CLIENT_HEADERS.find((name) => headers[`${name}-name`] !== undefined);
  return {
    client: prefix && wordOf(headers[`${prefix}-name`]),
    clientVersion: prefix && wordOf(headers[`${prefix}-version`]),
    traceId: traceIdOf(headers.traceparent),
  };
}

function wordOf(value: string | readonly string[] | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^[\w./+-]{1,64}$/.test(value) && !couldIdentifyPerson(value)) return value;
  return maskName(value)
    .replace(/[^\p{L}\p{N} .,:;_/()@#*+-]/gu, '?')
    .slice(0, MAX_CLIENT);
}

/** The trace's id in W3C's header, by its rules: a later version may have more parts, and an id of zeros is none. */
function traceIdOf(traceparent: string | readonly string[] | undefined): string | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > MAX_TRACEPARENT) return undefined;
  const [, version, traceId, parentId, more] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(traceparent) ?? [];
  if (!version || !traceId || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId ?? '')) return undefined;
  // By chance as rarely as in a request id. A client could have written a number there.
  return couldIdentifyPerson(traceId) ? undefined : traceId;
}

const MAX_TRACEPARENT = 512;
