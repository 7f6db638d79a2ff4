import { TraceFlags } from '@opentelemetry/api';
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';

/** Spans that wait to be sent. One more is dropped. Some 2 kB each. */
export const MAX_QUEUED = 2_048;
/** Spans in one message to the collector: to write them holds the event loop for as long as a small request takes. */
const BATCH = 128;
/** Milliseconds that a span waits for others at the most. */
const GATHER_MS = 1_000;
/** Milliseconds after which a message is given up: the exporter's own time, and what its socket may take to notice. */
const GIVE_UP_MS = 12_000;

/** Told of spans that are lost, with a word of ours, or of the system, that says why. At the end CLOSING, also of none. */
export type OnSpansLost = (count: number, errorCode: string) => void;

export interface SpanQueue extends SpanProcessor {
  /** Spans that have ended, and have neither been sent nor lost. */
  pending(): number;
}

/**
 * The library's queue, which holds so many spans and sends one message at a time, whatever the collector does. It tells nobody of what
 * it drops, nor of what the exporter could not send: both are counted here.
 */
export function createSpanQueue(exporter: SpanExporter, onLost: OnSpansLost): SpanQueue {
  let queued = 0;
  let sending = 0;
  const counting: SpanExporter = {
    export(spans, done) {
      queued -= spans.length;
      sending += spans.length;
      exporter.export(spans, (result) => {
        sending -= spans.length;
        if (result.error) onLost(spans.length, errorCodeOf(result.error));
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
  const queue = new BatchSpanProcessor({
    exporter: counting,
    maxQueueSize: MAX_QUEUED,
    maxExportBatchSize: BATCH,
    scheduledDelayMillis: GATHER_MS,
    exportTimeoutMillis: GIVE_UP_MS,
  });
  let isOver = false;
  return {
    onStart() {},
    onEnd(span: ReadableSpan) {
      if (isOver || (span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
      if (queued >= MAX_QUEUED) return onLost(1, 'QUEUE_FULL');
      queued += 1;
      queue.onEnd(span);
    },
    forceFlush: () => queue.forceFlush(),
    shutdown() {
      isOver = true;
      return queue.shutdown();
    },
    pending: () => queued + sending,
  };
}

/** The system's code, or the status that the collector has answered with. Its text is a stranger's. */
function errorCodeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return `HTTP_${code}`;
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{1,60}$/.test(code) ? code : 'NOT_TAKEN';
}
