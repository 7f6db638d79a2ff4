import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { sendParts } from '../../../src/server/http/parts.ts';
import { MAX_HELD_BYTES } from '../../../src/server/http/slow-clients.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { APOLLO_ACCEPT, allParts, readParts } from '../../support/parts.ts';
import { letPass, PATIENCE } from '../../support/patience.ts';
import { UNHURRIED } from '../../support/gateway.ts';
import { startGateway } from '../gateway-under-test.ts';

const QUERY = '{ enhet(organisasjonsnummer: "1") { organisasjonsnummer ... @defer(label: "rest") { navn } } }';
const FIRST = { hasNext: true, data: { enhet: { organisasjonsnummer: '1' } } };
const bytesOf = (part: unknown) => Buffer.byteLength(JSON.stringify(part));

/** A value that comes when the test says so. */
function awaited<Value>() {
  let come: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    come = resolve;
  });
  return { promise, come };
}

const ask = async (gateway: { post: Awaited<ReturnType<typeof startGateway>>['post'] }, query = QUERY) =>
  gateway.post({ query }, { accept: APOLLO_ACCEPT });

describe('an answer in parts', () => {
  test('is sent part by part, each followed by the delimiter at once, and with no length of the whole', async () => {
    const navn = awaited<string>();
    await using gateway = await startGateway({ resolvers: { 'Enhet.navn': () => navn.promise } });
    const response = await ask(gateway);
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readUntil = async (end: string) => {
      while (!text.endsWith(end)) {
        const { done, value = '' } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`the answer ends with ${JSON.stringify(text)}`);
        text += value;
      }
    };
    const head = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';
    const first = `\r\n---${head}${JSON.stringify(FIRST)}\r\n---`;
    await readUntil('}\r\n---');
    expect(text).toBe(first);
    navn.come('Blåbær "&" \r\n---');
    await readUntil('--\r\n');
    const patch = { data: { navn: 'Blåbær "&" \r\n---' }, path: ['enhet'], label: 'rest' };
    expect(text).toBe(`${first}${head}${JSON.stringify({ incremental: [patch], hasNext: false })}\r\n-----\r\n`);
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  test('is a running request: a gateway that is closed waits for its end', async () => {
    const navn = awaited<string>();
    await using gateway = await startGateway({ resolvers: { 'Enhet.navn': () => navn.promise } });
    const parts = readParts(await ask(gateway));
    await parts.next();
    const isClosed = vi.fn();
    const closing = gateway.gateway.close(PATIENCE.timeout).then(isClosed);
    await letPass(100);
    expect(isClosed).not.toHaveBeenCalled();
    navn.come('x');
    expect((await parts.next()).value).toMatchObject({ incremental: [{ data: { navn: 'x' } }], hasNext: false });
    expect((await parts.next()).done).toBe(true);
    await closing;
  });

  test('ends with the connection for a client of HTTP 1.0', async () => {
    await using gateway = await startGateway({ resolvers: { 'Enhet.navn': () => 'x' } });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const body = JSON.stringify({ query: QUERY });
    socket.write(
      `POST /graphql HTTP/1.0\r\nHost: localhost\r\nAccept: ${APOLLO_ACCEPT}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let text = '';
    for await (const piece of socket) text += piece;
    expect(text).toMatch(/^HTTP\/1\.1 200/);
    expect(text).not.toMatch(/transfer-encoding/i);
    expect(text.endsWith('\r\n-----\r\n')).toBe(true);
  });
});

describe('the errors of a later part', () => {
  const failing = {
    'Enhet.navn': async () => {
      throw new Error('inner workings of 0101505006');
    },
    'Enhet.morenhet': async () => {
      throw new Error('of another field');
    },
  };

  test('are masked, and logged with the request id', async () => {
    await using gateway = await startGateway({ resolvers: failing });
    const response = await ask(
      gateway,
      '{ enhet(organisasjonsnummer: "1") { ... @defer { navn parent: morenhet { navn } } } }',
    );
    const [, later] = await allParts(response);
    const [patch] = later?.incremental ?? [];
    expect(patch?.data).toEqual({ navn: null, parent: null });
    const error = (field: string) => ({
      message: 'Unexpected error.',
      locations: expect.any(Array),
      path: ['enhet', field],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(patch?.errors).toEqual([error('navn'), error('parent')]);
    const logged = await gateway.logged();
    const requestId = response.headers.get('x-request-id');
    expect(logged.filter(({ level }) => level === 'error')).toMatchObject([
      { requestId, path: 'enhet.navn', bug: { message: 'inner workings of ******' } },
      { requestId, path: 'enhet.parent', bug: { message: 'of another field' } },
    ]);
  });

  test('are logged once where many fields of several parts share one', async () => {
    const bug = new Error('shared');
    const throws = async () => {
      throw bug;
    };
    await using gateway = await startGateway({ resolvers: { 'Enhet.navn': throws } });
    const unit =
      '{ enhet(organisasjonsnummer: "1") { navn ... @defer(label: "a") { a: navn } ... @defer(label: "b") { b: navn } } }';
    await allParts(await ask(gateway, unit));
    expect((await gateway.logged()).filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  test('say nothing of the document’s lines in a closed profile', async () => {
    const profile = { ...PROFILES.production, freeText: true };
    await using gateway = await startGateway({ resolvers: failing, options: { profile } });
    const [, later] = await allParts(await ask(gateway));
    expect(later?.incremental?.[0]?.errors).toEqual([
      { message: 'Unexpected error.', path: ['enhet', 'navn'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  test('have a code where graphql-js gives none', async () => {
    await using gateway = await startGateway();
    const query = 'query ($cpr: ID = "1") { __typename ... @defer { other: borger(cpr: $cpr) { cpr } } }';
    const response = await gateway.post({ query, variables: { cpr: null } }, { accept: APOLLO_ACCEPT });
    const errors = (await allParts(response)).flatMap(({ incremental = [] }) =>
      incremental.flatMap(({ errors = [] }) => errors),
    );
    expect(errors).toEqual([expect.objectContaining({ path: ['other'], extensions: { code: 'INVALID_VARIABLES' } })]);
  });
});

describe('a bug in a field that may not be null', () => {
  const bug = async () => {
    throw new Error('a bug');
  };
  const UNEXPECTED = { message: 'Unexpected error.', path: ['enhet', 'organisasjonsnummer'] };

  test('costs the fragment that it is in, and nothing around it', async () => {
    await using gateway = await startGateway({
      resolvers: { 'Enhet.organisasjonsnummer': bug, 'Enhet.navn': () => 'x' },
    });
    const query =
      '{ enhet(organisasjonsnummer: "1") { navn ... @defer { parent: morenhet { navn } organisasjonsnummer } } }';
    const [first, later] = await allParts(await ask(gateway, query));
    expect(first).toEqual({ data: { enhet: { navn: 'x' } }, hasNext: true });
    expect(later).toMatchObject({
      incremental: [{ data: null, path: ['enhet'], errors: [UNEXPECTED] }],
      hasNext: false,
    });
  });

  test.each([
    ['before', 0],
    ['after', 100],
  ])('outside takes the fragment along, which was known %s it', async (_, ms) => {
    await using gateway = await startGateway({
      resolvers: {
        'Enhet.organisasjonsnummer': () => letPass(100 - ms).then(bug),
        'Enhet.navn': () => letPass(ms).then(() => 'x'),
      },
    });
    const query = `{
      enhet(organisasjonsnummer: "1") { organisasjonsnummer ... @defer { navn } }
      ... @defer(label: "other") { other: __typename }
    }`;
    const [first, ...later] = await allParts(await ask(gateway, query));
    expect(first).toMatchObject({ data: { enhet: null }, errors: [UNEXPECTED], hasNext: true });
    expect(later).toEqual([{ incremental: [{ data: { other: 'Query' }, path: [], label: 'other' }], hasNext: false }]);
  });

  test('leaves an answer in one piece where nothing is left to come', async () => {
    await using gateway = await startGateway({ resolvers: { 'Enhet.organisasjonsnummer': bug } });
    const response = await ask(gateway);
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    expect(await response.json()).toMatchObject({ data: { enhet: null }, errors: [UNEXPECTED] });
  });
});

describe('all parts together', () => {
  const LAST = { incremental: [{ data: { navn: 'x'.repeat(1000) }, path: ['enhet'], label: 'rest' }], hasNext: false };
  const whole = bytesOf(FIRST) + bytesOf(LAST);
  const resolvers = { 'Enhet.navn': () => 'x'.repeat(1000) };

  test('are as long as one answer may be', async () => {
    await using gateway = await startGateway({ resolvers, limits: { answerBytes: whole } });
    expect(await allParts(await ask(gateway))).toEqual([FIRST, LAST]);
    expect((await gateway.logged())[0]).not.toHaveProperty('refused');
  });

  test('or the last is an error, and the calls that are still out are ended', async () => {
    const answerBytes = bytesOf(FIRST) + bytesOf({ ...LAST, hasNext: true }) - 1;
    let signal: AbortSignal | undefined;
    const never = new Promise<never>(() => {});
    await using gateway = await startGateway({
      resolvers: { ...resolvers, 'Enhet.morenhet': () => never },
      limits: { answerBytes },
      onCall: (call) => {
        signal = call.signal;
      },
    });
    const query = QUERY.replace('} }', '} ... @defer { morenhet { navn } } }');
    expect(await allParts(await ask(gateway, query))).toEqual([
      FIRST,
      {
        incremental: [
          {
            data: null,
            path: ['enhet'],
            label: 'rest',
            errors: [
              {
                message: `The answer is longer than ${answerBytes} bytes. The operation has been executed.`,
                extensions: { code: 'ANSWER_TOO_LARGE' },
              },
            ],
          },
        ],
        hasNext: false,
      },
    ]);
    await vi.waitUntil(() => signal?.aborted, PATIENCE);
    expect(await gateway.logged()).toMatchObject([{ status: 200, refused: 'ANSWER_TOO_LARGE' }]);
  });

  test('each of which would be short enough by itself', async () => {
    const slow = awaited<object>();
    const query = QUERY.replace('} }', '} ... @defer(label: "parent") { morenhet { navn } } }');
    await using gateway = await startGateway({
      resolvers: { ...resolvers, 'Enhet.morenhet': () => slow.promise },
      limits: { answerBytes: 2_000 },
    });
    const parts = readParts(await ask(gateway, query));
    expect((await parts.next()).value).toEqual(FIRST);
    expect((await parts.next()).value).toEqual({ ...LAST, hasNext: true });
    slow.come({});
    const errors = [expect.objectContaining({ extensions: { code: 'ANSWER_TOO_LARGE' } })];
    const refused = { data: null, path: ['enhet'], label: 'parent', errors };
    expect((await parts.next()).value).toEqual({ incremental: [refused], hasNext: false });
    expect((await parts.next()).done).toBe(true);
  });

  test('and where the first alone is too long, it is the answer as ever', async () => {
    let signal: AbortSignal | undefined;
    await using gateway = await startGateway({
      resolvers: { 'Enhet.navn': () => new Promise<never>(() => {}) },
      limits: { answerBytes: bytesOf(FIRST.data) - 1 },
      onCall: (call) => {
        signal = call.signal;
      },
    });
    const response = await ask(gateway);
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    expect(await response.json()).toMatchObject({ data: null, errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }] });
    await vi.waitUntil(() => signal?.aborted, PATIENCE);
    expect(await gateway.logged()).toMatchObject([{ refused: 'ANSWER_TOO_LARGE' }]);
  });

  test('are made of pieces where they are long', async () => {
    const navn = 'å'.repeat(300_000);
    const query = '{ enhet(organisasjonsnummer: "1") { navn ... @defer { parent: morenhet { navn } } } }';
    await using gateway = await startGateway({ resolvers: { 'Enhet.navn': () => navn } });
    expect(await allParts(await ask(gateway, query))).toEqual([
      { data: { enhet: { navn } }, hasNext: true },
      { incremental: [{ data: { parent: { navn } }, path: ['enhet'] }], hasNext: false },
    ]);
  });
});

/** A client that asks and reads nothing until it is told to. */
function askWithoutReading(url: string, query: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.pause();
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: ${APOLLO_ACCEPT}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

describe('a client that does not read the parts', () => {
  const LONG = 'x'.repeat(15_000_000);

  test('is reset when the time is over', async () => {
    await using gateway = await startGateway({
      resolvers: { 'Enhet.navn': () => LONG },
      options: { deadlineMs: 500 },
    });
    const socket = askWithoutReading(gateway.url, QUERY);
    const reset = once(socket, 'error');
    // The line of the log is written when the connection is gone.
    expect(await gateway.logged()).toMatchObject([{ status: 200, cut: 'unread' }]);
    socket.resume();
    expect(await reset).toMatchObject([{ code: 'ECONNRESET' }]);
  });

  test('is reset before that when all hold more than they may', async () => {
    await using gateway = await startGateway({
      resolvers: { 'Enhet.navn': () => LONG },
      options: { deadlineMs: 600_000 },
    });
    const few = Math.floor(MAX_HELD_BYTES / LONG.length);
    for (let n = 0; n < few; n += 1) askWithoutReading(gateway.url, QUERY);
    await letPass(200);
    expect(gateway.lines).toEqual([]);
    askWithoutReading(gateway.url, QUERY);
    expect(await gateway.logged()).toMatchObject([{ status: 200, cut: 'memory' }]);
  });

  test('is no work under way, and keeps nobody out', async () => {
    const load = { ...UNHURRIED, requests: 1 };
    let made = false;
    const navn = () => {
      made = true;
      return LONG;
    };
    await using gateway = await startGateway({
      resolvers: { 'Enhet.navn': navn },
      options: { deadlineMs: 600_000, load },
    });
    const socket = askWithoutReading(gateway.url, QUERY);
    await vi.waitUntil(() => made, PATIENCE);
    const ask = async () => (await gateway.post({ query: '{ __typename }' })).status;
    await expect.poll(ask, PATIENCE).toBe(200);
    socket.destroy();
    await vi.waitUntil(() => gateway.lines.some((line) => line.includes('"hungUp":true')), PATIENCE);
    expect(await ask()).toBe(200);
  });

  test('has no further parts made for it until it has read those before', async () => {
    let made = 0;
    let held = 0;
    const server = createServer((_, response) => {
      async function* parts() {
        for (; made < 40; made += 1) yield `"${'x'.repeat(1_000_000)}"`;
      }
      sendParts(response, [Buffer.from('{}')], parts(), (bytes) => {
        held += bytes;
      });
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const socket = askWithoutReading(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, QUERY);
    await vi.waitUntil(() => made > 0, PATIENCE);
    await letPass(500);
    // What the operating system keeps of a connection is a few megabytes.
    expect(made).toBeLessThan(30);
    let read = 0;
    socket.on('data', (piece) => {
      read += piece.length;
    });
    socket.resume();
    await vi.waitUntil(() => read > 40_000_000, PATIENCE);
    expect(made).toBe(40);
    expect(held).toBe(40 * 1_000_002);
    socket.destroy();
  });

  test('and hangs up has none made either', async () => {
    let ended = false;
    let made = 0;
    const server = createServer((_, response) => {
      async function* parts() {
        try {
          for (;;) {
            made += 1;
            yield `"${'x'.repeat(1_000_000)}"`;
          }
        } finally {
          ended = true;
        }
      }
      sendParts(response, [Buffer.from('{}')], parts(), () => {});
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const socket = askWithoutReading(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, QUERY);
    await vi.waitUntil(() => made > 2, PATIENCE);
    socket.destroy();
    await vi.waitUntil(() => ended, PATIENCE);
  });
});
