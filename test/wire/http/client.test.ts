import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpFailure, HttpRequest, HttpResponse } from '../../../src/wire/http/http.ts';
import { SOON_MS } from '../../support/patience.ts';
import { createCall, createClient, nobody, serve, serveBytes } from '../loopback.ts';

const GET: HttpRequest = { method: 'GET', path: '/x' };
const OK = 'HTTP/1.1 200 OK\r\n';

const failure = (kode: HttpFailure['kode']) => ({ kind: 'failure', kode });
/** The same, and not one byte of the request has left us for certain. */
const unsent = (kode: HttpFailure['kode']) => ({ ...failure(kode), unsent: true });
const text = (answer: HttpResponse | HttpFailure) =>
  answer.kind === 'response' ? `${answer.status} ${answer.body}` : answer.kode;

/** A server that answers nobody before it is told to. */
async function serveLater() {
  const waiting: ServerResponse[] = [];
  const arrivals: ((response: ServerResponse) => void)[] = [];
  const url = await serve((_, response) => {
    waiting.push(response);
    arrivals.shift()?.(response);
  });
  return { url, waiting, arrival: () => new Promise<ServerResponse>((resolve) => arrivals.push(resolve)) };
}

describe('a request that is a function', () => {
  it('is made when its turn comes, and not for one who has left the line', async () => {
    const { url, waiting, arrival } = await serveLater();
    const client = createClient(url, { maxConcurrent: 1 });
    const leaves = new AbortController();
    const made: string[] = [];
    const make = (name: string) => () => {
      made.push(name);
      return GET;
    };
    const first = arrival();
    const answers = ['a', 'b'].map((name) => client.send(make(name), createCall()));
    const left = client.send(make('left'), createCall(leaves.signal));
    const last = client.send(make('last'), createCall());
    (await first).end('of a');
    await answers[0];
    leaves.abort();
    expect(await left).toEqual(unsent('AVBRUTT'));
    if (waiting.length < 2) await arrival();
    expect(made).toEqual(['a', 'b']);
    const third = arrival();
    waiting[1]?.end('of b');
    (await third).end('of last');
    expect([await answers[1], await last].map((answer) => answer && text(answer))).toEqual(['200 of b', '200 of last']);
    expect(made).toEqual(['a', 'b', 'last']);
  });

  it('that throws has a bug, and ends nobody else’s call', async () => {
    const url = await serve((_, response) => response.end('svar'));
    const client = createClient(url, { maxConcurrent: 1 });
    const throws = () => {
      throw new RangeError('of ours');
    };
    await expect(client.send(throws, createCall())).rejects.toThrow('of ours');
    expect(text(await client.send(() => GET, createCall()))).toBe('200 svar');
  });
});

describe('a call', () => {
  it('is sent as it is, below the path of the base URL', async () => {
    const got: { request: IncomingMessage; body: string }[] = [];
    const url = await serve(async (request, response) => {
      got.push({ request, body: (await buffer(request)).toString() });
      response.writeHead(201, { 'x-svar': 'ja' }).end('svar');
    });
    const headers = { 'content-type': 'text/plain', cpr: '0101505006' };
    const request: HttpRequest = { method: 'POST', path: '/a%20b?c=d', headers, body: 'Blåbær' };
    const answer = await createClient(`${url}/base/v1/`).send(request, createCall());
    expect(answer).toMatchObject({ kind: 'response', status: 201, headers: { 'x-svar': 'ja' } });
    expect(text(answer)).toBe('201 svar');
    expect(got[0]).toMatchObject({ request: { method: 'POST', url: '/base/v1/a%20b?c=d', headers }, body: 'Blåbær' });
  });

  it.each([
    ['', '', '/'],
    ['/', '', '/'],
    ['/', '/x', '/x'],
    ['/base', '', '/base'],
    ['/base/', '/x', '/base/x'],
  ])('below base path "%s" to "%s" goes to %s', async (base, path, expected) => {
    const url = await serve((request, response) => response.end(request.url));
    expect(text(await createClient(url + base).send({ method: 'GET', path }, createCall()))).toBe(`200 ${expected}`);
  });

  it('is never redirected', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await createClient(url).send(GET, createCall())).toMatchObject({ kind: 'response', status: 302 });
    expect(paths).toEqual(['/x']);
  });

  it('is counted once, when it is put on the wire', async () => {
    const url = await serve((_, response) => response.end());
    const call = createCall();
    const client = createClient(url);
    await Promise.all([client.send(GET, call), client.send(GET, call)]);
    expect(call.counted).toEqual(['STAR', 'STAR']);
    await createClient(await nobody(), { kilde: 'GRUNNDATA' }).send(GET, call);
    expect(call.counted).toEqual(['STAR', 'STAR', 'GRUNNDATA']);
  });

  it('throws what is thrown while it is counted: a bug is not a failing source', async () => {
    const url = await serve((_, response) => response.end());
    const count = () => {
      throw new Error('bug');
    };
    const client = createClient(url);
    await expect(client.send(GET, { ...createCall(), count })).rejects.toThrow('bug');
    expect(client.state()).toBe('UNKNOWN');
  });
});

