import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';
import { type Passed, passOn } from '../support/proxy.ts';
import type { Certified } from './certificate.ts';

/** One request to a register that fails, and all that a fault can do with it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** What the register answers. */
  pass(): Promise<Passed>;
}

/** What happens to connections, or what comes in an answer's place. */
export interface Disturbance {
  /** `refused`: nobody listens. `half-open`: taken, never read. `cut`: those that stand are reset once. `expired`: so is the certificate. */
  readonly connection?: 'refused' | 'half-open' | 'cut' | 'expired';
  readonly answer?: (exchange: Exchange) => Promise<void> | void;
}

/** A register's address, behind which the register works or fails. */
export interface FaultProxy {
  /** With its scheme and port, for this host. */
  urlFor(host: string): string;
  /** Begins a fault, or ends it. */
  disturb(disturbance: Disturbance | undefined): Promise<void>;
  /** Calls that have reached it so far: requests, and connections that never became one. */
  calls(): number;
  close(): Promise<void>;
}

/** Listens on `port`, for a register at `target`; in TLS where there is a certificate. */
export async function startFaultProxy(
  port: number,
  target: string,
  certificates?: { readonly valid: Certified; readonly expired: Certified },
): Promise<FaultProxy> {
  let now: Disturbance = {};
  let calls = 0;
  /** What came while nothing was read is read when that is over, as by a process that had hung. */
  let read = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  const http = createServer(async (request, response) => {
    try {
      const body = await buffer(request);
      calls += 1;
      if (now.connection === 'half-open') await read.promise;
      const pass = () => passOn(target, request, body);
      if (now.answer) await now.answer({ request, body, response, pass });
      else send(response, await pass());
    } catch {
      // The gateway has let go of it.
      response.destroy();
    }
  });
  http.keepAliveTimeout = 75_000;
  const front: Server = certificates
    ? createTlsServer(certificates.valid, (socket) => http.emit('connection', socket))
    : createTcpServer({ pauseOnConnect: true }, async (socket) => {
        if (now.connection === 'half-open') await read.promise;
        if (socket.destroyed) return;
        http.emit('connection', socket);
        socket.resume();
      });
  front.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    if (now.connection === 'half-open' || now.connection === 'expired') calls += 1;
  });
  front.on('tlsClientError', () => {});
  const listen = () => new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve));
  const stop = () => new Promise((resolve) => front.close(resolve));
  const cut = () => {
    for (const socket of sockets) {
      // Only a bare connection can be reset.
      if (certificates) socket.destroy();
      else socket.resetAndDestroy();
    }
  };
  await listen();

  return {
    urlFor: (host) => `${certificates ? 'https' : 'http'}://${host}:${port}`,
    calls: () => calls,
    async disturb(disturbance = {}) {
      const last = now;
      now = disturbance;
      const { connection } = disturbance;
      if (certificates && 'setSecureContext' in front) {
        (front as ReturnType<typeof createTlsServer>).setSecureContext(
          connection === 'expired' ? certificates.expired : certificates.valid,
        );
      }
      if (connection === 'refused') void stop();
      // Of half-open ones, those that stand are not read either.
      if (last.connection === 'half-open') {
        read.resolve();
        read = Promise.withResolvers();
      }
      if (connection && connection !== 'half-open') cut();
      if (last.connection === 'refused' && connection !== 'refused') await listen();
    },
    async close() {
      cut();
      if (front.listening) await stop();
    },
  };
}

export function send(response: ServerResponse, { status, headers, body }: Passed): void {
  response.writeHead(status, headers).end(body);
}
