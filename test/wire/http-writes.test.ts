import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import { configuredKalder } from '../../src/server/auth/configured.ts';
import { createHttpClient, type HttpRequest } from '../../src/wire/http.ts';

const KALDER = configuredKalder(undefined);

const POST: HttpRequest = { method: 'POST', path: '/', body: '{}' };

function callUntil(signal: AbortSignal = new AbortController().signal): CallContext {
  return { signal, count: () => {}, kalder: KALDER };
}

/** A client of a server that answers so, both gone at the end. */
async function using(answer: RequestListener, ask: (client: ReturnType<typeof createHttpClient>) => Promise<void>) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createClient(`http://127.0.0.1:${port}`);
  await ask(client).finally(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
}

function createClient(url: string) {
  return createHttpClient({ kilde: 'STAR', url, maxConcurrent: 1, timeoutMs: 1_000, maxResponseBytes: 1000 });
}

describe('a request that has no answer', () => {
  test('was certainly not sent when nobody could be connected to', async () => {
    const client = createClient('http://127.0.0.1:9');
    expect(await client.send(POST, callUntil())).toEqual({ kind: 'failure', kode: 'TILKOBLING', unsent: true });
    await client.close();
  });

  test('was certainly not sent when the signal had ended before', async () => {
    const client = createClient('http://127.0.0.1:9');
    expect(await client.send(POST, callUntil(AbortSignal.abort()))).toEqual({
      kind: 'failure',
      kode: 'AVBRUTT',
      unsent: true,
    });
    await client.close();
  });

  test('was certainly not sent when it still stood in line, and may have been when it did not', async () => {
    await using(
      () => {},
      async (client) => {
        const first = client.send(POST, callUntil());
        const waiting = new AbortController();
        const second = client.send(POST, callUntil(waiting.signal));
        waiting.abort();
        expect(await second).toEqual({ kind: 'failure', kode: 'AVBRUTT', unsent: true });
        expect(await first).toEqual({ kind: 'failure', kode: 'TIDSAVBRUDD' });
      },
    );
  });

  test('may have been sent when the connection was cut', async () => {
    await using(
      (request) => void request.socket.destroy(),
      async (client) => expect(await client.send(POST, callUntil())).toEqual({ kind: 'failure', kode: 'TILKOBLING' }),
    );
  });
});

describe('a success whose body cannot be read', () => {
  test.each<[string, RequestListener, string]>([
    ['is longer than allowed', (_, response) => void response.end('x'.repeat(5000)), 'UGYLDIG_SVAR'],
    [
      'cannot be unzipped',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no'),
      'UGYLDIG_SVAR',
    ],
    ['never ends', (_, response) => void response.writeHead(200).write('x'), 'TIDSAVBRUDD'],
    [
      'breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('x');
        setTimeout(() => request.socket.destroy(), 20);
      },
      'TILKOBLING',
    ],
  ])('is not believed, for nobody knows what it says: the body %s', async (_, answer, kode) => {
    await using(answer, async (client) => {
      expect(await client.send(POST, callUntil())).toEqual({ kind: 'failure', kode });
      // And the connection, which is the only one, is free or given up in time.
      expect(await client.send(POST, callUntil())).toEqual({ kind: 'failure', kode });
    });
  });
});
