import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request as ask } from 'undici';

export interface RunningProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** An answer as a proxy passes it on. */
export interface Passed {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

// Of the connection between two ends, not of the message.
const HOP_BY_HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

/** Asks the server at `target` what the request asks; `more` headers are added. */
export async function passOn(
  target: string,
  { method = 'GET', url, headers }: Pick<IncomingMessage, 'method' | 'url'> & { readonly headers: IncomingHttpHeaders },
  body: Buffer,
  more: Record<string, string> = {},
): Promise<Passed> {
  const sent = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  const answer = await ask(`${target}${url === '/' ? '' : url}`, {
    method: method as 'GET',
    headers: { ...Object.fromEntries(sent), ...more },
    body: body.length > 0 ? body : null,
  });
  return {
    status: answer.statusCode,
    headers: { 'content-type': String(answer.headers['content-type'] ?? 'text/plain') },
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}

/** A server on loopback before another, which adds headers: so the sandbox can be asked by whom the gateway is not. */
export async function startProxy(target: string, headers: Record<string, string>): Promise<RunningProxy> {
  const server = createServer(async (request, response) => {
    const passed = await passOn(target, request, await buffer(request), headers);
    response.writeHead(passed.status, passed.headers).end(passed.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
