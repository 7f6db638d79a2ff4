import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { createBytes } from '../../domain/bytes.ts';
import { resetConnection } from '../../domain/reset.ts';

/** A request as the simulators see it: whole, with its body read. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Over TLS only: the name (CN) in the client's certificate; null without a certificate that our root has issued. */
  readonly clientCertificate?: { readonly navn: string | null };
}

/** An answer, or what a failing register does instead of answering. */
export type Response =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string | Buffer;
      /** Interim answers come before it, which nobody asked for: 100, 102, 103. */
      readonly interim?: boolean;
    }
  | 'never answers'
  | 'drops the connection';

export interface SandboxServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface Listen {
  readonly host?: string;
  /** 0 (default): any free port. */
  readonly port?: number;
  /** Speaks TLS by this certificate, and asks each client for one; all PEM. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca: string };
}

const MAX_BODY = 5 * 1024 * 1024;
/** Bytes; more than Node's own 16 KiB, since 2000 numbers may stand in one address. */
const MAX_HEADERS = 64 * 1024;

/** A real HTTP server on loopback. A handler that throws answers 500 with an empty body; no client ends the server. */
export async function listen(
  handle: (request: Request) => Promise<Response> | Response,
  { host = '127.0.0.1', port = 0, tls }: Listen = {},
): Promise<SandboxServer> {
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const target = incoming.url ?? '/';
    const base = `http://${host}`;
    const body = await readBody(incoming);
    if (!body) return void outgoing.writeHead(413, { connection: 'close' }).end();
    if (!URL.canParse(target, base)) return void outgoing.writeHead(400).end();
    const request = {
      method: incoming.method ?? 'GET',
      url: new URL(target, base),
      headers: incoming.headers,
      body,
      ...(tls && { clientCertificate: { navn: readName(incoming.socket as TLSSocket) } }),
    };
    const response = await (async () => handle(request))().catch((): Response => ({ status: 500 }));
    if (response === 'never answers') return;
    if (response === 'drops the connection') {
      // Only a bare connection can be reset.
      if (tls) incoming.socket.destroy();
      else resetConnection(incoming.socket);
      return;
    }
    if (response.interim) {
      outgoing.writeContinue();
      outgoing.writeProcessing();
      outgoing.writeEarlyHints({ link: '</>; rel=preconnect' });
      await setTimeout(1); // In a packet of their own.
    }
    outgoing.writeHead(response.status, response.headers).end(response.body);
  };
  const answer: RequestListener = (incoming, outgoing) => {
    // A client that hangs up in the middle of its body, or an answer that HTTP cannot carry: nobody is left to be told.
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  };
  // Who shows no certificate is let in, and told so by the register's own code.
  const server = tls
    ? createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: false, maxHeaderSize: MAX_HEADERS }, answer)
    : createServer({ maxHeaderSize: MAX_HEADERS }, answer);
  server.on('clientError', (_, socket) => socket.destroy());
  // Longer than a client keeps an idle connection: it is the client that lets go, never the register under a request.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A connection that cannot be taken, when there are too many: the next one may be.
  server.on('error', () => {});
  const address = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Undefined when it is longer than allowed. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const bytes = createBytes(MAX_BODY);
  const pieces: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) if (!bytes.add(piece)) return undefined;
  return bytes.whole();
}

function readName(socket: TLSSocket): string | null {
  const name: unknown = socket.getPeerCertificate().subject?.CN;
  return socket.authorized && typeof name === 'string' ? name : null;
}