describe('connections', () => {
  it.each([
    [1, 1],
    // One that has just given its answer may not be free yet for a call in the same tick: then a second is opened.
    [5, 2],
  ])('are kept: with %i allowed, calls in a row go over %i at most', async (maxConcurrent, most) => {
    const url = await serve((request, response) => response.end(String(request.socket.remotePort)));
    const client = createClient(url, { maxConcurrent });
    const ports = new Set<string>();
    for (let n = 0; n < 20; n++) ports.add(text(await client.send(GET, createCall())));
    expect(ports.size).toBeLessThanOrEqual(most);
  });

  it('are made anew where the source has closed one', async () => {
    const url = await serve((request, response) => {
      response.shouldKeepAlive = false;
      response.end(String(request.socket.remotePort));
    });
    const client = createClient(url);
    const answers = [await client.send(GET, createCall()), await client.send(GET, createCall())].map(text);
    expect(answers).toEqual([expect.stringMatching(/^200 /), expect.stringMatching(/^200 /)]);
  });

  it('carry never more calls at once than allowed, and all in the end', async () => {
    let now = 0;
    let most = 0;
    const url = await serve(async (_, response) => {
      most = Math.max(most, ++now);
      await pause(5);
      now--;
      response.end();
    });
    const client = createClient(url, { maxConcurrent: 3 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.send(GET, createCall())));
    expect(answers.map(text)).toEqual(Array(20).fill('200 '));
    expect(most).toBe(3);
  });

  it('warn of nothing when a thousand calls share one signal', async () => {
    const warnings: string[] = [];
    const note = ({ name, message }: Error) => warnings.push(`${name}: ${message}`);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const url = await serve((_, response) => response.end());
    const client = createClient(url, { maxConcurrent: 50 });
    const call = createCall(AbortSignal.any([new AbortController().signal, AbortSignal.timeout(60_000)]));
    const answers = await Promise.all(Array.from({ length: 1000 }, () => client.send(GET, call)));
    await pause(0); // Warnings come a tick late.
    expect(new Set(answers.map(text))).toEqual(new Set(['200 ']));
    expect(call.counted).toHaveLength(1000);
    expect(warnings).toEqual([]);
  });

  it('end with the client', async () => {
    const { url, arrival } = await serveLater();
    const client = createClient(url);
    const arrived = arrival();
    const answer = client.send(GET, createCall());
    await arrived;
    await client.close();
    expect(await answer).toEqual(failure('TILKOBLING'));
  });
});

