import { describe, expect, it, test } from 'vitest';
import { createJsonWriter } from '../../../src/server/plugins/use-answer-size.ts';
import { read, startGateway } from '../gateway-under-test.ts';

describe('an answer is written as JSON', () => {
  const write = createJsonWriter();
  const writeJson = async (value: unknown, maxBytes: number) => {
    const json = await write(value, maxBytes);
    return typeof json === 'object' ? Buffer.concat(json).toString() : json;
  };
  const VALUES: readonly unknown[] = [
    null,
    true,
    -1.5,
    'Blåbær "&" \u0000 \ud800',
    [],
    {},
    [null, [], {}, [1, [2]]],
    { a: null, b: undefined, c: [{ d: '' }], 'e"': 1 },
    [undefined, Number.NaN],
    Object.assign(Object.create(null), { navn: 'x' }),
    { toJSON: () => ({ a: [1] }) },
    Array.from({ length: 20_000 }, (_, n) => ({ n, navn: `enhet nummer ${n}`, tom: {} })),
    { ['k'.repeat(70_000)]: ['v'.repeat(200_000), 'w'] },
  ];

  it.each(VALUES.map((value) => [JSON.stringify(value).slice(0, 60), value]))('%s', async (_, value) => {
    const expected = JSON.stringify(value);
    const bytes = Buffer.byteLength(expected);
    expect(await writeJson(value, bytes)).toBe(expected);
    expect(await writeJson(value, bytes - 1)).toBeUndefined();
  });

  it('no further than there is room', async () => {
    let read = 0;
    const list = Array.from({ length: 1000 }, () => ({
      get navn() {
        read += 1;
        return 'x'.repeat(10_000);
      },
    }));
    expect(await writeJson(list, 100_000)).toBeUndefined();
    expect(read).toBeLessThan(30);
  });

  it('and nothing of a text that is longer than there is room, which could be more than a string can hold', async () => {
    expect(await writeJson({ navn: '\u0000'.repeat(100_000_000) }, 1_000_000)).toBeUndefined();
  });

  it('with turns for others in between', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await writeJson(
      Array.from({ length: 100_000 }, (_, n) => ({ n, navn: 'enhet', sted: 'Oslo' })),
      1e9,
    );
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });

  it('where it is long, one after another, and a short one is not kept waiting', async () => {
    const order: string[] = [];
    const long = (name: string) =>
      Array.from({ length: 1000 }, (_, n) => ({
        get navn() {
          if (n === 999) order.push(name);
          return 'x'.repeat(1000);
        },
      }));
    const all = [writeJson(long('first'), 1e9), writeJson(long('second'), 1e9)].map((text) =>
      text.then(() => order.push('written')),
    );
    await writeJson({ navn: 'x' }, 1e9);
    expect(order).toEqual([]);
    await Promise.all(all);
    expect(order).toEqual(['first', 'written', 'second', 'written']);
  });
});

describe('an answer that is longer than may be', () => {
  const resolvers = {
    'Query.enhet': () => ({ navn: 'x'.repeat(1000) }),
    'Enhet.organisasjonsnummer': () => {
      throw new Error('a bug');
    },
  };
  const data = { enhet: { navn: 'x'.repeat(1000) } };
  const query = '{ enhet(organisasjonsnummer: "1") { navn } }';
  const answerBytes = JSON.stringify(data).length;

  test('is an error of one line, for a client of either kind', async () => {
    await using gateway = await startGateway({ resolvers, limits: { answerBytes: answerBytes - 1 } });
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const { status, answer } = await read(await gateway.post({ query }, { accept }));
      expect({ status, answer }).toEqual({
        status: accept.includes('graphql') ? 294 : 200,
        answer: {
          data: null,
          errors: [
            {
              message: `The answer is longer than ${answerBytes - 1} bytes. The operation has been executed.`,
              extensions: { code: 'ANSWER_TOO_LARGE' },
            },
          ],
        },
      });
    }
    expect((await gateway.logged()).map(({ level, refused }) => [level, refused])).toEqual(
      Array.from({ length: 3 }, () => ['info', 'ANSWER_TOO_LARGE']),
    );
  });

  test('is longer by a byte: one of as many is answered', async () => {
    await using gateway = await startGateway({ resolvers, limits: { answerBytes } });
    expect(await (await gateway.post({ query })).text()).toBe(JSON.stringify({ data }));
  });

  test('may be long by its errors alone, which are masked as ever', async () => {
    const failing = `{ ${'a'.repeat(2000)}: enhet(organisasjonsnummer: "1") { organisasjonsnummer } }`;
    await using within = await startGateway({ resolvers });
    expect(await read(await within.post({ query: failing }))).toMatchObject({
      status: 200,
      answer: { errors: [{ message: 'Unexpected error.', path: ['a'.repeat(2000), 'organisasjonsnummer'] }] },
    });
    await using beyond = await startGateway({ resolvers, limits: { answerBytes: 2000 } });
    expect(await read(await beyond.post({ query: failing }))).toMatchObject({ status: 200, code: 'ANSWER_TOO_LARGE' });
  });

  test('is JSON, whatever else the client could read', async () => {
    const resolver = { 'Query.enhet': () => ({ navn: 'x'.repeat(200_000) }) };
    await using gateway = await startGateway({ resolvers: resolver });
    const long = { enhet: { navn: 'x'.repeat(200_000) } };
    for (const accept of [
      'text/event-stream, application/json',
      'application/json, multipart/mixed',
      'text/html, */*',
    ]) {
      const response = await gateway.post({ query }, { accept });
      expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
      expect(await response.json()).toEqual({ data: long });
    }
  });
});
