import type { SecureContext } from 'node:tls';
import pLimit from 'p-limit';
import { buildConnector, DecoratorHandler, type Dispatcher, Pool } from 'undici';
import type { CallContext } from '../domain/call.ts';
import type { Effect } from '../domain/outcome.ts';
import type { Kilde, UtilgjengeligKode } from '../domain/registerfeil.ts';
import { readBody } from './body.ts';
import { skipInterim } from './interim.ts';
import { whenAccepted } from './tls.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Below the client's base URL, already percent-encoded; begins with a slash or is empty. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes of the response, unzipped, where that is less than the client allows. */
  readonly maxResponseBytes?: number | undefined;
  /** Reads the response while the call still holds its place among those under way: large ones must not heap up unread. */
  readonly reads?: (response: HttpResponse) => Promise<void>;
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whole and unzipped. */
  readonly body: Buffer;
}

/** Why there is no response. AVBRUTT: the client hung up, so nobody reads the outcome. */
export interface HttpFailure {
  readonly kind: 'failure';
  readonly kode: Extract<UtilgjengeligKode, 'TIDSAVBRUDD' | 'TILKOBLING' | 'UGYLDIG_SVAR' | 'AVBRUTT'>;
  /** Not one byte of the request has been handed to a connection that stood. Otherwise nobody knows what reached the source. */
  readonly unsent?: boolean;
}

export interface HttpClientOptions {
  readonly kilde: Kilde;
  /** Base URL; its path is put before every request's. */
  readonly url: string;
  /** Calls under way at once; the rest wait in line. */
  readonly maxConcurrent: number;
  /** Milliseconds from the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** Bytes of a response, unzipped; a request may allow less. */
  readonly maxResponseBytes: number;
  /** Our certificate and whom we trust; undefined: no certificate, and the system's roots. */
  readonly tls?: SecureContext | undefined;
}

export type HttpState = 'UP' | 'DOWN' | 'UNKNOWN';

export interface HttpClient {
  /** Calls under way at once, as in the options. */
  readonly maxConcurrent: number;
  /** A function makes the request when its turn comes: what waits in line has been neither written nor signed. */
  send(
    request: HttpRequest | (() => HttpRequest | Promise<HttpRequest>),
    call: CallContext,
  ): Promise<HttpResponse | HttpFailure>;
  /** What the last exchange said of the source. */
  state(): HttpState;
  close(): Promise<void>;
}

const TIMED_OUT = Symbol('timed out');
const CONNECT_TIMEOUT_MS = 5_000;

/** How far one request has come. */
interface Progress {
  sent: boolean;
}

/** undici starts a request when it writes it to a connection that stands, in TLS after the handshake: until then nothing has left. */
class NotesSending extends DecoratorHandler implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #progress: Progress;

  constructor(handler: Dispatcher.DispatchHandler, progress: Progress) {
    super(handler);
    this.#handler = handler;
    this.#progress = progress;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
    this.#progress.sent = true;
  }
}

const noteSending: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(options, new NotesSending(handler, (options as { opaque?: Progress }).opaque ?? { sent: true }));

/** The only place that opens a connection to a register, but for `probe.ts`, by which `doctor` looks: kept-alive sockets to one host, redirects never followed. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const base = new URL(options.url);
  const prefix = base.pathname.replace(/\/$/, '');
  const limit = pLimit(options.maxConcurrent);
  const pool = new Pool(base.origin, {
    connections: options.maxConcurrent,
    pipelining: 1,
    connect: connectorOf(options),
    // The whole exchange has one clock of its own, below; undici's coarse ones would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const dispatcher = pool.compose(noteSending);
  let state: HttpState = 'UNKNOWN';

  async function exchange(
    request: HttpRequest,
    call: CallContext,
    progress: Progress,
  ): Promise<HttpResponse | HttpFailure> {
    if (call.signal.aborted) return failure(reasonOf(call.signal), true);
    const maxResponseBytes = Math.min(request.maxResponseBytes ?? Infinity, options.maxResponseBytes);
    call.count(options.kilde);
    const abort = new AbortController();
    const follow = () => abort.abort(call.signal.reason);
    const timer = setTimeout(() => abort.abort(TIMED_OUT), options.timeoutMs);
    call.signal.addEventListener('abort', follow, { once: true });
    try {
      const response = dispatcher.request({
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
      if (!bytes && statusCode < 300) return failure('UGYLDIG_SVAR');
      return { kind: 'response', status: statusCode, headers, body: bytes ?? Buffer.alloc(0) };
    } catch (error) {
      if (isBug(error)) throw error;
      const kode = abort.signal.aborted ? reasonOf(abort.signal) : 'TILKOBLING';
      if (kode !== 'AVBRUTT') state = 'DOWN';
      return failure(kode, !progress.sent);
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', follow);
    }
  }

  /** Waits in line for the exchange, but not past the request's deadline: an ended signal leaves the line at once. */
  function send(request: Parameters<HttpClient['send']>[0], call: CallContext): Promise<HttpResponse | HttpFailure> {
    if (call.signal.aborted) return Promise.resolve(failure(reasonOf(call.signal), true));
    return new Promise((resolve, reject) => {
      const progress: Progress = { sent: false };
      const leave = () => resolve(failure(reasonOf(call.signal), !progress.sent));
      const begin = async () => {
        if (call.signal.aborted) return failure(reasonOf(call.signal), true);
        const made = typeof request === 'function' ? await request() : request;
        const answer = await exchange(made, call, progress);
        if (answer.kind === 'response') await made.reads?.(answer);
        return answer;
      };
      call.signal.addEventListener('abort', leave, { once: true });
      limit(begin)
        .then(resolve, reject)
        .finally(() => call.signal.removeEventListener('abort', leave));
    });
  }

  return {
    maxConcurrent: options.maxConcurrent,
    send,
    state: () => state,
    close: () => pool.destroy(),
  };
}

function connectorOf({ tls }: HttpClientOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, ...(tls && { secureContext: tls }) });
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (!socket) return callback(...result);
      skipInterim(socket);
      whenAccepted(socket, (error) => (error ? callback(error, null) : callback(null, socket)));
    });
}

function failure(kode: HttpFailure['kode'], unsent = false): HttpFailure {
  return { kind: 'failure', kode, ...(unsent && { unsent }) };
}

/** Rejects when the signal ends. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/**
 * What a status says of a request that changes something, where the body says nothing that is documented. A refusal (4xx) was
 * not carried out, nor was what is to be asked elsewhere (3xx); but 303 leads to the result of what was done, and to 408 nobody
 * knows who has waited for whom. A breakdown may have come after the change, and a success that makes no sense is no refusal.
 */
export function effectOfStatus(status: number): Exclude<Effect, 'done'> {
  return status >= 300 && status <= 499 && status !== 303 && status !== 408 ? 'not done' : 'unknown';
}

/** A mistake of ours is no failure of the source's. What a library or node itself throws has a code. */
function isBug(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && !('code' in error);
}

/** A deadline, ours or the request's, is told apart from a client that hung up by the signal's reason. */
export function reasonOf({ reason }: AbortSignal): 'TIDSAVBRUDD' | 'AVBRUTT' {
  return reason === TIMED_OUT || (reason instanceof Error && reason.name === 'TimeoutError')
    ? 'TIDSAVBRUDD'
    : 'AVBRUTT';
}

/** Seconds in a Retry-After header; a date or nonsense counts as no advice. */
export function retryAfter(headers: HttpResponse['headers']): number | undefined {
  const value = headers['retry-after'];
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}
