import type { SecureContext } from 'node:tls';
import type { CallContext, CallReport } from '../../domain/call.ts';
import type { Effect } from '../../domain/outcome.ts';
import type { Kilde, UtilgjengeligKode } from '../../domain/registerfeil.ts';

/** What a call is, for those who let it wait, count it and tell of it. */
export interface CallSubject {
  /** As the register names it. */
  readonly operation: string;
  /** A read changes nothing, whatever its HTTP method is. */
  readonly kind: 'read' | 'write';
  /** The one that is asked about: one key does not get all the places. Left out: nobody, or many at once. */
  readonly key?: string | undefined;
  /** 1, or left out, for the first try. */
  readonly attempt?: number | undefined;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Below the client's base URL, already percent-encoded; begins with a slash or is empty. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the response, unzipped, where that is less than the client allows. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Reads the response while the call still holds its place among those under way: large ones must not heap up unread.
   * What it answers says more of the call than the status does.
   */
  readonly reads?: (response: HttpResponse) => Promise<ReadReport | undefined>;
}

/** What a response says of its call beside the HTTP status. */
export interface ReadReport extends Pick<CallReport, 'kode' | 'fault' | 'securityStep'> {
  /** The register itself has answered, by a fault or a code that it documents, though the status is that of a breakdown. */
  readonly isAnswer?: boolean | undefined;
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whole and unzipped. */
  readonly body: Buffer;
}

/** Why there is no response. AVBRUTT: the client hung up, so nobody reads the outcome. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly kode: Extract<UtilgjengeligKode, 'TIDSAVBRUDD' | 'TILKOBLING' | 'UGYLDIG_SVAR' | 'AVBRUTT'>;
  /** Not one byte of the request has been handed to a connection that stood. Otherwise nobody knows what reached the source. */
  readonly unsent?: boolean;
}

export interface HttpClientOptions {
  readonly kilde: Kilde;
  /** Base URL; its path is put before every request's. */
  readonly url: string;
  /** Calls under way at once; the rest wait in line. */
  readonly maxConcurrent: number;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Bytes of a response, unzipped; a request may allow less. */
  readonly maxResponseBytes: number;
  /** Our certificate and whom we trust; undefined: no certificate, and the system's roots. */
  readonly tls?: SecureContext | undefined;
}

export type HttpState = 'UP' | 'DOWN' | 'UNKNOWN';

export interface HttpClient {
  /** Calls under way at once, as in the options. */
  readonly maxConcurrent: number;
  /** A function makes the request when its turn comes: what waits in line has been neither written nor signed. */
  send(
    request: HttpRequest | (() => HttpRequest | Promise<HttpRequest>),
    call: CallContext,
    subject: CallSubject,
  ): Promise<HttpResponse | HttpFailure>;
  /** What the last exchange said of the source. */
  state(): HttpState;
  close(): Promise<void>;
}

/** The reason of a signal that ends when the time of one call is up. */
export const TIMED_OUT = Symbol('timed out');

export function failure(kode: HttpFailure['kode'], unsent = false): HttpFailure {
  return { kind: 'failure', kode, ...(unsent && { unsent }) };
}

/** A deadline, ours or the request's, is told apart from a client that hung up by the signal's reason. */
export function reasonOf({ reason }: AbortSignal): 'TIDSAVBRUDD' | 'AVBRUTT' {
  return reason === TIMED_OUT || (reason instanceof Error && reason.name === 'TimeoutError')
    ? 'TIDSAVBRUDD'
    : 'AVBRUTT';
}

/**
 * What a status says of a request that changes something, where the body says nothing that is documented. A refusal (4xx) was
 * not carried out, nor was what is to be asked elsewhere (3xx); but 303 leads to the result of what was done, and to 408 nobody
 * knows who has waited for whom. A breakdown may have come after the change, and a success that makes no sense is no refusal.
 */
export function effectOfStatus(status: number): Exclude<Effect, 'done'> {
  return status >= 300 && status <= 499 && status !== 303 && status !== 408 ? 'not done' : 'unknown';
}

/** Seconds in a Retry-After header; a date or nonsense counts as no advice. */
export function retryAfter(headers: HttpResponse['headers']): number | undefined {
  const value = headers['retry-after'];
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}
