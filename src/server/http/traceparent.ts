import { couldIdentifyPerson } from './request-id.ts';

/** The place of a request in a trace that somebody before us has begun: W3C Trace Context, `traceparent`. */
export interface TraceParent {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits: the span that asks. */
  readonly spanId: string;
  /** Whether whoever asks records the trace, as it says. */
  readonly isSampled: boolean;
}

const MAX_CHARS = 512;
const SAMPLED = 1;

/**
 * The header by its rules: a later version may have more parts, and an id of zeros is none. Undefined too where somebody's number could
 * stand in its ids, which are written down: by chance one in a hundred or so. `tracestate` is not read: it is free text.
 */
export function readTraceparent(header: string | readonly string[] | undefined): TraceParent | undefined {
  if (typeof header !== 'string' || header.length > MAX_CHARS) return undefined;
  const [, version, traceId, spanId, flags, more] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header) ?? [];
  if (!version || !traceId || !spanId || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  if (couldIdentifyPerson(traceId) || couldIdentifyPerson(`00-${traceId}-${spanId}-00`)) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags ?? '0', 16) & SAMPLED) === SAMPLED };
}
