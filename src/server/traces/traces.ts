import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationTypeNode } from 'graphql';
import type { CallReport, CallTrace } from '../../domain/call.ts';
import type { Cut } from '../http/slow-clients.ts';

/** Which requests are traced, by the names that OpenTelemetry gives its samplers. */
export const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const;

/** Where spans are sent, and of which requests there are any. */
export interface TraceSettings {
  /** The whole address at the collector. */
  readonly url: string;
  /** What the collector wants to be sent with them. May be secret: never for a log. */
  readonly headers: Readonly<Record<string, string>>;
  /** PEM: whom to trust as the collector. Left out: whom Node trusts. */
  readonly ca?: string | undefined;
  /** By which name the collector knows this program. */
  readonly serviceName: string;
  readonly sampler: (typeof SAMPLERS)[number];
  /** Of the samplers with a ratio: from 0 to 1. */
  readonly ratio: number;
  /** Whether registers are told the trace's id. */
  readonly toRegisters: boolean;
}

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
