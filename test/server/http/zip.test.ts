import { createHook } from 'node:async_hooks';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptsGzip, createZip, ZIP_FROM_BYTES } from '../../../src/server/http/zip.ts';
import { startGateway as startRealGateway, type RunningGateway as RealGateway } from '../../support/gateway.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

const LIMIT = 1024 * 1024;

let gateway: RunningGateway;
let real: RealGateway;
beforeAll(async () => {
  gateway = await startGateway({
    limits: { bodyBytes: LIMIT },
    resolvers: {
      'Enhet.navn': (enhet) => 'x'.repeat(Number((enhet as { organisasjonsnummer: string }).organisasjonsnummer)),
      'Query.costly': () => {
        throw new Error('inner workings');
      },
    },
  });
  real = await startRealGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await real.close();
});

interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** By node's own client, which unzips nothing. */
function post(body: object | Buffer, headers: Record<string, string> = {}, url = gateway.url): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      async (response) => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, bytes: Buffer.concat(await response.toArray()) });
      },
    );
    request.on('error', reject).end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
}

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

const BEFORE = '{"data":{"enhet":{"navn":"';
/** An operation whose answer has exactly so many bytes. */
const ofBytes = (bytes: number, others = '') => ({
  query: `query ($n: ID!) { enhet(organisasjonsnummer: $n) { navn } ${others} }`,
  variables: { n: String(bytes - BEFORE.length - '"}}}'.length) },
});

const isZipped = async (body: object, headers = GZIP, url = gateway.url) => {
  const received = await post(body, headers, url);
  const zipped = received.headers['content-encoding'] === 'gzip';
  const text = (zipped ? gunzipSync(received.bytes) : received.bytes).toString();
  expect(Number(received.headers['content-length'] ?? received.bytes.length)).toBe(received.bytes.length);
  return { zipped, json: JSON.parse(text) as { data?: object; errors?: object[] }, bytes: Buffer.byteLength(text) };
};

