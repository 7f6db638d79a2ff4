import { describe, expect, test } from 'vitest';
import { createLogger, logBug } from '../../src/server/logging.ts';
import { mask, maskName, maskStart } from '../../src/domain/mask.ts';
import { read, startGateway } from './gateway-under-test.ts';

const CPR = '0101505006';

describe('an operation', () => {
  test('is one line: its name, kind, time, outcomes, calls, status and request id', async () => {
    await using gateway = await startGateway({
      resolvers: {
        'Query.enhet': (_, args, { tally }) => {
          tally.outcome('Basisdata');
          tally.call('GRUNNDATA');
          return { __typename: 'Enhet', ...args };
        },
      },
    });
    const query =
      'query Navn { a: enhet(organisasjonsnummer: "1") { navn } b: enhet(organisasjonsnummer: "2") { navn } }';
    const began = performance.now();
    await gateway.post({ query }, { 'x-request-id': 'abc-1' });
    const elapsedMs = performance.now() - began;
    const lines = await gateway.logged();
    expect(lines[0]?.durationMs).toBeGreaterThanOrEqual(0);
    expect(lines[0]?.durationMs).toBeLessThanOrEqual(elapsedMs + 1);
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        msg: 'operation',
        requestId: 'abc-1',
        operation: 'Navn',
        kind: 'query',
        status: 200,
        durationMs: expect.any(Number),
        outcomes: { Basisdata: 2 },
        calls: { GRUNNDATA: 2 },
      },
    ]);
  });

  test('that is refused says why', async () => {
    await using gateway = await startGateway();
    await gateway.post({ query: '{ findesIkke }' });
    expect(await gateway.logged()).toMatchObject([{ status: 422, refused: 'GRAPHQL_VALIDATION_FAILED' }]);
  });

  test('never takes a person into its line, wherever the client wrote the number', async () => {
    await using gateway = await startGateway({
      resolvers: {
        'Query.borger': () => {
          throw new Error(`No row for ${CPR} (borger-1@example.org)`, { cause: new Error(`key ${CPR}`) });
        },
      },
    });
    const alias = `a${CPR}`;
    const query = `query Op${CPR}($cpr: ID!) { ${alias}: borger(cpr: $cpr) { cpr } fast: borger(cpr: "${CPR}") { cpr } }`;
    for (const body of [
      { query, variables: { cpr: CPR }, operationName: `Op${CPR}` },
      { query, variables: { cpr: { nummer: CPR } } },
      { query, operationName: CPR },
      { query: `{ x${CPR} ` },
      { query: `{ x${CPR} }` },
      { query, [CPR]: CPR },
      CPR,
    ]) {
      const response = await fetch(`${gateway.url}/graphql?cpr=${CPR}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': CPR, [`x-${CPR}`]: CPR, 'user-agent': CPR },
        body: JSON.stringify(body),
      });
      expect(response.headers.get('x-request-id')).not.toContain(CPR);
    }
    await gateway.get(query, { 'x-request-id': `borger-${CPR}` });
    await fetch(`${gateway.url}/${CPR}`);
    const logged = await gateway.logged();
    expect(logged.filter(({ msg }) => msg === 'operation')).toHaveLength(8);
    expect(logged.some(({ msg }) => msg === 'unexpected error')).toBe(true);
    expect(JSON.stringify(logged)).not.toMatch(/0101505006|borger-1@example\.org/);
    expect(logged[0]).toMatchObject({ path: 'a******' });
  });

  test('with a name longer than a hundred letters is cut', async () => {
    await using gateway = await startGateway();
    await gateway.post({ query: `query ${'N'.repeat(5000)} { __typename }` });
    expect(await gateway.logged()).toMatchObject([{ operation: 'N'.repeat(100) }]);
  });
});

describe('a name that a client chose', () => {
  test.each([
    ['Q01__01__50__5006', 'Q******'],
    ['Q0a1b0c1d5e0f5g0h0i6', 'Q*a*b*c*d*e*f*g*h*i*'],
    ['Top10Of2024', 'Top10Of2024'],
    ['A1b2c3d4e5f6g7', 'A1b2c3d4e5f6g7'],
    ['A1b2c3d4e5f6g7h8', 'A*b*c*d*e*f*g*h*'],
  ])('%s is logged as %s', (name, logged) => {
    expect(maskName(name)).toBe(logged);
  });
});

test('of a long text no identifier is left that the cut goes through, wherever the mask has moved it', () => {
  for (let cut = 1; cut < 11; cut += 1) {
    const text = `${'1'.repeat(1_100 - cut)} ${'z'.repeat(99)}0101505006${'z'.repeat(9_000)}`;
    expect(maskStart(text, 1_000)).not.toMatch(/\d/);
  }
  expect(maskStart(`${'z'.repeat(995)} ${CPR}`, 1_000)).toBe(`${'z'.repeat(995)} ****`);
  expect(maskStart('z'.repeat(1_000), 1_000)).toHaveLength(1_000);
});

describe('a bug', () => {
  test('that fields of a request share is one line, and one line again in the next request', async () => {
    const bug = new Error('shared');
    await using gateway = await startGateway({
      resolvers: {
        'Query.borger': () => {
          throw bug;
        },
      },
    });
    for (const id of ['first', 'second']) {
      const query = '{ a: borger(cpr: "1") { cpr } b: borger(cpr: "2") { cpr } }';
      const { answer } = await read(await gateway.post({ query }, { 'x-request-id': id }));
      expect(answer.errors).toHaveLength(2);
    }
    const bugs = (await gateway.logged()).filter(({ msg }) => msg === 'unexpected error');
    expect(bugs).toMatchObject([
      { requestId: 'first', path: 'a' },
      { requestId: 'second', path: 'a' },
    ]);
  });

  test('is "Unexpected error." to the client, and is logged with the request id and nobody in it', async () => {
    await using gateway = await startGateway({
      resolvers: {
        'Query.borger': () => {
          throw new Error(`Cannot read ${CPR} of someone@example.org`, { cause: new TypeError(`phone 67 00 00 01`) });
        },
      },
    });
    const answer = await read(
      await gateway.post(
        { query: `{ borger(cpr: "${CPR}") { cpr } enhet(organisasjonsnummer: "1") { organisasjonsnummer } }` },
        { 'x-request-id': 'min-id' },
      ),
    );
    expect(answer).toMatchObject({
      status: 200,
      answer: {
        data: { borger: null, enhet: { organisasjonsnummer: '1' } },
        errors: [{ message: 'Unexpected error.' }],
      },
    });
    expect(JSON.stringify(answer)).not.toContain(CPR);
    const [bug, operation] = await gateway.logged();
    expect(bug).toMatchObject({
      level: 'error',
      requestId: 'min-id',
      path: 'borger',
      bug: {
        name: 'Error',
        message: 'Cannot read ****** of ***@***',
        stack: expect.stringContaining('logging.test.ts'),
        cause: { name: 'TypeError', message: 'phone ******' },
      },
    });
    expect(operation).toMatchObject({ msg: 'operation', requestId: 'min-id', status: 200 });
    expect(JSON.stringify(bug)).not.toMatch(/0101505006|someone@|67 00/);
  });

  test('stays masked where NODE_ENV says development', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'development';
    try {
      await using gateway = await startGateway({
        resolvers: {
          'Query.borger': () => {
            throw new Error('inner workings');
          },
        },
      });
      const response = await gateway.post({ query: '{ borger(cpr: "1") { cpr } }' });
      expect(await response.text()).not.toContain('inner workings');
    } finally {
      process.env.NODE_ENV = before;
    }
  });

  test('that is no Error is told by its type only', () => {
    const lines: string[] = [];
    logBug(createLogger('info', { write: (line: string) => void lines.push(line) }), 'id', { cpr: CPR });
    expect(JSON.parse(lines.join())).toMatchObject({ bug: { message: 'something of type object was thrown' } });
  });
});

test.each([
  ['0101505006', '******'],
  ['010150-5006', '******'],
  ['+45 67 00 00 01', '+******'],
  ['a.b+c@mail.example.org!', '***@***!'],
  ['bjørn@blåbær.example', '***@***'],
  ['{ postkasseadresse: "test.person#S02A" }', '{ postkasseadresse: "***#***" }'],
  ['0101505006@example.org 1234567#S02A', '***@*** ***#***'],
  ['at Client.#send (client.js:1:2)', 'at Client.#send (client.js:1:2)'],
  ['a@b.example+c@d.example', '***@******@***'],
  ['kode 10000, 170', 'kode 10000, 170'],
  [
    'at x (/app/node_modules/@pothos/core/esm/index.js:12345:17)',
    'at x (/app/node_modules/@pothos/core/esm/index.js:12345:17)',
  ],
])('%s is written %s', (text, written) => {
  expect(mask(text)).toBe(written);
});

test.each(['a', 'a@', 'a.', '1', '1 ', '12345x', 'a@b.'])(
  'much of %s, which any client can have quoted to it, is masked at once',
  (part) => {
    const text = part.repeat(200_000 / part.length);
    const began = performance.now();
    mask(text);
    expect(performance.now() - began).toBeLessThan(5_000);
  },
);
