import pLimit from 'p-limit';
import type { CallContext } from '../../domain/call.ts';
import { readBody } from './body.ts';
import { openConnection, type Progress } from './connection.ts';
import {
  type CallSubject,
  failure,
  type HttpClient,
  type HttpClientOptions,
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpState,
  type ReadReport,
  reasonOf,
  TIMED_OUT,
} from './http.ts';

/** What came of an exchange, and the code of the system behind a failure. */
interface Exchanged {
  readonly answer: HttpResponse | HttpFailure;
  readonly errorCode?: string | undefined;
}

/** Asks one address, over kept-alive sockets; redirects are never followed. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const base = new URL(options.url);
  const prefix = base.pathname.replace(/\/$/, '');
  const limit = pLimit(options.maxConcurrent);
  const { dispatcher, close } = openConnection(base.origin, { connections: options.maxConcurrent, tls: options.tls });
  let state: HttpState = 'UNKNOWN';

  async function exchange(request: HttpRequest, call: CallContext, progress: Progress): Promise<Exchanged> {
    if (call.signal.aborted) return { answer: failure(reasonOf(call.signal), true) };
    const maxResponseBytes = Math.min(request.maxResponseBytes ?? Infinity, options.maxResponseBytes);
    call.count(options.kilde);
    const abort = new AbortController();
    const follow = () => abort.abort(call.signal.reason);
    const timer = setTimeout(() => abort.abort(TIMED_OUT), options.timeoutMs);
    call.signal.addEventListener('abort', follow, { once: true });
    try {
      const response = dispatcher.request({
        origin: base.origin,
        method: request.method,
        path: prefix + request.path || '/',
        headers: { 'accept-encoding': 'gzip', ...request.headers },
        body: request.body ?? null,
        signal: abort.signal,
        opaque: progress,
      });
      // undici tells the end of a request that is not sent yet when its connection stands or fails, which can be long after.
      const { statusCode, headers, body } = await Promise.race([response, endOf(abort.signal)]);
      state = statusCode >= 500 ? 'DOWN' : 'UP';
      const bytes = await readBody(body, headers['content-encoding'], maxResponseBytes);
      // Of a failure the status says enough, whatever a proxy's page is like.
      if (!bytes && statusCode < 300) return { answer: failure('UGYLDIG_SVAR') };
      const answer: HttpResponse = { kind: 'response', status: statusCode, headers, body: bytes ?? Buffer.alloc(0) };
      return { answer };
    } catch (error) {
      if (isBug(error)) throw error;
      const kode = abort.signal.aborted ? reasonOf(abort.signal) : 'TILKOBLING';
      if (kode !== 'AVBRUTT') state = 'DOWN';
      return {
        answer: failure(kode, !progress.sent),
        errorCode: abort.signal.aborted ? undefined : codeOf(error),
      };
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', follow);
    }
  }

  /** Waits in line for the exchange, but not past the request's deadline: an ended signal leaves the line at once. */
  function send(
    request: Parameters<HttpClient['send']>[0],
    call: CallContext,
    subject: CallSubject,
  ): Promise<HttpResponse | HttpFailure> {
    if (call.signal.aborted) return Promise.resolve(failure(reasonOf(call.signal), true));
    const asked = performance.now();
    return new Promise((resolve, reject) => {
      const progress: Progress = { sent: false };
      const leave = () => resolve(failure(reasonOf(call.signal), !progress.sent));
      const begin = async () => {
        const begun = performance.now();
        const made = typeof request === 'function' && !call.signal.aborted ? await request() : request;
        const exchanged =
          typeof made === 'function' || call.signal.aborted
            ? { answer: failure(reasonOf(call.signal), true) }
            : await exchange(made, call, progress);
        const { answer } = exchanged;
        const read = typeof made !== 'function' && answer.kind === 'response' ? await made.reads?.(answer) : undefined;
        report(exchanged, read, call, subject, { asked, begun });
        return answer;
      };
      call.signal.addEventListener('abort', leave, { once: true });
      limit(begin)
        .then(resolve, reject)
        .finally(() => call.signal.removeEventListener('abort', leave));
    });
  }

  function report(
    { answer, errorCode }: Exchanged,
    read: ReadReport | undefined,
    call: CallContext,
    { operation, attempt = 1 }: CallSubject,
    { asked, begun }: { readonly asked: number; readonly begun: number },
  ): void {
    call.report?.({
      kilde: options.kilde,
      operation,
      attempt,
      waitedMs: begun - asked,
      durationMs: answer.kind === 'failure' && answer.unsent ? 0 : performance.now() - begun,
      kode: answer.kind === 'failure' ? answer.kode : (read?.kode ?? kodeOfStatus(answer.status)),
      errorCode,
      fault: read?.fault,
      securityStep: read?.securityStep,
    });
  }

  return { maxConcurrent: options.maxConcurrent, send, state: () => state, close };
}

/** The statuses that say that the register cannot answer now. */
function kodeOfStatus(status: number): string | undefined {
  return status === 429 || status >= 500 ? `HTTP_${status}` : undefined;
}

/** Rejects when the signal ends. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A mistake of ours is no failure of the source's. What a library or node itself throws has a code. */
function isBug(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && !('code' in error);
}

/** The system's or the library's word for what went wrong: never text from the other side. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}
