import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpFailure, HttpRequest, HttpResponse } from '../../../src/wire/http/http.ts';
import { createInterimFilter, MAX_INTERIM_BYTES } from '../../../src/wire/http/interim.ts';
import { probe } from '../../../src/wire/probe.ts';
import { starCertificates } from '../../support/certificates.ts';
import { letPass, SOON_MS, TOO_LONG_MS } from '../../support/patience.ts';
import { createCall, createClient, serveBytes } from '../loopback.ts';

const GET: HttpRequest = { method: 'GET', path: '/x' };
const POST: HttpRequest = { method: 'POST', path: '/x', body: '{"a":1}' };

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const PROCESSING = 'HTTP/1.1 102 Processing\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nX-Long: a\r\n\r\n';
/** What some servers write, and what the standard does not forbid. */
const ODD = [
  'HTTP/1.1 100\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 100 \r\n\r\n',
  'HTTP/1.0 100 Continue\r\n\r\n',
  'HTTP/1.1 102 Processing\r\nConnection: close\r\n\r\n',
  'HTTP/1.1 102 Processing\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n',
  'HTTP/1.1 199 Æ\r\n\r\n',
  'HTTP/1.1 100 Continue\n\n',
];
const BODY = `${CONTINUE}HTTP/1.1 200 OK\r\n\r\n`;
const final = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const text = (answer: HttpResponse | HttpFailure) =>
  answer.kind === 'response' ? `${answer.status} ${answer.body}` : answer.kode;

/** A server that sends these pieces, each in a packet of its own, to every request; how often it was connected to. */
async function serveInterim(pieces: (request: string) => readonly (string | Buffer)[]) {
  const seen = { connections: 0, requests: 0 };
  const url = await serveBytes((socket) => {
    seen.connections += 1;
    answerWith(socket, (request) => {
      seen.requests += 1;
      return pieces(request);
    });
  });
  return { url, seen };
}

function answerWith(socket: Socket, pieces: (request: string) => readonly (string | Buffer)[]) {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  let got = '';
  socket.on('data', async (chunk) => {
    got += chunk.toString('latin1');
    const [head, body = ''] = got.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head ?? '')?.[1] ?? 0);
    if (!got.includes('\r\n\r\n') || body.length < length) return;
    const request = got;
    got = '';
    for (const piece of pieces(request)) {
      socket.write(piece);
      await pause(1);
    }
  });
}

describe('an interim answer', () => {
  const interims = [CONTINUE, PROCESSING, HINTS, CONTINUE + CONTINUE, HINTS + CONTINUE + PROCESSING, ...ODD];

  it.each(interims.map((interim) => [JSON.stringify(interim), interim]))('%s is left out', async (_, interim) => {
    for (const request of [GET, POST]) {
      const together = await serveInterim(() => [Buffer.from(interim + final('svar'), 'latin1')]);
      const apart = await serveInterim(() => [Buffer.from(interim, 'latin1'), final('svar')]);
      for (const { url, seen } of [together, apart]) {
        const client = createClient(url, { maxConcurrent: 1 });
        // The second call goes out on the same connection.
        for (const _ of [1, 2]) expect(text(await client.send(request, createCall()))).toBe('200 svar');
        expect(seen).toEqual({ connections: 1, requests: 2 });
      }
    }
  });

  it('may come byte by byte, and so may what follows', async () => {
    const { url, seen } = await serveInterim(() => [...(CONTINUE + HINTS + final('svar'))]);
    const client = createClient(url, { maxConcurrent: 1 });
    for (const _ of [1, 2]) expect(text(await client.send(POST, createCall()))).toBe('200 svar');
    expect(seen).toEqual({ connections: 1, requests: 2 });
  });

  it('is looked for before the answer and never in it: a body that looks like one stays whole', async () => {
    const { url } = await serveInterim(() => [final(BODY).slice(0, -BODY.length), BODY.slice(0, 5), BODY.slice(5)]);
    const client = createClient(url, { maxConcurrent: 1 });
    for (const _ of [1, 2]) expect(text(await client.send(POST, createCall()))).toBe(`200 ${BODY}`);
  });

  it('that nobody asked for in any way, for there is no request, ends the connection', async () => {
    const { url, seen } = await serveInterim(() => [final('svar'), CONTINUE]);
    const client = createClient(url, { maxConcurrent: 1 });
    expect(text(await client.send(GET, createCall()))).toBe('200 svar');
    await letPass(50);
    expect(text(await client.send(GET, createCall()))).toBe('200 svar');
    expect(seen.connections).toBe(2);
  });

  it('of another protocol is no interim answer', async () => {
    const { url } = await serveInterim(() => ['HTTP/1.1 101 Switching Protocols\r\n\r\n', final('svar')]);
    expect(text(await createClient(url).send(GET, createCall()))).toBe('TILKOBLING');
  });

  it('does not stop the clock of the call', async () => {
    const url = await serveBytes((socket) => {
      const drip = setInterval(() => socket.write(PROCESSING), 10);
      socket.on('close', () => clearInterval(drip));
    });
    const begun = performance.now();
    expect(text(await createClient(url, { timeoutMs: 200 }).send(GET, createCall()))).toBe('TIDSAVBRUDD');
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });

  it('after interim answers without end is not waited for', async () => {
    const url = await serveBytes((socket) => {
      const flood = () => {
        while (socket.writable && socket.write(PROCESSING));
      };
      socket.on('drain', flood);
      socket.once('data', flood);
    });
    const begun = performance.now();
    expect(text(await createClient(url, { timeoutMs: TOO_LONG_MS }).send(GET, createCall()))).toBe('TILKOBLING');
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });

  it('is left out over TLS too', async () => {
    const { cert, key } = starCertificates().server;
    const server = createTlsServer({ cert, key }, (socket) => answerWith(socket, () => [CONTINUE, final('svar')]));
    await expectOverTls(server, async (url, tls) => {
      const client = createClient(url, { tls });
      for (const _ of [1, 2]) expect(text(await client.send(POST, createCall()))).toBe('200 svar');
    });
  });

  it('is left out over HTTP/2 too', async () => {
    const { cert, key } = starCertificates().server;
    const server = createSecureServer({ cert, key });
    server.on('stream', (stream) => {
      stream.additionalHeaders({ ':status': 100 });
      stream.additionalHeaders({ ':status': 103, link: '</a.css>' });
      stream.respond({ ':status': 200 });
      stream.end('svar');
    });
    await expectOverTls(server, async (url, tls) => {
      const client = createClient(url, { tls });
      for (const _ of [1, 2]) expect(text(await client.send(POST, createCall()))).toBe('200 svar');
    });
  });

  it.each([CONTINUE, HINTS])('is no answer to doctor either: %j', async (interim) => {
    const { url } = await serveInterim(() => [interim, final('svar')]);
    expect(await probe(new URL(url), { timeoutMs: 5_000 })).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('of another protocol is an answer to doctor, and does not keep it waiting', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';
    const { url } = await serveInterim(() => [upgrade]);
    expect(await probe(new URL(url), { timeoutMs: 5_000 })).toMatchObject({ kind: 'answered', status: 101 });
  });
});

async function expectOverTls(
  server: { listen(port: number, host: string, then: () => void): unknown; close(): unknown; address(): unknown },
  expectations: (url: string, tls: ReturnType<typeof createSecureContext>) => Promise<void>,
) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expectations(`https://127.0.0.1:${port}`, createSecureContext({ ca: starCertificates().ca }));
}

