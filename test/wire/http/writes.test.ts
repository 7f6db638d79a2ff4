import { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { CallContext } from '../../../src/domain/call.ts';
import { configuredCaller } from '../../../src/server/callers/identify.ts';
import { effectOfStatus, type HttpRequest } from '../../../src/wire/http/http.ts';
import { createTlsContext } from '../../../src/wire/tls.ts';
import { starCertificates } from '../../support/certificates.ts';
import { PATIENCE, SOON_MS, TOO_LONG_MS } from '../../support/patience.ts';
import * as loopback from '../loopback.ts';

const CALLER = configuredCaller(undefined);

const POST: HttpRequest = { method: 'POST', path: '/', body: '{}' };

function callUntil(signal: AbortSignal = new AbortController().signal): CallContext {
  return { signal, count: () => {}, caller: CALLER };
}

/** A client of a server that answers so, both gone at the end. */
async function using(answer: RequestListener, ask: (client: loopback.TestClient) => Promise<void>) {
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
  return loopback.createClient(url, { maxConcurrent: 1, timeoutMs: 1_000, maxResponseBytes: 1000 });
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

describe('a request that is given up', () => {
  const unsent = (kode: string) => ({ kind: 'failure', kode, unsent: true });
  const isQuick = (began: number) => performance.now() - began < SOON_MS;

  /** A TLS server that answers, but for `waitMs` not even the handshake. */
  async function serveSlowly(waitMs: number) {
    const requests: (string | undefined)[] = [];
    const { cert, key, ...rest } = { ...starCertificates().server, ca: starCertificates().ca };
    const tls = createHttpsServer({ cert, key }, (request, response) => {
      requests.push(request.url);
      response.end();
    });
    const accepted: Socket[] = [];
    const url = await loopback.serveBytes((socket) => {
      accepted.push(socket);
      setTimeout(() => tls.emit('connection', socket), waitMs);
    });
    const own = createTlsContext(undefined, [new X509Certificate(rest.ca)]);
    return { url: url.replace('http:', 'https:'), tls: own, requests, accepted };
  }

  test.each([
    ['by its own clock', 'TIDSAVBRUDD', 100, () => new AbortController().signal],
    ['by its client', 'AVBRUTT', TOO_LONG_MS, () => abortIn(100)],
    ['by the deadline', 'TIDSAVBRUDD', TOO_LONG_MS, () => AbortSignal.timeout(100)],
  ])('%s in the TLS handshake was not sent, nor is it when the handshake is done', async (_, kode, timeoutMs, end) => {
    const { url, tls, requests, accepted } = await serveSlowly(400);
    const client = loopback.createClient(url, { timeoutMs, tls });
    const began = performance.now();
    expect(await client.send(POST, callUntil(end()))).toEqual(unsent(kode));
    expect(isQuick(began)).toBe(true);
    await vi.waitUntil(() => accepted.length > 0, PATIENCE);
    await pause(600);
    expect(requests).toEqual([]);
    expect(await loopback.createClient(url, { tls }).send(POST, callUntil())).toMatchObject({ kind: 'response' });
  });

  test('by its own clock does not wait for the handshake to come to an end', async () => {
    const { url, tls } = await serveSlowly(60_000);
    const began = performance.now();
    expect(await loopback.createClient(url, { timeoutMs: 100, tls }).send(POST, callUntil())).toEqual(
      unsent('TIDSAVBRUDD'),
    );
    expect(isQuick(began)).toBe(true);
  });

  function abortIn(ms: number): AbortSignal {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
  }

  test.each([
    ['by its client', 'AVBRUTT', () => abortIn(500)],
    ['by the deadline', 'TIDSAVBRUDD', () => AbortSignal.timeout(500)],
  ])('%s after it was sent may have been done', async (_, kode, end) => {
    const url = await loopback.serve(() => {});
    const began = performance.now();
    expect(await loopback.createClient(url).send(POST, callUntil(end()))).toEqual({ kind: 'failure', kode });
    expect(isQuick(began)).toBe(true);
  });

  test('by the register, which has had a part of it, may have been done', async () => {
    let got = 0;
    const url = await loopback.serveBytes((socket) => {
      socket.once('data', (bytes) => {
        got = bytes.length;
        socket.pause();
        setTimeout(() => socket.resetAndDestroy(), 50);
      });
    });
    const body = 'x'.repeat(20_000_000);
    expect(await loopback.createClient(url).send({ ...POST, body }, callUntil())).toEqual({
      kind: 'failure',
      kode: 'TILKOBLING',
    });
    expect(got).toBeLessThan(body.length);
  });

  test('because the register’s name leads nowhere was not sent', async () => {
    const answer = await loopback.createClient('http://register.invalid').send(POST, callUntil());
    expect(answer).toEqual(unsent('TILKOBLING'));
  });

  test('because no connection comes about in five seconds was not sent', async () => {
    const { url, tls } = await serveSlowly(60_000);
    const client = loopback.createClient(url, { timeoutMs: 15_000, tls });
    expect(await client.send(POST, callUntil())).toEqual(unsent('TILKOBLING'));
  });

  test('because the gateway closes was not sent where it had no connection, and may have been done where it had', async () => {
    const slow = await serveSlowly(60_000);
    const connecting = loopback.createClient(slow.url, { tls: slow.tls });
    const first = connecting.send(POST, callUntil());
    const requests: unknown[] = [];
    const connected = loopback.createClient(await loopback.serve((request) => void requests.push(request)));
    const second = connected.send(POST, callUntil());
    await vi.waitUntil(() => slow.accepted.length > 0 && requests.length > 0, PATIENCE);
    await Promise.all([connecting.close(), connected.close()]);
    expect([await first, await second]).toEqual([unsent('TILKOBLING'), { kind: 'failure', kode: 'TILKOBLING' }]);
  });
});

test.each([
  [200, 'unknown'],
  [299, 'unknown'],
  [300, 'not done'],
  [302, 'not done'],
  [303, 'unknown'],
  [304, 'not done'],
  [400, 'not done'],
  [407, 'not done'],
  [408, 'unknown'],
  [409, 'not done'],
  [429, 'not done'],
  [499, 'not done'],
  [500, 'unknown'],
  [599, 'unknown'],
  [600, 'unknown'],
])('the status %i alone says of a write: %s', (status, effect) => {
  expect(effectOfStatus(status)).toBe(effect);
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
