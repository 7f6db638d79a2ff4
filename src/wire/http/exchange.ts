import type { CallContext } from '../../domain/call.ts';
import { AnswerHandler } from './answer.ts';
import { unzipped } from './body.ts';
import type { Connection, Progress } from './connection.ts';
import {
  failure,
  type HttpClientOptions,
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  reasonOf,
  TIMED_OUT,
} from './http.ts';

/** What came of an exchange, and more of a failure than its kode says. */
export interface Exchanged {
  readonly answer: HttpResponse | HttpFailure;
  /** The code of the system, of TLS or of the HTTP library. */
  readonly errorCode?: string | undefined;
  /** The time that one call has was up, not the request's. */
  readonly isTimedOut?: boolean;
}

export type Exchange = (request: HttpRequest, call: CallContext, progress: Progress) => Promise<Exchanged>;

/** One request and its response over a connection, within the time that a call has; redirects are never followed. */
export function createExchange(
  base: URL,
  connection: Connection,
  options: Pick<HttpClientOptions, 'kilde' | 'maxResponseBytes'> & { readonly timeoutMs: number },
): Exchange {
  const prefix = base.pathname.replace(/\/$/, '');

  return async (request, call, progress) => {
    if (call.signal.aborted) return { answer: failure(reasonOf(call.signal), true) };
    const maxResponseBytes = Math.min(request.maxResponseBytes ?? Infinity, options.maxResponseBytes);
    call.count(options.kilde);
    const handler = new AnswerHandler(progress, maxResponseBytes);
    const follow = () => handler.stop(call.signal.reason);
    const timer = setTimeout(() => handler.stop(TIMED_OUT), options.timeoutMs);
    call.signal.addEventListener('abort', follow, { once: true });
    try {
      const { status, headers, body } = await connection.use((dispatcher) => {
        const { method } = request;
        const path = prefix + request.path || '/';
        const sent: Record<string, string> = { 'accept-encoding': 'gzip', ...request.headers };
        if (progress.trace) sent.traceparent = progress.trace.traceparent;
        dispatcher.dispatch({ origin: base.origin, method, path, headers: sent, body: request.body ?? null }, handler);
        return handler.answer;
      });
      const encoding = headers['content-encoding'];
      const bytes = body && (encoding === undefined ? body : await unzipped(body, encoding, maxResponseBytes));
      // Of a failure the status says enough, whatever a proxy's page is like.
      if (!bytes && status < 300) return { answer: failure('UGYLDIG_SVAR') };
      return { answer: { kind: 'response', status, headers, body: bytes ?? Buffer.alloc(0) } };
    } catch (error) {
      if (isBug(error)) throw error;
      if (!handler.isStopped) return { answer: failure('TILKOBLING', !progress.sent), errorCode: codeOf(error) };
      return { answer: failure(reasonOf({ reason: error }), !progress.sent), isTimedOut: error === TIMED_OUT };
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', follow);
    }
  };
}

/** A mistake of ours is no failure of the source's. What a library or node itself throws has a code. */
function isBug(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && !('code' in error);
}

/** The system's or the library's word for what went wrong: never text from the other side. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}
