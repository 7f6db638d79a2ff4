import { buildConnector, DecoratorHandler, type Dispatcher, Pool } from 'undici';
import type { HttpClientOptions } from './http.ts';
import { skipInterim } from './interim.ts';
import { whenAccepted } from '../tls.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** How far one request has come. Handed to a request as its `opaque`. */
export interface Progress {
  sent: boolean;
}

/** Kept-alive sockets to one host. */
export interface Connection {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** The only place that opens a connection to a register, but for `probe.ts`, by which `doctor` looks. */
export function openConnection(
  origin: string,
  { connections, tls }: { readonly connections: number } & Pick<HttpClientOptions, 'tls'>,
): Connection {
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    connect: connectorOf(tls),
    // The whole exchange has one clock of its own, in client.ts; undici's coarse ones would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { dispatcher: pool.compose(noteSending), close: () => pool.destroy() };
}

function connectorOf(tls: HttpClientOptions['tls']): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, ...(tls && { secureContext: tls }) });
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (!socket) return callback(...result);
      skipInterim(socket);
      whenAccepted(socket, (error) => (error ? callback(error, null) : callback(null, socket)));
    });
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
