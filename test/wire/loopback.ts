import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import type { Kilde } from '../../src/domain/registerfeil.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import { createHttpClient } from '../../src/wire/http/client.ts';
import type { CallSubject, HttpClient, HttpClientOptions } from '../../src/wire/http/http.ts';

/** An HTTP server for the time of the test; its URL. */
export async function serve(answer: RequestListener): Promise<string> {
  return listen(createServer(answer));
}

/** A server that speaks bytes, for what no HTTP server would do; its URL. */
export async function serveBytes(answer: (socket: Socket) => void): Promise<string> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      answer(socket);
    }),
  );
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The URL of a port where nobody listens any more. */
export async function nobody(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export interface TestClient extends HttpClient {
  send(...call: [...Parameters<HttpClient['send']>] | [...OfNobody]): ReturnType<HttpClient['send']>;
}

type OfNobody = Parameters<HttpClient['send']> extends [infer Request, infer Call, unknown] ? [Request, Call] : never;

/** A read of nobody in particular. */
export const READ: CallSubject = { operation: 'Read', kind: 'read' };

/** A client for the time of the test, whose calls are `READ` where nothing else is said. */
export function createClient(url: string, options: Partial<HttpClientOptions> = {}): TestClient {
  const client = createHttpClient({
    kilde: 'STAR',
    url,
    maxConcurrent: 5,
    timeoutMs: 10_000,
    maxResponseBytes: 1024 * 1024,
    ...options,
  });
  onTestFinished(() => client.close());
  return { ...client, send: (request, call, subject = READ) => client.send(request, call, subject) };
}

// The wire never looks at who asks.
const CALLER = configuredCaller(undefined);

/** A request's context that writes down what is counted. */
export function createCall(signal: AbortSignal = new AbortController().signal): CallContext & { counted: Kilde[] } {
  const counted: Kilde[] = [];
  return { signal, counted, count: (kilde) => counted.push(kilde), caller: CALLER };
}
