import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RunningProxy {
  readonly url: string;
  close(): Promise<void>;
}

// Of the connection between two ends, not of the message.
const HOP_BY_HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

/** A server on loopback before another, which adds headers: so the sandbox can be asked by whom the gateway is not. */
export async function startProxy(target: string, headers: Record<string, string>): Promise<RunningProxy> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const sent = Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.includes(name)) as [string, string][];
    const answer = await fetch(`${target}${request.url === '/' ? '' : request.url}`, {
      method: request.method ?? 'GET',
      headers: { ...Object.fromEntries(sent), ...headers },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
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
