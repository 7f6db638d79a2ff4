import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, trace, TraceFlags, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { CallReport, CallTrace } from '../../domain/call.ts';
import { madeOf } from '../../domain/renewable.ts';
import type { HeldDocuments } from '../documents/documents.ts';
import { operationNames } from '../documents/operation-names.ts';
import { readTraceparent } from '../http/traceparent.ts';
import {
  attributesOfAnswer,
  attributesOfCall,
  attributesOfRequest,
  nameOfRequest,
  ROUTE,
  statusOf,
} from './attributes.ts';
import { samplerOf } from './sampler.ts';
import { createSpanQueue, type OnSpansLost } from './span-queue.ts';
import type { TraceSettings } from './settings.ts';
import type { RequestTrace, Traces } from './traces.ts';

/** Milliseconds that one message to the collector may take, its further tries included. */
const EXPORT_MS = 10_000;
/** Messages that may be under way at once: one, but at the end as many as the queue has. */
const AT_ONCE = 32;

/** Loaded only where traces are wanted: whoever wants none loads no package for them. */
export function openTraces(
  settings: TraceSettings,
  { documents, onLost }: { readonly documents: HeldDocuments; readonly onLost: OnSpansLost },
): Traces {
  const { url, headers, ca, toRegisters } = settings;
  // What is said here is not looked for in the environment, which is read in one place.
  const exporter = new OTLPTraceExporter({
    url,
    headers: { ...headers },
    timeoutMillis: EXPORT_MS,
    concurrencyLimit: AT_ONCE,
    httpAgentOptions: { keepAlive: true, ...(ca !== undefined && { ca }) },
  });
  const queue = createSpanQueue(exporter, onLost);
  const own = resourceFromAttributes({ 'service.instance.id': randomUUID(), ...settings.resource });
  const provider = new TracerProvider({
    resource: defaultResource().merge(own),
    sampler: samplerOf(settings),
    spanProcessors: [queue],
  });
  // Held by whoever needs it, and not registered as the process's own: two gateways in one process do not meet.
  const tracer = provider.getTracer('registergraf');
  const names = madeOf(documents, (held) => operationNames(held));

  return {
    begin(request, requestId, startTime) {
      const attributes = attributesOfRequest(request.method, requestId);
      const span = tracer.startSpan(ROUTE, { kind: SpanKind.SERVER, startTime, attributes }, parentOf(request));
      return isSampled(span) || toRegisters ? traceOf(span, tracer, { names, toRegisters }) : undefined;
    },
    async close(withinMs) {
      const bound = new AbortController();
      const late = pause(withinMs, undefined, { signal: bound.signal }).catch(() => undefined);
      // What has failed has been told as lost.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      bound.abort();
      onLost(queue.pending(), 'CLOSING');
    },
  };
}

/** Nothing but the two ids and the one flag is taken over of what a client has sent. */
function parentOf({ headers }: IncomingMessage): Context {
  const parent = readTraceparent(headers.traceparent);
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, isSampled } = parent;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function traceOf(
  span: Span,
  tracer: Tracer,
  { names, toRegisters }: { readonly names: () => ReadonlySet<string>; readonly toRegisters: boolean },
): RequestTrace {
  const context = trace.setSpan(ROOT_CONTEXT, span);
  const begin = (name: string, startTime: number) =>
    tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime }, context);
  return {
    traceId: isSampled(span) ? span.spanContext().traceId : undefined,
    call(report) {
      // Told of it, the register knows its span already. Any other is made when all is known of it.
      if (report.trace) return report.trace.end(report);
      if (!isSampled(span)) return;
      const now = performance.now();
      endCall(begin(report.operation, now - report.durationMs), report, now);
    },
    toRegister: toRegisters ? () => callTraceOf(begin('call', performance.now())) : undefined,
    end(exchange, cut) {
      const known = names();
      const attributes = attributesOfAnswer(exchange, cut, known);
      span.updateName(nameOfRequest(exchange, known)).setAttributes(attributes);
      const status = statusOf(attributes);
      if (status) span.setStatus(status);
      span.end();
    },
  };
}

function callTraceOf(span: Span): CallTrace {
  const { traceId, spanId } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-${isSampled(span) ? '01' : '00'}`,
    end(report) {
      span.updateName(report.operation);
      endCall(span, report, performance.now());
    },
  };
}

function endCall(span: Span, report: CallReport, endTime: number): void {
  const attributes = attributesOfCall(report);
  span.setAttributes(attributes);
  const status = statusOf(attributes);
  if (status) span.setStatus(status);
  span.end(endTime);
}

function isSampled(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
