import type { IncomingMessage } from 'node:http';
import type { CallReport } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import type { Tally } from '../../graph-kit/context.ts';

/** What counts requests and calls, told at the same moments as the log. */
export interface Metrics {
  /** A request to /graphql has come. */
  begin(): RequestMetrics;
}

/** What counts one request. */
export interface RequestMetrics {
  /** A call to a register is over, or was refused before it was sent. */
  callOver(report: CallReport): void;
  /** A read was answered by another's call, for which it has waited since then: a time of performance.now. */
  joined(kilde: Kilde, since: number): void;
  /** A pause before a further try is over, which began then. */
  paused(since: number): void;
  /** It is over: answered, or its client has hung up. */
  over(request: Counted, ending: { readonly status: number; readonly isUnanswered: boolean }): void;
}

/** What is counted of a request: what its `Exchange` says. */
export interface Counted {
  readonly request: Pick<IncomingMessage, 'method'>;
  /** When it came: a time of performance.now. */
  readonly began: number;
  readonly tally: Pick<Tally, 'outcomes' | 'kept'>;
  readonly operation: {
    readonly name?: string | undefined;
    readonly kind?: string | undefined;
    /** extensions.code, where it was refused. */
    readonly refused?: string | undefined;
    /** What was wrong with the caller's token, in a word of ours or of the library's. */
    readonly why?: string | undefined;
  };
  /** Whether it is known who asks. */
  readonly caller?: object | undefined;
  /** By which way it has gone; undefined where it was refused before. */
  readonly way?: 'short' | 'yoga' | undefined;
}
