import type { SecureContext } from 'node:tls';
import type { CallContext, Finding } from '../../domain/call.ts';
import type { Effect } from '../../domain/outcome.ts';
import type { Kilde, UtilgjengeligKode } from '../../domain/registerfeil.ts';
import type { BreakerState } from './breaker.ts';
import type { PolicyChanges } from './settings.ts';

/** What a call is, for those who let it wait, count it and tell of it. */
export interface CallSubject {
  /** As the register names it. */
  readonly operation: string;
  /** A read changes nothing, whatever its HTTP method is. */
  readonly kind: 'read' | 'write';
  /** The one, or the list, that is asked about: one key does not get all the places. Left out: nobody. */
  readonly key?: string | undefined;
  /** 1, or left out, for the first try. */
  readonly attempt?: number | undefined;
  /** Told when the call has lasted so much longer than others do that it does not count among those under way any more. */
  readonly onAside?: (() => void) | undefined;
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
export interface ReadReport extends Finding {
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

/**
 * Why there is no response. AVBRUTT: the client hung up, so nobody reads the outcome. OVERBELASTET: nobody's turn came, or
 * too many wait for theirs. KRETS_AAPEN: the breaker is open. A status: the register has said to come back later.
 */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly kode: LostKode | RefusedKode;
  /** Not one byte of the request has been handed to a connection that stood. Otherwise nobody knows what reached the source. */
  readonly unsent?: boolean;
  /** Seconds after which it may be tried again. */
  readonly proevIgjenOm?: number;
}

type LostKode = Extract<UtilgjengeligKode, 'TIDSAVBRUDD' | 'TILKOBLING' | 'UGYLDIG_SVAR' | 'AVBRUTT'>;
type RefusedKode = Extract<UtilgjengeligKode, 'OVERBELASTET' | 'KRETS_AAPEN'> | `HTTP_${429 | 503}`;

export interface HttpClientOptions extends PolicyChanges {
  readonly kilde: Kilde;
  /** What the source calls what is asked here, for those who look at its state. */
  readonly service?: string | undefined;
  /** Base URL; its path is put before every request's. */
  readonly url: string;
  /** Bytes of a response, unzipped; a request may allow less. */
  readonly maxResponseBytes: number;
  /** Our certificate and whom we trust; undefined: no certificate, and the system's roots. */
  readonly tls?: SecureContext | undefined;
  /** Told when a breaker opens or closes, and when the source goes up or down. */
  readonly onTransition?: ((transition: HttpTransition) => void) | undefined;
}

export type HttpTransition =
  | {
      readonly what: 'breaker';
      readonly kind: CallSubject['kind'];
      readonly from: BreakerState;
      readonly to: BreakerState;
    }
  | { readonly what: 'state'; readonly from: HttpState; readonly to: HttpState };

export type HttpState = 'UP' | 'DOWN' | 'UNKNOWN';

export interface HttpClient {
  /** Calls under way at once, as in the options. */
  readonly maxConcurrent: number;
  /** How reads are tried again. */
  readonly retries: Retries;
  /** A function makes the request when its turn comes: what waits in line has been neither written nor signed. */
  send(
    request: HttpRequest | (() => HttpRequest | Promise<HttpRequest>),
    call: CallContext,
    subject: CallSubject,
  ): Promise<HttpResponse | HttpFailure>;
  /** As in the options. */
  readonly service: string | undefined;
  /** What the last exchange said of the source. */
  state(): HttpState;
  /** Shows another certificate, and trusts others, from now on. What has been sent is answered as it began. */
  renew(tls: SecureContext | undefined): void;
  /** Of its reads and of its writes. */
  breakers(): Readonly<Record<CallSubject['kind'], BreakerState>>;
  close(): Promise<void>;
}

/** How the reads at one address are tried again. */
export interface Retries {
  /** Milliseconds to wait before each further try. */
  readonly pausesMs: readonly number[];
  /** A first try has been sent. */
  count(): void;
  /** Whether one more try may be made, which is counted then. */
  take(): boolean;
}

/** The reason of a signal that ends when the time of one call is up. */
export const TIMED_OUT = Symbol('timed out');

export function failure(kode: LostKode, unsent = false): HttpFailure {
  return { kind: 'failure', kode, ...(unsent && { unsent }) };
}

/** What was refused before it was sent, and may be tried again after so many seconds. */
export function refusal(kode: RefusedKode, proevIgjenOm: number): HttpFailure {
  return { kind: 'failure', kode, unsent: true, proevIgjenOm };
}

/** Whether the gateway has not asked at all, for a reason that asking at once again would meet, too. */
export function isUnasked({ kode, proevIgjenOm }: HttpFailure): boolean {
  return isRefusedHere(kode) || proevIgjenOm !== undefined;
}

/** What the graph says of a failure beside its kode. A status that holds all calls back is the gateway's: nothing was sent. */
export function toldOf(failure: HttpFailure): { readonly proevIgjenOm?: number; readonly opphav?: 'GATEWAY' } {
  const { proevIgjenOm } = failure;
  return { ...(proevIgjenOm !== undefined && { proevIgjenOm }), ...(isUnasked(failure) && { opphav: 'GATEWAY' }) };
}

/** Whether a failure's kode says that the gateway itself has refused to send, for its own sake or the register's. */
export function isRefusedHere(kode: string): boolean {
  return kode === 'OVERBELASTET' || kode === 'KRETS_AAPEN';
}

/** A deadline, ours or the request's, is told apart from a client that hung up by the signal's reason. */
export function reasonOf({ reason }: Pick<AbortSignal, 'reason'>): 'TIDSAVBRUDD' | 'AVBRUTT' {
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
