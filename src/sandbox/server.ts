import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the simulators see it: whole, with its body read. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer, or what a failing register does instead of answering. */
export type Response =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }
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
}

const MAX_BODY = 5 * 1024 * 1024;

/** A real HTTP server on loopback. A handler that throws answers 500 with an empty body. */
export async function listen(
  handle: (request: Request) => Promise<Response> | Response,
  { host = '127.0.0.1', port = 0 }: Listen = {},
): Promise<SandboxServer> {
  const server = createServer(async (incoming, outgoing) => {
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
    const request = { method: incoming.method ?? 'GET', url, headers: incoming.headers, body: Buffer.concat(chunks) };
    const response = await (async () => handle(request))().catch((): Response => ({ status: 500 }));
    if (response === 'never answers') return;
    if (response === 'drops the connection') {
      incoming.socket.resetAndDestroy();
      return;
    }
    outgoing.writeHead(response.status, response.headers).end(response.body);
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
