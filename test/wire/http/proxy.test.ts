import { X509Certificate } from 'node:crypto';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import { loadKeyPair } from '../../../src/wire/key-pair.ts';
import { proxyFor } from '../../../src/wire/http/proxy.ts';
import { createTlsContext } from '../../../src/wire/tls.ts';
import { createFiles, starCertificates } from '../../support/certificates.ts';
import { PATIENCE } from '../../support/patience.ts';
import { createCall, createClient, nobody, serve } from '../loopback.ts';

const GET = { method: 'GET', path: '/x' } as const;

/** A proxy on loopback: what it has been asked, by whom, and where it leads to whatever address it is told. */
async function startProxy({ to = '', status = 200 }: { to?: string; status?: number } = {}) {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    const { pathname } = new URL(request.url ?? '');
    httpRequest(`${to}${pathname}`, { method: request.method ?? 'GET' }, (answer) => {
      response.writeHead(answer.statusCode ?? 500);
      answer.pipe(response);
    }).end();
  });
  let isSilent = false;
  server.on('connect', (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (isSilent) return;
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} no\r\n\r\n`);
    const through = connect(Number(new URL(to).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    credentials,
    silent: (is: boolean) => {
      isSilent = is;
    },
  };
}

/** A register that takes no client without a certificate of its authority. */
async function startRegister() {
  const { server: own, ca } = starCertificates();
  const server = createServer({ ...own, ca, requestCert: true, rejectUnauthorized: true }, (_, response) =>
    response.end('svar'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function shown(): ReturnType<typeof createTlsContext> {
  using files = createFiles();
  const client = starCertificates().client('klient-ok');
  const pair = loadKeyPair({
    sertifikat: files.write('own.pem', client.cert),
    key: files.write('own.key', client.key),
  });
  return createTlsContext(pair, [new X509Certificate(starCertificates().ca)]);
}

describe('a register that is asked by a proxy', () => {
  it('with https is asked through a tunnel, with our certificate', async () => {
    const register = await startRegister();
    const proxy = await startProxy({ to: register });
    const client = createClient(register, { maxConcurrent: 1, tls: shown(), proxy: { always: proxy.address } });
    for (const _ of [1, 2]) expect(await client.send(GET, createCall())).toMatchObject({ status: 200 });
    expect(proxy.asked).toEqual([`CONNECT ${new URL(register).host}`]);
  });

  it('with http is asked for by its whole address', async () => {
    const to = await serve((request, response) => response.end(request.url));
    const proxy = await startProxy({ to });
    const client = createClient('http://register.example/ws', { proxy: { http: proxy.address } });
    expect(await client.send(GET, createCall())).toMatchObject({ status: 200, body: Buffer.from('/ws/x') });
    expect(proxy.asked).toEqual(['GET http://register.example/ws/x']);
  });

  it('gives it the name and the password of its address, and nobody else', async () => {
    const proxy = await startProxy({ status: 407 });
    const address = proxy.address.replace('//', '//bruker:hemmelig%20ord@');
    const client = createClient('https://register.example', { proxy: { https: address } });
    const reports: CallReport[] = [];
    const call = { ...createCall(), report: (report: CallReport) => void reports.push(report) };
    const answer = await client.send(GET, call);
    expect(answer).toEqual({ kind: 'failure', kode: 'TILKOBLING', unsent: true });
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('bruker:hemmelig ord').toString('base64')}`]);
    expect(JSON.stringify([answer, reports])).not.toMatch(/hemmelig|bruker|aGVtbWVsaWc/);
  });

  it.each([502, 403])('was certainly not sent a request when the proxy answers %i to the tunnel', async (status) => {
    const proxy = await startProxy({ status });
    const client = createClient('https://register.example', { proxy: { https: proxy.address } });
    expect(await client.send({ ...GET, method: 'POST', body: '{}' }, createCall())).toEqual({
      kind: 'failure',
      kode: 'TILKOBLING',
      unsent: true,
    });
    expect(proxy.asked).toEqual(['CONNECT register.example:443']);
  });

  it('with http was not sent a request that the proxy answers 407, and no breaker opens by that', async () => {
    const address = await serve((_, response) => void response.writeHead(407).end('no'));
    const client = createClient('http://register.example', { proxy: { always: address } });
    for (let n = 0; n < 11; n += 1) {
      expect(await client.send(GET, createCall())).toMatchObject({ status: 407, body: Buffer.from('no') });
    }
  });

  it('has its connections back when the proxy has been silent', async () => {
    const register = await startRegister();
    const proxy = await startProxy({ to: register });
    proxy.silent(true);
    const client = createClient(register, {
      maxConcurrent: 1,
      maxSlow: 0,
      timeoutMs: 100,
      tls: shown(),
      proxy: { always: proxy.address },
    });
    const ask = () => client.send(GET, createCall());
    expect(await ask()).toEqual({ kind: 'failure', kode: 'TIDSAVBRUDD', unsent: true });
    proxy.silent(false);
    await vi.waitUntil(async () => (await ask()).kind === 'response', PATIENCE);
  });

  it('was certainly not sent a request when there is no proxy', async () => {
    const client = createClient('https://register.example', { proxy: { https: await nobody() } });
    expect(await client.send(GET, createCall())).toEqual({ kind: 'failure', kode: 'TILKOBLING', unsent: true });
  });

  it.each(['register.invalid', '.invalid', '*', 'other.example, REGISTER.invalid'])(
    'is asked directly where NO_PROXY is %s',
    async (except) => {
      const proxy = await startProxy();
      const client = createClient('http://register.invalid', { proxy: { http: proxy.address, except } });
      expect(await client.send(GET, createCall())).toMatchObject({ kode: 'TILKOBLING' });
      expect(proxy.asked).toEqual([]);
    },
  );
});

test.each([
  ['https://a.example', { https: 'p', http: 'q' }, 'p'],
  ['http://a.example', { https: 'p', http: 'q' }, 'q'],
  ['https://a.example', { http: 'q' }, undefined],
  ['http://a.example', { https: 'p' }, undefined],
  ['https://a.example', {}, undefined],
  ['http://localhost:8', { http: 'q' }, undefined],
  ['http://127.0.0.1:8', { http: 'q' }, undefined],
  ['http://[::1]:8', { http: 'q' }, undefined],
  ['http://127.0.0.1.example', { http: 'q' }, 'q'],
  ['http://127.0.0.1:8', { always: 'p' }, 'p'],
])('%s with %j is asked by %s', (url, settings, expected) => {
  expect(proxyFor(new URL(url), settings)?.address).toBe(expected);
});