describe('time', () => {
  it('is up when the source is silent', async () => {
    const { url } = await serveLater();
    const client = createClient(url, { timeoutMs: 300 });
    expect(await client.send(GET, createCall())).toEqual(failure('TIDSAVBRUDD'));
    expect(client.state()).toBe('DOWN');
  });

  it('is up when the source stops in the middle of the body', async () => {
    const url = await serveBytes((socket) => void socket.write(`${OK}content-length: 9\r\n\r\nabc`));
    expect(await createClient(url, { timeoutMs: 300 }).send(GET, createCall())).toEqual(failure('TIDSAVBRUDD'));
  });

  it('is up although the source drips on', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 5);
      response.once('close', () => clearInterval(drip));
    });
    expect(await createClient(url, { timeoutMs: 300 }).send(GET, createCall())).toEqual(failure('TIDSAVBRUDD'));
  });

  it('does not run while a call waits in line', async () => {
    const url = await serve(async (_, response) => {
      await pause(350);
      response.end();
    });
    // All ten take longer than one may; each alone is far from it, also on a busy machine.
    const client = createClient(url, { maxConcurrent: 1, timeoutMs: 3_000 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.send(GET, createCall())));
    expect(answers.map(text)).toEqual(Array(10).fill('200 '));
  });

  it('that was up for one call leaves the next its own', async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      if (++calls > 1) response.end();
    });
    const client = createClient(url, { maxConcurrent: 1, timeoutMs: 1_500 });
    const answers = [await client.send(GET, createCall()), await client.send(GET, createCall())];
    expect(answers.map(text)).toEqual(['TIDSAVBRUDD', '200 ']);
  });
});

describe('a request that ends', () => {
  const hangUp = (controller: AbortController) => controller.abort();
  const hangUpWithWords = (controller: AbortController) => controller.abort(new Error('socket hang up'));
  const deadline = (controller: AbortController) => controller.abort(new DOMException('late', 'TimeoutError'));

  const endings = [
    ['by its deadline', deadline, 'TIDSAVBRUDD'],
    ['by the client, who hangs up', hangUp, 'AVBRUTT'],
    ['by the client, with a reason', hangUpWithWords, 'AVBRUTT'],
  ] as const;

  it.each(endings)('%s makes no call any more', async (_, end, kode) => {
    const { url, waiting } = await serveLater();
    const controller = new AbortController();
    end(controller);
    const call = createCall(controller.signal);
    const client = createClient(url);
    expect(await client.send(GET, call)).toEqual(unsent(kode));
    expect([waiting.length, call.counted.length, client.state()]).toEqual([0, 0, 'UNKNOWN']);
  });

  it.each(endings)('%s ends the call under way, on the wire too', async (_, end, kode) => {
    const { url, arrival } = await serveLater();
    const controller = new AbortController();
    const arrived = arrival();
    const answer = createClient(url).send(GET, createCall(controller.signal));
    const response = await arrived;
    const closed = new Promise((resolve) => response.once('close', resolve));
    end(controller);
    expect(await answer).toEqual(failure(kode));
    // Soon, not when the call's own time is up.
    expect(await Promise.race([closed.then(() => 'closed'), pause(SOON_MS, 'open')])).toBe('closed');
  });

  it.each(endings)('%s ends the call that reads its body', async (_, end, kode) => {
    const url = await serveBytes((socket) => void socket.write(`${OK}content-length: 9\r\n\r\nabc`));
    const controller = new AbortController();
    const answer = createClient(url).send(GET, createCall(controller.signal));
    await pause(30);
    end(controller);
    expect(await answer).toEqual(failure(kode));
  });

  it.each(endings)('%s ends the call in line at once, however long the others take', async (_, end, kode) => {
    const { url, waiting, arrival } = await serveLater();
    const client = createClient(url, { maxConcurrent: 1 });
    const arrived = arrival();
    const first = client.send(GET, createCall());
    const response = await arrived;
    const controller = new AbortController();
    const call = createCall(controller.signal);
    const inLine = client.send(GET, call);
    end(controller);
    expect(await inLine).toEqual(unsent(kode));
    response.end('late');
    expect(text(await first)).toBe('200 late');
    // The one that left is passed over by the line, and the place is free for others.
    const next = arrival().then((free) => free.end('next'));
    expect(text(await client.send(GET, createCall()))).toBe('200 next');
    await next;
    expect([waiting.length, call.counted.length]).toEqual([2, 0]);
  });

  it('by AbortSignal.timeout has had its time', async () => {
    const { url } = await serveLater();
    expect(await createClient(url).send(GET, createCall(AbortSignal.timeout(300)))).toEqual(failure('TIDSAVBRUDD'));
  });
});

