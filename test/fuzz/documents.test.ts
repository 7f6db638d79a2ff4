import { parse, specifiedRules, validate } from 'graphql';
import { Pool } from 'undici';
import { afterAll, beforeAll } from 'vitest';
import type { Random } from '../differential/random.ts';
import { type Asked, documentOf } from './documents/grammar.ts';
import { createReference, type Reference } from './documents/reference.ts';
import { testInputs, timed } from './fuzz.ts';
import { type FuzzedGateway, served, startFuzzedGateway } from './gateway.ts';
import { MAX_CPU_MS } from './settings.ts';

/** Documents that are sent at once, over as many connections: one request must not get what another has asked for. */
const TOGETHER = 4;
/** Fewer than by default, so that what an operation may ask for costs less than what counts as a hang. */
const LIMITS = { calls: 100, fields: 20_000 };

/** Idle connections are given up before the gateway gives them up, which may meet the next request on its way. */
const CONNECTIONS = { connections: TOGETHER, keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 };

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: readonly GraphqlError[] };
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

let gateway: FuzzedGateway;
let reference: Reference;
const pools = new Map<string, Pool>();
beforeAll(async () => {
  gateway = await startFuzzedGateway(LIMITS);
  for (const url of [gateway.url, gateway.unlimitedUrl]) pools.set(url, new Pool(url, CONNECTIONS));
  reference = createReference(served, async (asked) => (await send(gateway.unlimitedUrl, asked)).body as never);
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
  await gateway.close();
});

async function send(url: string, { query, operationName, variables, caller }: Asked): Promise<Answer> {
  const members = [
    `"query":${JSON.stringify(query)}`,
    ...(operationName === undefined ? [] : [`"operationName":${JSON.stringify(operationName)}`]),
    ...(variables === undefined ? [] : [`"variables":${variables}`]),
  ];
  const answer = await pools.get(url)?.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(caller && { 'x-sandbox-caller': caller }) },
    body: `{${members.join(',')}}`,
  });
  if (!answer) throw new Error('nobody is asked');
  return { status: answer.statusCode, body: (await answer.body.json()) as Answer['body'] };
}

testInputs('every document is answered as graphql-js would, about whom it asks for, or refused', () => ({
  target: 'documents',
  together: TOGETHER,
  grammar: (random: Random) => Array.from({ length: TOGETHER }, () => documentOf(reference.schema, random)),
  async judge(all) {
    const { result: answers, cpuMs: inAll } = await timed(() => Promise.all(all.map((one) => send(gateway.url, one))));
    let cpuMs = inAll / TOGETHER;
    // Whether one of them has taken all of it is seen when each is sent by itself.
    if (inAll > MAX_CPU_MS) {
      for (const one of all) cpuMs = Math.max(cpuMs, (await timed(() => send(gateway.url, one))).cpuMs);
    }
    const complaints: string[] = [];
    for (const [index, answer] of answers.entries()) {
      const complaint = await complaintAbout(all[index] as Asked, answer);
      if (complaint) complaints.push(complaint);
    }
    return {
      complaint: [...complaints, ...gateway.complaints()][0],
      cpuMs,
      outcomes: answers.map(outcomeOf),
    };
  },
  show: (all) => [...new Set(all.map((asked) => JSON.stringify(asked).slice(0, 5_000)))].join('\n'),
  enough: { outcome: 'answered', share: 0.3 },
}));

function outcomeOf({ body: { data, errors = [] } }: Answer): string {
  if (errors.length === 0) return 'answered';
  return data ? 'answered in part' : 'refused';
}

/** What graphql-js says otherwise. Everything that the gateway refuses by rules of its own has a code of its own. */
async function complaintAbout(asked: Asked, { status, body }: Answer): Promise<string | undefined> {
  const { errors = [], data } = body;
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (status >= 500) return `status ${status}: ${JSON.stringify(body).slice(0, 300)}`;
  if (codes.includes('INTERNAL_SERVER_ERROR') || errors.some(({ message }) => message === 'Unexpected error.')) {
    return 'an unexpected error';
  }
  if (codes.includes(undefined)) return `an error without a code: ${JSON.stringify(errors[0]?.message)}`;
  const document = parsed(asked.query);
  const isParseError = codes.includes('GRAPHQL_PARSE_FAILED');
  const isValidationError = codes.includes('GRAPHQL_VALIDATION_FAILED');
  if (!document) return data || isValidationError ? 'what does not parse is understood' : undefined;
  if (isParseError) return 'what parses is not understood';
  const mistakes = validate(reference.schema, document, specifiedRules);
  if (mistakes.length > 0)
    return data ? `what is invalid is answered: ${JSON.stringify(mistakes[0]?.message)}` : undefined;
  if (isValidationError) return `what is valid is refused as invalid: ${JSON.stringify(errors[0]?.message)}`;
  if (!data || errors.length > 0) return undefined;
  return differenceOf(asked, document, data);
}

async function differenceOf(
  asked: Asked,
  document: NonNullable<ReturnType<typeof parsed>>,
  data: unknown,
): Promise<string | undefined> {
  if (/^\s*mutation\b/m.test(asked.query)) return undefined;
  const expected = await reference.execute(document, asked);
  // The types of a schema have no order of their own.
  const inOrder = /\b__(?:schema|type)\b/.test(asked.query) ? sorted : (value: unknown) => value;
  const [own, other] = [JSON.stringify(inOrder(data)), JSON.stringify(inOrder(expected.data))];
  if (own === other) return undefined;
  const at = [...own].findIndex((character, index) => character !== other[index]);
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 150), at + 150));
  return `answered otherwise: ${around(own)}, not ${around(other)} ${JSON.stringify(expected.errors?.[0]?.message)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)]));
}

function parsed(query: string) {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