describe('the filter of a connection', () => {
  const through = (pieces: readonly Buffer[], maxBytes?: number) => {
    const filter = createInterimFilter(maxBytes);
    filter.expectAnswer();
    const rest = pieces.map((piece) => filter.take(piece));
    return rest.includes(undefined) ? undefined : Buffer.concat(rest.filter((bytes) => bytes !== undefined)).toString();
  };

  it('gives the same wherever the packets are cut', () => {
    const bytes = Buffer.from(CONTINUE + HINTS + final(BODY));
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      for (const next of [cut, cut + 1, cut + 13, bytes.length]) {
        const pieces = [bytes.subarray(0, cut), bytes.subarray(cut, next), bytes.subarray(next)];
        expect(through(pieces)).toBe(final(BODY));
      }
    }
  });

  it.each([
    'HTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    'HTTP/1.1 1000 X\r\n\r\n',
    'HTTP/1.1 1xx X\r\n\r\n',
    'HTTP/2.0 100 X\r\n\r\n',
    'http/1.1 100 Continue\r\n\r\n',
    '<html></html>',
    '\r\n',
  ])('leaves %j alone', (bytes) => {
    expect(through([Buffer.from(bytes)])).toBe(bytes);
    expect(through([...bytes].map((byte) => Buffer.from(byte)))).toBe(bytes);
  });

  it('skips 64 KiB before an answer, and not a byte more', () => {
    const head = 'HTTP/1.1 103 Early Hints\r\nX: ';
    const interim = (bytes: number) => `${head.padEnd(bytes - 4, 'x')}\r\n\r\n`;
    expect(MAX_INTERIM_BYTES).toBe(64 * 1024);
    expect(through([Buffer.from(interim(MAX_INTERIM_BYTES) + final('svar'))])).toBe(final('svar'));
    expect(through([Buffer.from(interim(MAX_INTERIM_BYTES + 1) + final('svar'))])).toBeUndefined();
    const half = interim(MAX_INTERIM_BYTES / 2);
    expect(through([Buffer.from(half + half), Buffer.from(final('svar'))])).toBe(final('svar'));
    expect(through([Buffer.from(half + half), Buffer.from(CONTINUE + final('svar'))])).toBeUndefined();
  });

  it('counts anew for the next answer', () => {
    const filter = createInterimFilter(CONTINUE.length);
    for (const _ of [1, 2]) {
      filter.expectAnswer();
      expect(filter.take(Buffer.from(CONTINUE + final('svar')))?.toString()).toBe(final('svar'));
    }
  });

  it('gives the final answer as it came, and no copy of it', () => {
    const filter = createInterimFilter();
    filter.expectAnswer();
    const chunk = Buffer.from(final('svar'));
    expect(filter.take(chunk)).toBe(chunk);
  });
});
