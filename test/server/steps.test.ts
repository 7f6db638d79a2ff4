import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { STEPS } from '../../src/server/steps.ts';
import { startGateway } from '../support/gateway.ts';

const ORDER = STEPS.map(({ name }) => name);
type StepName = (typeof ORDER)[number];

const trace: { step: string; requestId: string }[] = [];
beforeEach(() => {
  trace.length = 0;
});

const gateway = await startGateway({
  limits: { bodyBytes: 10_000, calls: 5, answerBytes: 300 },
  rates: { callsPerMinute: 5, quotas: {} },
  load: { requests: 1, eventLoopDelayMs: 60_000 },
  onStep: (step, requestId) => void trace.push({ step, requestId }),
});
afterAll(() => gateway.close());

const PERSON = '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }';

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const ask = (query: string, variables?: object) => post(JSON.stringify({ query, variables }));

/** The steps that a request has gone through, when its line has been logged. */
async function stepsOf(response: Response): Promise<string[]> {
  await response.text();
  await expect.poll(() => trace.at(-1)?.step).toBe('log');
  expect(new Set(trace.map(({ requestId }) => requestId))).toEqual(new Set([response.headers.get('x-request-id')]));
  return trace.map(({ step }) => step);
}

describe('a request', () => {
  test('goes through every step, in the order of the list', async () => {
    const response = await ask(PERSON);
    expect(response.status).toBe(200);
    expect(await stepsOf(response)).toEqual(ORDER);
  });

  test('goes through them also when its document comes again, and has no audit where it asks about nobody', async () => {
    for (const _ of [1, 2]) {
      trace.length = 0;
      expect(await stepsOf(await ask('{ __typename }'))).toEqual(ORDER.filter((step) => step !== 'audit'));
    }
  });

  test('has an audit step for each operation of a register on a person', async () => {
    const other = PERSON.replace('{ borger', 'other: borger').replace('0101505006', '0202505004').slice(0, -2);
    const steps = await stepsOf(await ask(PERSON.replace('{ borger', `{ ${other} borger`)));
    expect(steps.filter((step) => step === 'audit')).toHaveLength(2);
  });
});

/** For each step that refuses: a request that it refuses, and the code. */
const REFUSED: Record<
  Exclude<StepName, 'turn' | 'execution' | 'audit' | 'masking' | 'settlement' | 'metrics' | 'log'>,
  [string, () => Promise<Response>]
> = {
  load: [
    'OVERLOADED',
    async () => {
      gateway.sandbox.enhet.outage = 'silent';
      const end = new AbortController();
      const first = fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700000001") { basisdata { __typename } } }' }),
        signal: end.signal,
      }).catch(() => undefined);
      await expect.poll(() => trace.at(-1)?.step).toBe('execution');
      trace.length = 0;
      const refused = await ask('{ __typename }');
      await expect.poll(() => trace.at(-1)?.step).toBe('log');
      const steps = trace.splice(0);
      gateway.sandbox.enhet.outage = 'none';
      end.abort();
      await first;
      await expect.poll(async () => (await ask('{ __typename }')).status).toBe(200);
      await expect.poll(() => trace.at(-1)?.step).toBe('log');
      trace.splice(0, trace.length, ...steps);
      return refused;
    },
  ],
  headers: ['METHOD_NOT_ALLOWED', () => fetch(`${gateway.url}/graphql`, { method: 'PUT' })],
  caller: ['SANDBOX_CALLER', () => post('{', { 'x-sandbox-caller': 'nobody', 'idempotency-key': '' })],
  'idempotency key': ['INVALID_IDEMPOTENCY_KEY', () => post(new Uint8Array([0xff]), { 'idempotency-key': 'a b' })],
  body: ['UNSUPPORTED_MEDIA_TYPE', () => post(new Uint8Array([0xff]))],
  parameters: ['BAD_REQUEST', () => post('{')],
  'persisted id': ['PERSISTED_QUERY_NOT_FOUND', () => post(JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }))],
  parse: ['GRAPHQL_PARSE_FAILED', () => ask('{ nothing')],
  rules: ['GRAPHQL_VALIDATION_FAILED', () => ask('{ nothing }')],
  'personal data': [
    'POST_ONLY',
    () =>
      fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: 'query ($c: ID!) { borger(cpr: $c) { cpr } }' })}`),
  ],
  variables: [
    'INVALID_VARIABLES',
    () =>
      ask(
        `query ($nr: ID!) { ${enheter(9)} { basisdata { __typename } } enhet(organisasjonsnummer: $nr) { __typename } }`,
      ),
  ],
  cost: ['TOO_MANY_CALLS', () => ask(`{ ${enheter(9)} { basisdata { __typename } } }`)],
  'rate limit': [
    'RATE_LIMITED',
    async () => {
      const query = `{ ${enheter(5)} { basisdata { __typename } } }`;
      await (await ask(query)).text();
      trace.length = 0;
      return ask(query);
    },
  ],
  answers: ['ANSWER_TOO_LARGE', () => ask(`{ ${'a'.repeat(400)}: __typename }`)],
};

function enheter(count: number): string {
  return `enheter(organisasjonsnumre: [${Array.from({ length: count }, (_, index) => `"${index}"`).join(' ')}])`;
}

describe('a step that refuses', () => {
  const AFTER: readonly string[] = ['masking', 'answers', 'settlement', 'metrics', 'log'];

  test.each(Object.entries(REFUSED))('%s is the last but for what ends every request', async (name, [code, send]) => {
    const response = await send();
    expect(await response.clone().json()).toMatchObject({ errors: [{ extensions: { code } }] });
    const isBeforeGraphql = ORDER.indexOf(name as StepName) < ORDER.indexOf('parameters');
    const ending = isBeforeGraphql ? ['settlement', 'metrics', 'log'] : AFTER;
    const before = ORDER.slice(0, ORDER.indexOf(name as StepName) + 1).filter((step) => step !== 'audit');
    const expected = [...before.filter((step) => !ending.includes(step)), ...ending];
    expect(await stepsOf(response)).toEqual(expected);
  });
});

test('docs/architecture.md names the steps in this order, each with the file in which it is', () => {
  const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) +\| ([^|]+?) +\| `([^`]+)` +\|/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(ORDER.map((_, index) => index + 1));
  expect(rows.map(([, , name]) => name)).toEqual(ORDER);
  const list = readFileSync(new URL('../../src/server/steps.ts', import.meta.url), 'utf8');
  for (const [, , , file] of rows) {
    expect(existsSync(new URL(`../../src/server/${file}`, import.meta.url))).toBe(true);
    expect(list).toContain(`'./${file}'`);
  }
});
