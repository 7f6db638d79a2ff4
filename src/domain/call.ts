import type { Caller } from './caller.ts';
import type { Quotas } from './quota.ts';
import type { Kilde } from './registerfeil.ts';

/** What every backend call of one request shares. */
export interface CallContext {
  /** Fires when the request's deadline has passed (reason: a TimeoutError) or the client has hung up. */
  readonly signal: AbortSignal;
  /** When the request's deadline will have passed, by `performance.now()`. Undefined: nobody knows. */
  readonly deadlineAt?: number | undefined;
  /** Called once for each call that is put on the wire, retries included. */
  count(kilde: Kilde): void;
  /**
   * Told of each key that is answered by what was kept: by which register, and when that was asked (`performance.now`). Left out: nobody
   * wants to know.
   */
  readonly kept?: ((kilde: Kilde, askedAt: number) => void) | undefined;
  /**
   * Told of each key, or list of keys, that another's call has answered, and since when that was waited for (`performance.now`). Left out:
   * nobody wants to know.
   */
  readonly joined?: ((kilde: Kilde, since: number) => void) | undefined;
  /** Told of each pause before a further try when it is over, and when it began. Left out: nobody wants to know. */
  readonly paused?: ((since: number) => void) | undefined;
  /** Told of each call when it is over, and of each that was refused before it was sent. Left out: nobody wants to know. */
  readonly report?: ((report: CallReport) => void) | undefined;
  /** Asked when a call is about to be sent: what the register is told of the trace that it is part of. Left out: nothing. */
  readonly trace?: (() => CallTrace) | undefined;
  readonly caller: Caller;
  /** What the caller may still ask for where a field has a quota. Left out: as often as they like. */
  readonly quotas?: Quotas | undefined;
  /** The client's Idempotency-Key header, checked; undefined when there was none. */
  readonly idempotencyKey?: string | undefined;
}

/** What became of one call to a register, for the log and for metrics. Holds nothing that a person or a register has written. */
export interface CallReport {
  readonly kilde: Kilde;
  /** As the register names it. */
  readonly operation: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Milliseconds that the call waited for its turn. */
  readonly waitedMs: number;
  /** Milliseconds on the wire; 0 when nothing was sent. */
  readonly durationMs: number;
  /** The kode of KildeUtilgjengelig, or of UdokumentertFeil, that the call ended with; undefined when it was answered. */
  readonly kode?: string | undefined;
  /** The documented kode that the register answered with, which is an answer like data. */
  readonly answered?: string | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The code of the system, of TLS or of the HTTP library behind `kode`: ECONNREFUSED, CERT_HAS_EXPIRED. */
  readonly errorCode?: string | undefined;
  /**
   * Of a SOAP fault: its code, the code that stands in brackets in its text, and the text, masked. Of a refusal by Maskinporten: its
   * `error`, its code (`MP-251`), and the text.
   */
  readonly fault?:
    | { readonly code: string; readonly bracketCode?: string | undefined; readonly text: string }
    | undefined;
  /** Which check of WS-Security the answer did not pass. Never told to the client. */
  readonly securityStep?: string | undefined;
  /** How it was asked, and whom: the host without brackets, as configured. */
  readonly method?: 'GET' | 'POST' | undefined;
  readonly server?: { readonly address: string; readonly port: number } | undefined;
  /** What `CallContext.trace` has given for it. */
  readonly trace?: CallTrace | undefined;
}

/** One call of a trace that the register is told of. */
export interface CallTrace {
  /** The header of W3C Trace Context. */
  readonly traceparent: string;
  /** The call is over. */
  readonly end: (report: CallReport) => void;
}

/** What is found in the answer of a call, and added to its report. */
export type Finding = Pick<CallReport, 'kode' | 'answered' | 'fault' | 'securityStep'>;
