import { type Attributes, SpanStatusCode } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
} from '@opentelemetry/semantic-conventions';
import type { CallReport } from '../../domain/call.ts';
import { kodeGroup } from '../../domain/kode-group.ts';
import type { Cut } from '../http/slow-clients.ts';
import { methodLabel } from '../metrics/labels.ts';
import type { EndedExchange } from './traces.ts';

// What spans say, by OpenTelemetry's semantic conventions, but for what could hold a person: no address with its path (url.full), no
// document, nothing that a client or a register has written as it likes. Names of ours begin with `registergraf.`.

/** The conventions of GraphQL are in development, and may be renamed: so they are not taken from the package. */
const GRAPHQL_OPERATION_NAME = 'graphql.operation.name';
const GRAPHQL_OPERATION_TYPE = 'graphql.operation.type';

/** What a register calls an error by itself is `other` in `error.type`, of which there must be few. */
const HTTP_STATUS = /^HTTP_\d{3}$/;

export const ROUTE = '/graphql';

/** What is known of a request when it comes. */
export function attributesOfRequest(method: string | undefined, requestId: string): Attributes {
  return {
    [ATTR_HTTP_REQUEST_METHOD]: methodLabel(method),
    [ATTR_HTTP_ROUTE]: ROUTE,
    [ATTR_URL_PATH]: ROUTE,
    [ATTR_URL_SCHEME]: 'http',
    'registergraf.request_id': requestId,
  };
}

/** And when it is over. A name is told only where the manifest has it: any other is the client's own text. */
export function attributesOfAnswer(
  { response, operation }: EndedExchange,
  cut: Cut | undefined,
  names: ReadonlySet<string>,
): Attributes {
  const { name, kind, refused } = operation;
  const failed = errorOf(response, cut);
  return {
    ...(response.headersSent && { [ATTR_HTTP_RESPONSE_STATUS_CODE]: response.statusCode }),
    ...(kind && { [GRAPHQL_OPERATION_TYPE]: kind }),
    ...(name !== undefined && names.has(name) && { [GRAPHQL_OPERATION_NAME]: name }),
    ...(refused !== undefined && { 'registergraf.refused': refused }),
    ...(failed !== undefined && { [ATTR_ERROR_TYPE]: failed }),
  };
}

/** The type of operation, with its name where that is known, as the conventions have it; of what was refused before, method and route. */
export function nameOfRequest({ request, operation }: EndedExchange, names: ReadonlySet<string>): string {
  const { name, kind } = operation;
  if (!kind) return `${methodLabel(request.method)} ${ROUTE}`;
  return name !== undefined && names.has(name) ? `${kind} ${name}` : kind;
}

/** A refusal is the client's, and no error of this server's. */
function errorOf(response: EndedExchange['response'], cut: Cut | undefined): string | undefined {
  if (!response.writableFinished) return cut ?? 'hungUp';
  return response.statusCode >= 500 ? String(response.statusCode) : undefined;
}

export function attributesOfCall(report: CallReport): Attributes {
  const { kilde, operation, attempt, waitedMs, kode, answered, status, errorCode, method, server } = report;
  const told = kode ?? answered;
  return {
    'registergraf.kilde': kilde,
    'registergraf.operation': operation,
    'registergraf.waited_ms': Math.round(waitedMs * 10) / 10,
    ...(told !== undefined && { 'registergraf.kode': told }),
    ...(errorCode !== undefined && { 'registergraf.error_code': errorCode }),
    ...(method && { [ATTR_HTTP_REQUEST_METHOD]: method }),
    ...(server && { [ATTR_SERVER_ADDRESS]: server.address, [ATTR_SERVER_PORT]: server.port }),
    ...(status !== undefined && { [ATTR_HTTP_RESPONSE_STATUS_CODE]: status }),
    ...(attempt > 1 && { [ATTR_HTTP_REQUEST_RESEND_COUNT]: attempt - 1 }),
    ...(kode !== undefined && { [ATTR_ERROR_TYPE]: HTTP_STATUS.test(kode) ? kode : kodeGroup(kode) }),
  };
}

/** Of a span with that attribute: a call whose client hung up has failed for nobody. */
export function statusOf({ [ATTR_ERROR_TYPE]: type }: Attributes): { readonly code: SpanStatusCode } | undefined {
  return type === undefined || type === 'AVBRUTT' || type === 'hungUp' ? undefined : { code: SpanStatusCode.ERROR };
}
