import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';

/** A request as the simulators see it: whole, with its body read. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Over TLS only: the name (CN) in the client's certificate; null without a certificate that our root has issued. */
  readonly klientsertifikat?: { readonly navn: string | null };
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

/** A real HTTP server on loopback. A handler that throws answers 500 with an empty body. */
export async function listen(
  handle: (request: Request) => Promise<Response> | Response,
  { host = '127.0.0.1', port = 0, tls }: Listen = {},
): Promise<SandboxServer> {
  const answer: RequestListener = async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) {
        outgoing.writeHead(413, { connection: 'close' }).end();
        return;
      }
      chunks.push(chunk);
    }
    const url = new URL(incoming.url ?? '/', `http://${host}`);
    const request = {
      method: incoming.method ?? 'GET',
      url,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
      ...(tls && { klientsertifikat: { navn: readName(incoming.socket as TLSSocket) } }),
    };
    const response = await (async () => handle(request))().catch((): Response => ({ status: 500 }));
    if (response === 'never answers') return;
    if (response === 'drops the connection') {
      incoming.socket.resetAndDestroy();
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
  // Who shows no certificate is let in, and told so by the register's own code.
  const server = tls
    ? createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: false }, answer)
    : createServer(answer);
  server.on('clientError', (_, socket) => socket.destroy());
  // Longer than a client keeps an idle connection: it is the client that lets go, never the register under a request.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
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

function readName(socket: TLSSocket): string | null {
  const name: unknown = socket.getPeerCertificate().subject?.CN;
  return socket.authorized && typeof name === 'string' ? name : null;
}