describe('an answer', () => {
  test('is zipped from so many bytes for a client that takes it', async () => {
    expect(await isZipped(ofBytes(ZIP_FROM_BYTES - 1))).toMatchObject({ zipped: false, bytes: ZIP_FROM_BYTES - 1 });
    expect(await isZipped(ofBytes(ZIP_FROM_BYTES))).toMatchObject({ zipped: true, bytes: ZIP_FROM_BYTES });
    const { headers, bytes } = await post(ofBytes(10 * ZIP_FROM_BYTES), GZIP);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding', 'cache-control': 'no-store' });
    expect(bytes.length).toBeLessThan(ZIP_FROM_BYTES);
  });

  test('that is written in pieces is zipped to the same bytes', async () => {
    const long = ofBytes(1_000_000);
    expect(gunzipSync((await post(long, GZIP)).bytes)).toEqual((await post(long)).bytes);
  });

  test.each([{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip;q=0, *' }, { 'accept-encoding': 'identity' }])(
    'goes as it is to a client that says %j',
    async (headers) => {
      const received = await post(ofBytes(2 * ZIP_FROM_BYTES), headers);
      expect(received.headers['content-encoding']).toBeUndefined();
      expect(received.headers.vary).toBe('accept-encoding');
      expect(received.bytes.length).toBe(2 * ZIP_FROM_BYTES);
    },
  );

  test.each([
    ['a person', 'borger(cpr: "1") { cpr }'],
    [
      'the type of a person, where a fragment asks for one',
      'e: enhet(organisasjonsnummer: "1") { innehaver { ... on RollePerson { fornavn } } }',
    ],
  ])('with %s in it goes as it is', async (_, others) => {
    expect(await isZipped(ofBytes(2 * ZIP_FROM_BYTES, others))).toMatchObject({ zipped: false });
  });

  test('of a write goes as it is', async () => {
    const names = Array.from({ length: 90 }, (_, n) => `${'a'.repeat(60)}${n}: sletKontaktinformation(cpr: "1")`);
    const { zipped, bytes } = await isZipped({ query: `mutation { ${names.join(' ')} }` });
    expect({ zipped, isLong: bytes > ZIP_FROM_BYTES }).toEqual({ zipped: false, isLong: true });
  });

  test('with an error in it goes as it is, and so does a refusal', async () => {
    const error = await isZipped(ofBytes(2 * ZIP_FROM_BYTES, 'costly(calls: 1)'));
    expect(error.json.errors).toHaveLength(1);
    expect(error.zipped).toBe(false);
    const refusal = await isZipped({ query: `{ ${Array.from({ length: 90 }, (_, n) => `nothing${n}`).join(' ')} }` });
    expect(refusal.bytes).toBeGreaterThan(ZIP_FROM_BYTES);
    expect(refusal).toMatchObject({ zipped: false, json: { errors: expect.any(Array) } });
  });

  test('is zipped again, or not again, when its document comes again', async () => {
    for (const _ of [1, 2]) {
      expect(await isZipped(ofBytes(2 * ZIP_FROM_BYTES))).toMatchObject({ zipped: true });
      expect(await isZipped(ofBytes(2 * ZIP_FROM_BYTES, 'borger(cpr: "1") { cpr }'))).toMatchObject({ zipped: false });
    }
  });

  test('about units is zipped, and about those who hold their roles is not', async () => {
    const numbers = Array.from({ length: 60 }, () => '700000001');
    const about = (fields: string) => ({
      query: `query ($n: [ID!]!) { enheter(organisasjonsnumre: $n) { ${fields} } }`,
      variables: { n: numbers },
    });
    const unit = await isZipped(
      about('basisdata { ... on Basisdata { navn organisasjonsform { beskrivelse } } }'),
      GZIP,
      real.url,
    );
    expect(unit.bytes).toBeGreaterThan(ZIP_FROM_BYTES);
    expect(unit.zipped).toBe(true);
    const roles =
      'roller { ... on Roller { rollegrupper { roller { innehaver { ... on RollePerson { fornavn } } } } } }';
    const holders = await isZipped(about(roles), GZIP, real.url);
    expect(holders.bytes).toBeGreaterThan(ZIP_FROM_BYTES);
    expect(holders.zipped).toBe(false);
  });
});

test.each([
  ['gzip', true],
  ['x-gzip', true],
  ['br, GZIP ; q=0.5', true],
  ['gzip;q=0.001', true],
  ['gzip;q=0', false],
  ['gzip; Q=0.000', false],
  ['gzipped', false],
  ['*', false],
  ['', false],
])('a client that accepts "%s" takes gzip: %s', (accepted, expected) => {
  expect(acceptsGzip({ 'accept-encoding': accepted })).toBe(expected);
  expect(acceptsGzip({})).toBe(false);
});

const TYPENAME = '{"query":"{ __typename }"}';
const padded = (bytes: number) => Buffer.from(TYPENAME.padEnd(bytes));
const send = async (body: Buffer, coding = 'gzip') => {
  const { status, headers, bytes } = await post(body, { 'content-encoding': coding });
  const { data, errors } = JSON.parse(bytes.toString()) as {
    data?: object;
    errors?: { extensions: { code: string } }[];
  };
  return { status, accepts: headers['accept-encoding'], data, code: errors?.[0]?.extensions.code };
};

describe('a zipped request', () => {
  test.each(['gzip', 'x-gzip', 'GZip'])('is answered: %s', async (coding) => {
    expect(await send(gzipSync(TYPENAME), coding)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  test('may unzip to as many bytes as the limit, and to no more', async () => {
    expect(await send(gzipSync(padded(LIMIT)))).toMatchObject({ status: 200 });
    expect(await send(gzipSync(padded(LIMIT + 1)))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  test('may itself have as many bytes as the limit, and no more', async () => {
    const followedBy = (zeros: number) => Buffer.concat([gzipSync(TYPENAME), Buffer.alloc(zeros)]);
    const room = LIMIT - gzipSync(TYPENAME).length;
    expect(await send(followedBy(room))).toMatchObject({ status: 200 });
    expect(await send(followedBy(room + 1))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  test('has to be UTF-8 once it is unzipped', async () => {
    expect(await send(gzipSync(randomBytes(1_000)))).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test.each([
    ['is no gzip', Buffer.from(TYPENAME)],
    ['is cut off', gzipSync(TYPENAME).subarray(0, -4)],
    ['is empty', Buffer.alloc(0)],
    ['is damaged', gzipSync(TYPENAME).fill(0xff, 12, 20)],
  ])('that %s is refused as a bad request', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test.each(['br', 'deflate', 'gzip, gzip', 'gzip, identity'])(
    'by %s is refused, and told what is taken',
    async (coding) => {
      expect(await send(gzipSync(TYPENAME), coding)).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
        accepts: 'gzip',
      });
    },
  );

  test('that unzips to hundreds of times the limit is unzipped to the limit, and costs as little', async () => {
    const member = gzipSync(Buffer.alloc(64 * LIMIT));
    const bomb = Buffer.concat([member, member, member, member]);
    expect(bomb.length).toBeLessThan(LIMIT);
    const whole = await timeOf(async () => {
      const gunzip = createGunzip();
      gunzip.end(bomb);
      for await (const _ of gunzip);
    });
    const refused = await timeOf(async () =>
      expect(await send(bomb)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' }),
    );
    expect(refused).toBeLessThan(whole / 4);
  });
});

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

describe('what waits to be zipped or unzipped', () => {
  const LONG = 64 * LIMIT;
  const bomb = gzipSync(Buffer.alloc(LONG + 1));

  test('is left as soon as its time is up, and is never begun', async () => {
    const { zip, unzip } = createZip();
    const { signal } = new AbortController();
    const body = gzipSync(TYPENAME);
    let begun = 0;
    const hook = createHook({
      init(_, type) {
        if (type === 'ZLIB') begun += 1;
      },
    }).enable();
    const end = new AbortController();
    const running = [1, 2].map(() => unzip(bomb, LONG, signal));
    const left = Array.from({ length: 50 }, () => unzip(body, LIMIT, end.signal));
    const leftAnswer = zip([Buffer.from(TYPENAME)], end.signal);
    const next = unzip(body, LIMIT, signal);
    let isRunning = true;
    const ran = Promise.all(running).finally(() => {
      isRunning = false;
    });
    end.abort();
    expect(new Set(await Promise.all(left))).toEqual(new Set(left.map(() => ({ refused: 'no time' }))));
    expect(await leftAnswer).toBeUndefined();
    expect(await unzip(body, LIMIT, end.signal)).toEqual({ refused: 'no time' });
    expect(isRunning).toBe(true);
    expect(await ran).toEqual([1, 2].map(() => ({ refused: 'too long' })));
    expect(String(await next)).toBe(TYPENAME);
    hook.disable();
    expect(begun).toBe(running.length + 1);
  });

  test('is refused for the load when the deadline of its request comes first', async () => {
    await using narrow = await startGateway({ limits: { bodyBytes: LONG }, options: { deadlineMs: 500 } });
    const all = await Promise.all(
      Array.from({ length: 100 }, () => post(bomb, { 'content-encoding': 'gzip' }, narrow.url)),
    );
    const late = all.filter(({ status }) => status === 503);
    expect(all.filter(({ status }) => status === 413).length + late.length).toBe(all.length);
    expect(late.length).toBeGreaterThan(0);
    for (const { headers, bytes } of late) {
      expect(headers['retry-after']).toBe('1');
      expect(JSON.parse(bytes.toString())).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    }
  });
});
