import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { CallTrace } from '../../domain/call.ts';
import { whenAccepted } from '../tls.ts';
import type { HttpClientOptions } from './http.ts';
import { skipInterim } from './interim.ts';
import { proxyFor } from './proxy.ts';
import type { ProxySettings } from './settings.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** How far one request has come. */
export interface Progress {
  sent: boolean;
  /** What the register is told of the trace. */
  trace?: CallTrace | undefined;
}

/** Kept-alive sockets to one host: as many as calls count as under way, and spare ones for when slow calls hold those. */
export interface Connection {
  /** `ask` holds a socket until it has its answer. */
  use<Answer>(ask: (dispatcher: Dispatcher) => Promise<Answer>): Promise<Answer>;
  /** Opens new sockets by this; those that are in use are closed when they have their answers. */
  renew(tls: HttpClientOptions['tls']): void;
  close(): Promise<void>;
}

interface ConnectionOptions extends Pick<HttpClientOptions, 'tls'> {
  readonly sockets: number;
  readonly spare: number;
  readonly proxy: ProxySettings;
}

/** The only place that opens a connection to a register, but for `probe.ts`, by which `doctor` looks. */
export function openConnection(base: URL, { sockets, spare, tls, proxy }: ConnectionOptions): Connection {
  const by = proxyFor(base, proxy);
  const open = (connections: number, tls: HttpClientOptions['tls']) =>
    by ? poolThrough(by, connections, tls).compose(keepStatus) : pool(base, connections, connectorOf(tls));
  let current = tls;
  let usual: Opened = { dispatcher: open(sockets, tls), held: 0 };
  // Made when it is first needed: most registers never are so slow.
  let beside: Opened | undefined;
  /** Opened by what holds no more, with answers still to come. */
  const leaving = new Set<Opened>();
  return {
    async use(ask) {
      const isFull = usual.held >= sockets && spare > 0;
      if (isFull) beside ??= { dispatcher: open(spare, current), held: 0 };
      const opened = isFull && beside ? beside : usual;
      opened.held += 1;
      try {
        return await ask(opened.dispatcher);
      } finally {
        opened.held -= 1;
        if (opened.held === 0 && leaving.delete(opened)) void opened.dispatcher.destroy();
      }
    },
    renew(next) {
      for (const one of [usual, beside]) {
        if (one && one.held > 0) leaving.add(one);
        else void one?.dispatcher.destroy();
      }
      current = next;
      usual = { dispatcher: open(sockets, next), held: 0 };
      beside = undefined;
    },
    close: async () => {
      await Promise.all([usual, beside, ...leaving].map((one) => one?.dispatcher.destroy()));
    },
  };
}

/** Sockets that are opened alike, and how many calls have one. */
interface Opened {
  readonly dispatcher: Dispatcher;
  held: number;
}

function pool(origin: URL | string, connections: number, connect: buildConnector.connector): Pool {
  return new Pool(origin instanceof URL ? origin.origin : origin, {
    connections,
    pipelining: 1,
    connect,
    // The whole exchange has one clock of its own, in exchange.ts; undici's coarse ones would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** To https addresses through a tunnel, so that the proxy sees no message; to http ones by asking the proxy for the whole address. */
function poolThrough(
  { address, except }: { readonly address: string; readonly except: string },
  connections: number,
  tls: HttpClientOptions['tls'],
): Dispatcher {
  return new EnvHttpProxyAgent({
    httpProxy: address,
    httpsProxy: address,
    noProxy: except,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A tunnel that the proxy never grants would hold its place among the connections for the library's five minutes.
    clientFactory: (origin, options) => new Pool(origin, { ...options, headersTimeout: CONNECT_TIMEOUT_MS }),
    requestTls: { timeout: CONNECT_TIMEOUT_MS, ...(tls && { secureContext: tls }) },
    // The library's own connector leads through the proxy; without one the address is asked directly.
    factory: (origin, options) => {
      const { connect } = options as { connect?: buildConnector.connector };
      return pool(origin, connections, typeof connect === 'function' ? checked(connect) : connectorOf(tls));
    },
  });
}

function connectorOf(tls: HttpClientOptions['tls']): buildConnector.connector {
  return checked(buildConnector({ timeout: CONNECT_TIMEOUT_MS, ...(tls && { secureContext: tls }) }));
}

/** A connection on which interim answers are skipped, and which is not used before the other side has accepted us. */
function checked(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (!socket) return callback(...result);
      skipInterim(socket);
      whenAccepted(socket, (error) => (error ? callback(error, null) : callback(null, socket)));
    });
}

/** By setting the method, the library would make an error of a 407 of a proxy, which says that a caller has made a mistake. */
const keepStatus: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch(options, new StatusKeeper(handler));

/** Passes on all that it is told. The accessor is the class's: one of each object's own would keep it till the next full collection. */
class StatusKeeper implements Dispatcher.DispatchHandler {
  readonly #to: Dispatcher.DispatchHandler;

  constructor(to: Dispatcher.DispatchHandler) {
    this.#to = to;
  }

  get onResponseStart(): (...told: Told<'onResponseStart'>) => void {
    return this.#begin;
  }

  set onResponseStart(_) {}

  #begin(...told: Told<'onResponseStart'>): void {
    this.#to.onResponseStart?.(...told);
  }

  onRequestStart(...told: Told<'onRequestStart'>): void {
    this.#to.onRequestStart?.(...told);
  }

  onRequestUpgrade(...told: Told<'onRequestUpgrade'>): void {
    this.#to.onRequestUpgrade?.(...told);
  }

  onResponseData(...told: Told<'onResponseData'>): void {
    this.#to.onResponseData?.(...told);
  }

  onResponseEnd(...told: Told<'onResponseEnd'>): void {
    this.#to.onResponseEnd?.(...told);
  }

  onResponseError(...told: Told<'onResponseError'>): void {
    this.#to.onResponseError?.(...told);
  }
}

type Told<Name extends keyof Dispatcher.DispatchHandler> = Parameters<
  Extract<Dispatcher.DispatchHandler[Name], (...told: never) => unknown>
>;