describe('the connection fails', () => {
  it.each([
    ['that is reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['that is closed without a word', (socket) => socket.once('data', () => socket.end())],
    ['that is closed within the head', (socket) => socket.once('data', () => socket.end('HTTP/1.1 20'))],
    [
      'that is closed within the body',
      (socket) => socket.once('data', () => socket.end(`${OK}content-length: 9\r\n\r\nabc`)),
    ],
    [
      'that is closed within a chunk',
      (socket) => socket.once('data', () => socket.end(`${OK}transfer-encoding: chunked\r\n\r\n9\r\nabc`)),
    ],
    ['that speaks no HTTP', (socket) => socket.once('data', () => socket.end('220 smtp.example.com\r\n'))],
    ['whose head never ends', (socket) => socket.once('data', () => socket.write(`${OK}x: ${'x'.repeat(100_000)}`))],
  ] as [string, Parameters<typeof serveBytes>[0]][])('%s', async (_, answer) => {
    const client = createClient(await serveBytes(answer));
    expect(await client.send(GET, createCall())).toEqual(failure('TILKOBLING'));
    expect(client.state()).toBe('DOWN');
  });

  it('that nobody takes', async () => {
    expect(await createClient(await nobody()).send(GET, createCall())).toEqual(unsent('TILKOBLING'));
  });
});

describe('a response', () => {
  const LIMIT = 1000;

  async function read(body: Buffer, headers: Record<string, string> = {}, status = 200, maxResponseBytes?: number) {
    const url = await serve((_, response) => response.writeHead(status, headers).end(body));
    const client = createClient(url, { maxResponseBytes: LIMIT });
    const answer = await client.send({ ...GET, maxResponseBytes }, createCall());
    return { read: answer.kind === 'response' ? answer.body.toString() : answer.kode, state: client.state() };
  }

  it.each([
    ['as it is', (body: Buffer) => body, {}],
    ['in chunks', (body: Buffer) => body, { 'transfer-encoding': 'chunked' }],
    ['zipped', gzipSync, { 'content-encoding': 'gzip' }],
  ])('may be as long as the limit, and no byte longer: %s', async (_, write, headers) => {
    const full = Buffer.alloc(LIMIT, 'x');
    expect(await read(write(full), headers)).toEqual({ read: full.toString(), state: 'UP' });
    expect(await read(write(Buffer.alloc(LIMIT + 1, 'x')), headers)).toEqual({ read: 'UGYLDIG_SVAR', state: 'UP' });
  });

  it.each([
    ['gzip', 'gzip', gzipSync('Blåbær'), 'Blåbær'],
    ['gzip by its old name', 'x-gzip', gzipSync('Blåbær'), 'Blåbær'],
    ['gzip with a blank behind it', 'gzip ', gzipSync('Blåbær'), 'Blåbær'],
    ['gzip in capitals', 'GZIP', gzipSync('Blåbær'), 'Blåbær'],
    ['identity', 'identity', Buffer.from('Blåbær'), 'Blåbær'],
    ['gzip of nothing at all', 'gzip', Buffer.alloc(0), ''],
    ['gzip that is a bomb', 'gzip', gzipSync(Buffer.alloc(900_000)), 'UGYLDIG_SVAR'],
    ['gzip that is broken', 'gzip', gzipSync('Blåbær').fill(0, 10, 14), 'UGYLDIG_SVAR'],
    ['gzip that is cut short', 'gzip', gzipSync('Blåbær').subarray(0, -9), 'UGYLDIG_SVAR'],
    ['gzip that is none', 'gzip', Buffer.from('Blåbær'), 'UGYLDIG_SVAR'],
    ['gzip twice', 'gzip, gzip', gzipSync(gzipSync('Blåbær')), 'UGYLDIG_SVAR'],
    ['a coding nobody asked for', 'br', Buffer.from('Blåbær'), 'UGYLDIG_SVAR'],
  ])('may come as %s', async (_, encoding, body, expected) => {
    expect(await read(body, { 'content-encoding': encoding })).toMatchObject({ read: expected });
  });

  it.each([500, LIMIT, LIMIT * 2])(
    'may be as long as a request allows, %i, but not past the client’s limit',
    async (most) => {
      const edge = Math.min(most, LIMIT);
      const full = Buffer.alloc(edge, 'x');
      expect(await read(full, {}, 200, most)).toMatchObject({ read: full.toString() });
      expect(await read(Buffer.alloc(edge + 1, 'x'), {}, 200, most)).toMatchObject({ read: 'UGYLDIG_SVAR' });
    },
  );

  it.each([300, 400, 404, 500, 503])(
    'of %i says so by its status, however long its page or whatever its coding',
    async (status) => {
      const url = await serve((_, response) => response.writeHead(status).end(Buffer.alloc(LIMIT + 1, 'x')));
      const client = createClient(url, { maxResponseBytes: LIMIT });
      expect(await client.send(GET, createCall())).toMatchObject({ kind: 'response', status, body: Buffer.alloc(0) });
      expect(await read(Buffer.from('x'), { 'content-encoding': 'br' }, status)).toMatchObject({ read: '' });
    },
  );

  it('is read before the next in line is sent', async () => {
    const url = await serve((_, response) => response.end('svar'));
    const client = createClient(url, { maxConcurrent: 1 });
    const order: string[] = [];
    const send = (name: string) =>
      client.send(
        {
          ...GET,
          reads: async (response) => {
            order.push(`${name} ${response.body}`);
            await new Promise((resolve) => setTimeout(resolve, 20));
            order.push(`${name} read`);
            return undefined;
          },
        },
        createCall(),
      );
    await Promise.all([send('one'), send('two')]);
    expect(order).toEqual(['one svar', 'one read', 'two svar', 'two read']);
  });

  it('that is still being read when the request ends is no answer', async () => {
    const url = await serve((_, response) => response.end('svar'));
    const reads = () => new Promise<undefined>(() => {});
    const call = createCall(AbortSignal.timeout(300));
    expect(await createClient(url).send({ ...GET, reads }, call)).toEqual(failure('TIDSAVBRUDD'));
  });

  it('is asked for in gzip', async () => {
    const url = await serve((request, response) => response.end(request.headers['accept-encoding']));
    expect(text(await createClient(url).send(GET, createCall()))).toBe('200 gzip');
  });

  it('that has no end is left at the limit', async () => {
    let closed = () => {};
    const left = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const url = await serve((_, response) => {
      const flood = setInterval(() => response.write(Buffer.alloc(500)), 1);
      response.once('close', () => {
        clearInterval(flood);
        closed();
      });
    });
    const answer = await createClient(url, { maxResponseBytes: LIMIT }).send(GET, createCall());
    expect(answer).toEqual(failure('UGYLDIG_SVAR'));
    await left;
  });
});

describe('the state of a source', () => {
  it('is what the last exchange said', async () => {
    let status = 200;
    const url = await serve((_, response) => {
      if (status === 0) response.destroy();
      else response.writeHead(status).end();
    });
    const client = createClient(url);
    const states: string[] = [client.state()];
    for (status of [200, 503, 404, 0, 204, 500, 499]) {
      await client.send(GET, createCall());
      states.push(client.state());
    }
    expect(states).toEqual(['UNKNOWN', 'UP', 'DOWN', 'UP', 'DOWN', 'UP', 'DOWN', 'UP']);
  });

  it('is not judged by a client that hangs up', async () => {
    const { url, arrival } = await serveLater();
    const client = createClient(url);
    const controller = new AbortController();
    const arrived = arrival();
    const answer = client.send(GET, createCall(controller.signal));
    const response = await arrived;
    const closed = new Promise((resolve) => response.once('close', resolve));
    controller.abort();
    await closed; // Only now has the exchange itself come to its end.
    expect([await answer, client.state()]).toEqual([failure('AVBRUTT'), 'UNKNOWN']);
  });
});

it('a bug of ours is thrown, not told as a failure of the source', async () => {
  const client = createClient(await serve((_, response) => response.end()));
  const headers = {
    get broken(): string {
      throw new TypeError('a bug of ours');
    },
  };
  await expect(client.send({ ...GET, headers }, createCall())).rejects.toThrow('a bug of ours');
  expect(client.state()).toBe('UNKNOWN');
});
