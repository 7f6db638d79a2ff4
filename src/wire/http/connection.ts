import { buildConnector, DecoratorHandler, type Dispatcher, Pool } from 'undici';
import type { HttpClientOptions } from './http.ts';
import { skipInterim } from './interim.ts';
import { whenAccepted } from '../tls.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** How far one request has come. Handed to a request as its `opaque`. */
export interface Progress {
  sent: boolean;
}

/** Kept-alive sockets to one host: as many as calls count as under way, and spare ones for when slow calls hold those. */
export interface Connection {
  /** `ask` holds a socket until it has its answer. */
  use<Answer>(ask: (dispatcher: Dispatcher) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** The only place that opens a connection to a register, but for `probe.ts`, by which `doctor` looks. */
export function openConnection(
  origin: string,
  { sockets, spare, tls }: { readonly sockets: number; readonly spare: number } & Pick<HttpClientOptions, 'tls'>,
): Connection {
  const open = (connections: number) =>
    new Pool(origin, {
      connections,
      pipelining: 1,
      connect: connectorOf(tls),
      // The whole exchange has one clock of its own, in exchange.ts; undici's coarse ones would only blur it.
      headersTimeout: 0,
      bodyTimeout: 0,
    }).compose(noteSending);
  const usual = open(sockets);
  // Made when it is first needed: most registers never are so slow.
  let beside: Dispatcher | undefined;
  let held = 0;
  return {
    async use(ask) {
      if (held >= sockets && spare > 0) {
        beside ??= open(spare);
        return ask(beside);
      }
      held += 1;
      try {
        return await ask(usual);
      } finally {
        held -= 1;
      }
    },
    close: async () => {
      await Promise.all([usual.destroy(), beside?.destroy()]);
    },
  };
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
