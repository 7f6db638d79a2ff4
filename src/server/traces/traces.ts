import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import type { CallReport, CallTrace } from '../../domain/call.ts';
import type { Cut } from '../http/slow-clients.ts';

/** The traces of one gateway: a span for each request, and one for each call to a register. */
export interface Traces {
  /** `began` is a time of performance.now. Undefined where the request is not sampled, so that nothing more is done for it. */
  begin(request: IncomingMessage, requestId: string, began: number): RequestTrace | undefined;
  /** Sends what waits; what has not been taken after so many milliseconds is lost. Whoever sends spans later loses them. */
  close(withinMs: number): Promise<void>;
}

/** The trace of one request. */
export interface RequestTrace {
  /** Undefined where nothing of it is sent. */
  readonly traceId: string | undefined;
  /** Told of each call that is over. */
  readonly call: (report: CallReport) => void;
  /** For `CallContext.trace`; undefined where registers are told nothing. */
  readonly toRegister: (() => CallTrace) | undefined;
  /** The answer is sent, or the client has left. Calls may still end afterwards. */
  readonly end: (exchange: EndedExchange, cut: Cut | undefined) => void;
}

/** What a span says of a request: of `Exchange` in `context.ts`. */
export interface EndedExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: {
    readonly name?: string | undefined;
    readonly kind?: OperationTypeNode | undefined;
    readonly refused?: string | undefined;
  };
}
