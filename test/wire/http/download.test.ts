import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createDownloads, type Downloads } from '../../../src/wire/http/download.ts';

const IDLE_MS = 300;

let server: Server;
let downloads: Downloads | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  await downloads?.close();
  server.closeAllConnections();
  server.close();
});

const never = new AbortController().signal;

async function readAll(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('a file comes as it is sent, below the base address, and is not unzipped', async () => {
  const asked: unknown[] = [];
  const url = await serve(({ url, headers }, response) => {
    asked.push([url, headers.accept, headers['accept-encoding']]);
    response.writeHead(200, { 'content-encoding': 'gzip', etag: '"1"' });
    response.write('first ', () => setTimeout(() => response.end('second'), IDLE_MS / 10));
  });
  downloads = createDownloads({ url: `${url}/api/`, idleMs: IDLE_MS * 10 });
  const got = await downloads.get('/file', { accept: '*/*' }, never);
  if (got.kind !== 'download') throw new Error(got.kode);
  expect([got.status, got.headers.etag, await readAll(got.body)]).toEqual([200, '"1"', 'first second']);
  expect(asked).toEqual([['/api/file', '*/*', undefined]]);
});

test('a redirect is an answer, and nobody else is asked', async () => {
  let count = 0;
  const url = await serve((_, response) => {
    count += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  downloads = createDownloads({ url, idleMs: IDLE_MS * 10 });
  expect(await downloads.get('/file', {}, never)).toMatchObject({ kind: 'download', status: 302 });
  expect(count).toBe(1);
});

test('a server that is silent is given up, before the answer and within it', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/within') response.writeHead(200).write('first');
  });
  downloads = createDownloads({ url, idleMs: IDLE_MS });
  expect(await downloads.get('/before', {}, never)).toEqual({ kind: 'failure', kode: 'TIDSAVBRUDD' });
  const got = await downloads.get('/within', {}, never);
  if (got.kind !== 'download') throw new Error(got.kode);
  await expect(readAll(got.body)).rejects.toThrow('it was silent for too long');
});

test('a proxy is asked where one is set', async () => {
  const asked: unknown[] = [];
  const proxy = await serve(({ url }, response) => {
    asked.push(url);
    response.end('by the proxy');
  });
  downloads = createDownloads({ url: 'http://register.example/api', proxy: { always: proxy }, idleMs: IDLE_MS * 10 });
  const got = await downloads.get('/file', {}, never);
  if (got.kind !== 'download') throw new Error(got.kode);
  expect(await readAll(got.body)).toBe('by the proxy');
  expect(asked).toEqual(['http://register.example/api/file']);
});

test('nobody there, and nobody who waits any more, are told apart', async () => {
  const url = await serve((_, response) => response.end());
  server.close();
  downloads = createDownloads({ url, idleMs: IDLE_MS });
  expect(await downloads.get('/file', {}, never)).toEqual({
    kind: 'failure',
    kode: 'TILKOBLING',
    errorCode: 'ECONNREFUSED',
  });
  expect(await downloads.get('/file', {}, AbortSignal.abort())).toMatchObject({ kind: 'failure', kode: 'AVBRUTT' });
});
