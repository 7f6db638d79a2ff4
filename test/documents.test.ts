import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, type ExecutionResult, isTypeDefinitionNode, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORWARDED } from '../examples/federation/headers.ts';
import type { RegistersQuery } from '../examples/typed/graphql.ts';
import { RATE_VARIABLES } from '../src/config/rates.ts';
import { jsonExample } from '../src/config/env-example.ts';
import { VARIABLES } from '../src/config/variables.ts';
import { policyOf, SOURCES } from '../src/sources/index.ts';
import { readConfig } from '../src/config.ts';
import { MAX_KEY } from '../src/domain/key.ts';
import { MAX_LIST, MAX_VALUES } from '../src/graph-kit/cost.ts';
import { costOf } from '../src/graph-kit/operation-cost.ts';
import { schema } from '../src/graph/schema.ts';
import { OWN_READ } from '../src/domain/access.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from '../src/graph/scopes.ts';
import { portsOf } from '../src/sandbox/index.ts';
import { REGISTERS as SANDBOX_REGISTERS } from '../src/sandbox/registers.ts';
import { CALLER_ENTRIES, CHAPTERS, type Entry } from '../src/sandbox/overview.ts';
import { MAX_MESSAGE } from '../src/server/plugins/use-masking.ts';
import { createPersonHash } from '../src/server/audit/trail.ts';
import { LIMITS } from '../src/server/limits.ts';
import { PROFILES } from '../src/server/profile.ts';
import { MAX_REPETITIONS } from '../src/server/checks/rules.ts';
import { QUIET_MS } from '../src/server/http/drain.ts';
import { SAME_SIGNAL_MS, SHUTDOWN_REST_MS } from '../src/server/http/shutdown.ts';
import { MAX_HELD_BYTES, READING_MS } from '../src/server/http/slow-clients.ts';
import { KEEP_ALIVE_MS, SHUTDOWN_DELAY_MS } from '../src/server/options.ts';
import { MAX_VERIFIKATIONSKODE } from '../src/sources/kontaktinformation/rules.ts';
import { SUB_UNITS_BYTES } from '../src/sources/enhet/adapters/enhetsregisteret/details.ts';
import { CHUNK } from '../src/sources/enhet/adapters/enhetsregisteret/units.ts';
import {
  MAX_PERSONER as KRR_PERSONER,
  MAX_RESPONSE_BYTES as KRR_BYTES,
} from '../src/sources/postkasse/adapters/krr/messages/personer.ts';
import { MAX_PERSONER } from '../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import { MAX_SERTIFIKAT } from '../src/sources/postkasse/certificate.ts';
import { MAX_INTERIM_BYTES } from '../src/wire/http/interim.ts';
import { CALL_POLICY, type CallPolicy } from '../src/wire/http/settings.ts';
import {
  anchorsOf,
  block,
  blocks,
  chapter,
  code,
  FILES,
  linksOf,
  PAPERS,
  ROOT,
  read,
  rows,
} from './documents/papers.ts';
import { OPEN_FINDINGS } from './server/cop.ts';
import { createFiles } from './support/certificates.ts';
import { runCli } from './support/cli.ts';
import { exampleDocuments, type RunningGateway, startGateway } from './support/gateway.ts';

// The papers say what the code does: tables, commands, queries and links are held to it here.

const OPERATIONS = 'docs/operations.md';
const AUDIT = read('docs/audit.md');

let gateway: RunningGateway;
beforeAll(async () => {
  // Short, since some of the sandbox's people never answer; and with retries, since for one of its units they help.
  gateway = await startGateway({ sources: { timeoutMs: 1_000, pausesMs: [1, 1] } });
});
afterAll(() => gateway.close());

async function ask(query: string, variables: object = {}): Promise<{ status: number; answer: ExecutionResult }> {
  const response = await gateway.post({ query, variables });
  return { status: response.status, answer: (await response.json()) as ExecutionResult };
}

const numbersOf = (settings: object): number[] =>
  Object.values(settings).flatMap((value) =>
    typeof value === 'number' ? [value] : typeof value === 'object' && value ? numbersOf(value) : [],
  );

describe('the variables of docs/configuration.md', () => {
  const table = rows(read('docs/configuration.md'), 'Variable');
  const names = table.map((row) => code(row.Variable));
  const policies = SOURCES.map((source) => policyOf(source, readConfig({}).sources));
  const alike = (read: (policy: CallPolicy) => number) => `\`${[...new Set(policies.map(read))].join(' or ')}\``;
  const CALL_DEFAULTS: Readonly<Record<string, string>> = {
    SOURCE_TIMEOUT_MS: alike(({ timeoutMs }) => timeoutMs),
    // Its table is held to the adapters below.
    SOURCE_MAX_CONCURRENT: 'see [Limits](limits.md#towards-the-registers)',
    SOURCE_MAX_SLOW: alike(({ maxSlow }) => maxSlow),
    SOURCE_MAX_WAITING: alike(({ maxWaiting }) => maxWaiting),
    SOURCE_MAX_WAIT_MS: alike(({ maxWaitMs }) => maxWaitMs),
    SOURCE_RETRIES: alike(({ pausesMs }) => pausesMs.length),
    SOURCE_RETRY_BUDGET_PERCENT: alike(({ retryBudgetPercent }) => retryBudgetPercent),
    SOURCE_BREAKER_CALLS: alike(({ breakerCalls }) => breakerCalls),
    SOURCE_BREAKER_FAILURES_PERCENT: alike(({ breakerFailuresPercent }) => breakerFailuresPercent),
    SOURCE_BREAKER_PAUSE_MS: alike(({ breakerPauseMs }) => breakerPauseMs),
    SOURCE_PROXY: '`HTTPS_PROXY` or `HTTP_PROXY`',
  };

  test('are exactly those that the configuration reads', () => {
    expect(names).toEqual(Object.keys(VARIABLES.shape));
  });

  test.each(table)('$Variable has the default that stands there', ({ Variable, Default }) => {
    const name = code(Variable) as keyof typeof VARIABLES.shape;
    if (name === 'SYNTHETIC_PERSONS') {
      expect(Default).toBe('`allow` on the embedded sandbox, else `refuse`');
      expect(readConfig({}).sources.syntheticPersons).toBe(true);
      const real = { ...exampleOf('GRUNNDATA_'), AUTHENTICATION: 'off' };
      expect(readConfig(real).sources.syntheticPersons).toBe(false);
      return;
    }
    if (name === 'AUTHENTICATION') {
      expect(Default).toBe('`off` on the embedded sandbox, else `required`');
      expect(readConfig({}).authentication.required).toBe(false);
      expect(() => readConfig(exampleOf('GRUNNDATA_'))).toThrow('authentication is required');
      return;
    }
    if (name === 'METRICS_PORT') {
      expect(Default).toBe('none; on the embedded sandbox `PORT`');
      expect(readConfig({}).metrics).toEqual({ port: undefined, host: '127.0.0.1' });
      expect(readConfig({ ...exampleOf('GRUNNDATA_'), AUTHENTICATION: 'off' }).metrics).toBeUndefined();
      return;
    }
    if (name === 'METRICS_HOST') {
      expect(Default).toBe('as `HOST`');
      expect(readConfig({ HOST: '127.0.0.2' }).metrics?.host).toBe('127.0.0.2');
      return;
    }
    if (name === 'DOCUMENTS') {
      expect(Default).toBe('the examples’ on the embedded sandbox');
      expect(exampleDocuments().size).toBeGreaterThan(0);
      return;
    }
    if (name in RATE_VARIABLES) {
      const [, number] = /^`(\d+)`; `off` without tokens, and on the embedded sandbox$/.exec(Default ?? '') ?? [];
      const guarded = {
        ...exampleOf('GRUNNDATA_'),
        ...exampleOf('TOKEN_ISSUER'),
        ...exampleOf('TOKEN_AUDIENCE'),
        ...exampleOf('TOKEN_JWKS_URL'),
        ...exampleOf('AUDIT_KEY'),
      };
      expect(numbersOf(readConfig(guarded).rates)).toContain(Number(number));
      for (const unlimited of [{}, { AUTHENTICATION: 'required' }, { ...guarded, AUTHENTICATION: 'off' }])
        expect(numbersOf(readConfig(unlimited).rates)).toEqual([]);
      return;
    }
    // Unset they say nothing: then the adapter of a register may, and only then the gateway.
    if (name in CALL_DEFAULTS) {
      expect(VARIABLES.parse({})[name]).toBeUndefined();
      expect(Default).toBe(CALL_DEFAULTS[name]);
      return;
    }
    const value = VARIABLES.parse({})[name];
    if (Default === 'see below') expect(VARIABLES.shape[name].parse(example(name, Default))).toEqual(value);
    else expect(Default).toBe(value === undefined ? '' : `\`${value}\``);
  });

  test.each(table)('the example of $Variable is one', ({ Variable, Example }) => {
    const name = code(Variable) as keyof typeof VARIABLES.shape;
    const { error } = VARIABLES.shape[name].safeParse(example(name, Example));
    // The one file that is read as a variable is, and that the example cannot bring along.
    if (name === 'TOKEN_JWKS_FILE') expect(error?.issues[0]?.message).toBe('the file cannot be read');
    else expect(error).toBeUndefined();
  });

  test('with the examples, all registers are configured', () => {
    const environment: Record<string, string> = {
      ...exampleOf('STAR_'),
      ...exampleOf('POSTKASSE_'),
      ...exampleOf('KONTAKT'),
      // The example is the other choice than the default, beside which the SOAP service has no address.
      KONTAKTREGISTER_SOURCE: '',
      ...exampleOf('GRUNN'),
      ...exampleOf('TOKEN_'),
      ...exampleOf('AUDIT_'),
    };
    const { sandbox, sources, authentication } = readConfig(withoutFiles(environment));
    expect(sandbox).toBe(false);
    expect(Object.keys(sources)).toEqual(expect.arrayContaining(['kontaktinformation', 'postkasse', 'enhet']));
    expect(authentication.issuers[0]?.issuer).toBe(environment.TOKEN_ISSUER);
  });

  test('a file that is missing is one line, as the paper says', () => {
    const environment = { ...exampleOf('STAR_'), AUTHENTICATION: 'off', STAR_CA: '' };
    expect(() => readConfig(environment)).toThrow(/has 1 mistake\(s\):\n {2}- STAR_CLIENT_CERT: there is no such file/);
  });

  test('a real STAR is not asked with placeholders, and all three groups are named', () => {
    const confirmed = withoutFiles(exampleOf('STAR_'));
    const unconfirmed = {
      ...confirmed,
      STAR_KODELISTER: confirmed.STAR_KODELISTER?.replace('true', 'false'),
      STAR_ORGANISATIONSTYPER: '',
      STAR_METADATA_HEADERS: '',
      AUTHENTICATION: 'off',
    };
    expect(() => readConfig(unconfirmed)).toThrow(/STAR_KODELISTER.*STAR_ORGANISATIONSTYPER.*STAR_METADATA_HEADERS/);
  });

  /** What stands in the cell, or in the block of JSON that is too wide for it, under the variable's name. */
  function example(name: string, cell: string | undefined): string {
    if (cell !== 'see below') return code(cell);
    return jsonExample(read('docs/configuration.md'), name);
  }

  function exampleOf(prefix: string): Record<string, string> {
    const wanted = table.filter((row) => code(row.Variable).startsWith(prefix));
    return Object.fromEntries(wanted.map((row) => [code(row.Variable), example(code(row.Variable), row.Example)]));
  }

  function withoutFiles(environment: Record<string, string>): Record<string, string> {
    const isFile = (name: string) => /^STAR_CLIENT|(POSTKASSE|KONTAKTREGISTER)_(CERT|KEY)|_CA$|_FILE$/.test(name);
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !isFile(name)));
  }
});

describe('the scopes and callers of docs/security.md', () => {
  const text = read('docs/security.md');

  test('the table is the one in force', () => {
    const table = rows(text, 'Scope').map(({ Scope, Fields = '' }) => [code(Scope), Fields.split(', ').map(code)]);
    const inForce = ALL_SCOPES.map((scope) => [
      scope,
      Object.keys(OPERATION_FIELDS).filter((field) => OPERATION_FIELDS[field]?.scope === scope),
    ]);
    const own = Object.keys(OPERATION_FIELDS).filter((field) => /^Innbygger\.|^Query\.innsynslogg$/.test(field));
    expect(table).toEqual([...inForce, [OWN_READ, own]]);
  });

  test.each(rows(text, '`x-sandbox-caller`'))('$Shows: $Answer', async (row) => {
    const cpr = code(row['asks for `kontaktinformation` of']);
    const query = 'query Matrix($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { __typename } } }';
    const headers = { 'x-sandbox-caller': code(row['`x-sandbox-caller`']) };
    const answer = (await (await gateway.post({ query, variables: { cpr } }, headers)).json()) as ExecutionResult;
    expect(answer.data).toEqual({ borger: { kontaktinformation: { __typename: code(row.Answer) } } });
  });
});

test('the write of docs/frontend.md gives the printed answer and the printed audit record', async () => {
  const text = chapter('## Writes', 'docs/frontend.md');
  const request = JSON.parse(/-d '(.*)'\s*$/s.exec(block(text, 'sh'))?.[1] ?? '');
  const once = await startGateway();
  try {
    expect(await (await once.post(request)).json()).toEqual(JSON.parse(block(text, 'json')));
    const record = JSON.parse(block(AUDIT, 'json'));
    const [written = {}] = once.audit();
    expect(Object.keys(written)).toEqual(Object.keys(record));
    const { time, requestId, person } = written;
    expect(written).toEqual({ ...record, time, requestId, person });
    const key = /^AUDIT_KEY=(\S+)/m.exec(block(AUDIT, 'sh'))?.[1] ?? '';
    expect(record.person).toBe(createPersonHash(key)({ kind: 'cpr', identifikator: request.variables.input.cpr }));
  } finally {
    await once.close();
  }
});

describe('the limits of docs/limits.md', () => {
  const table = rows(read('docs/limits.md'), 'Limit').filter((row) => row.Code !== undefined);
  const values = (count: number) => JSON.stringify(Array.from({ length: count }, () => '700000001'));
  const times = (count: number, field: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => field(n)).join(' ');

  /** For each code: the number in force, the variable that sets it, and an operation that goes just past it. */
  const LIMIT: Record<string, { number: number; variable?: string; past: (n: number) => string }> = {
    BODY_TOO_LARGE: {
      number: LIMITS.bodyBytes,
      variable: 'MAX_BODY_BYTES',
      past: (n) => `{ __typename } #${' '.repeat(n)}`,
    },
    TOO_MANY_TOKENS: {
      number: LIMITS.tokens,
      variable: 'MAX_TOKENS',
      past: (n) => `{ ${times(n, () => '__typename')} }`,
    },
    TOO_DEEP: {
      number: LIMITS.depth,
      variable: 'MAX_DEPTH',
      past: (n) =>
        `{ enhet(organisasjonsnummer: "1") { basisdata ${times(n, () => '{ ... on EnhetErBedrift { juridiskEnhet { basisdata')} { __typename } ${times(n, () => '} } }')} } }`,
    },
    TOO_MANY_ALIASES: {
      number: LIMITS.aliases,
      variable: 'MAX_ALIASES',
      past: (n) => `{ ${times(n + 1, (index) => `a${index}: __typename`)} }`,
    },
    TOO_MANY_REPETITIONS: {
      number: MAX_REPETITIONS,
      past: (n) => `{ ${times(n + 1, () => '__typename')} }`,
    },
    TOO_MANY_VALUES: {
      number: MAX_LIST,
      past: (n) => `{ enheter(organisasjonsnumre: ${values(n + 1)}) { organisasjonsnummer } }`,
    },
    TOO_MANY_VALUES_IN_ALL: {
      number: MAX_VALUES,
      past: (n) =>
        `{ ${times(n / MAX_LIST, (index) => `a${index}: enheter(organisasjonsnumre: ${values(MAX_LIST)}) { __typename }`)} enheter(organisasjonsnumre: "1") { __typename } }`,
    },
    TOO_MANY_CALLS: {
      number: LIMITS.calls,
      variable: 'MAX_CALLS',
      past: (n) =>
        `{ enheter(organisasjonsnumre: ${values(n)}) { basisdata { __typename } } enhet(organisasjonsnummer: "1") { basisdata { __typename } } }`,
    },
    TOO_MANY_FIELDS: {
      number: LIMITS.fields,
      variable: 'MAX_FIELDS',
      past: (n) =>
        `{ ${times(3, (list) => `l${list}: enheter(organisasjonsnumre: ${values(MAX_LIST)}) { ${times(Math.ceil(n / MAX_VALUES), () => '__typename')} }`)} }`,
    },
    ANSWER_TOO_LARGE: {
      number: LIMITS.answerBytes,
      variable: 'MAX_RESPONSE_BYTES',
      past: (n) => `{ enheter(organisasjonsnumre: ${values(MAX_LIST)}) { ${'a'.repeat(n / MAX_LIST)}: __typename } }`,
    },
  };

  test('are all there', () => {
    expect(table.map((row) => code(row.Code)).sort()).toEqual(Object.keys(LIMIT).sort());
  });

  test.each(table)('$Code is the number in force, and what the gateway answers past it', async (row) => {
    const limit = LIMIT[code(row.Code)];
    expect(Number(row.Number)).toBe(limit?.number);
    expect(row.Variable).toBe(limit?.variable === undefined ? '' : `\`${limit.variable}\``);
    const { status, answer } = await ask(limit?.past(Number(row.Number)) ?? '');
    expect([status, answer.errors?.[0]?.extensions?.code]).toEqual([Number(row.HTTP), code(row.Code)]);
  });

  test('hold for each text', () => {
    const characters = rows(read('docs/limits.md'), 'Text').map((row) => Number(row.Characters));
    expect(read('docs/limits.md')).toContain(`has at most ${MAX_KEY} characters`);
    expect(characters).toEqual([
      constant('src/sources/enhet/reads.ts', 'MAX_SOEKESTRENG'),
      constant('src/sources/enhet/reads.ts', 'MAX_ORGANISASJONSFORM'),
      constant('src/sources/kontaktinformation/rules.ts', 'MAX_TELEFON'),
      constant('src/sources/kontaktinformation/rules.ts', 'MAX_EMAIL') / 2,
      constant('src/sources/kontaktinformation/rules.ts', 'MAX_EMAIL'),
      MAX_VERIFIKATIONSKODE,
      constant('src/sources/postkasse/writes.ts', 'MAX_ADRESSE'),
      MAX_SERTIFIKAT,
    ]);
  });

  test('the longest message is as the text says', () => {
    expect(read('docs/limits.md')).toContain(`at most ${MAX_MESSAGE} characters, whatever value it repeats`);
  });

  test.each(rows(read('docs/limits.md'), 'Query'))('$Query costs what stands there', ({ Query, Calls }) => {
    const document = parse(code(Query));
    expect(validate(schema, document)).toEqual([]);
    expect(costOf(document, schema, undefined, {}).calls).toBe(Number(Calls));
  });

  const FOLDERS = {
    STAR: 'kontaktinformation/adapters/star',
    Oppslagstjenesten: 'postkasse/adapters/oppslagstjenesten',
    grunndata: 'enhet/adapters/grunndata',
  } as const;
  const towards = rows(read('docs/limits.md'), 'Limit').filter((row) => row.STAR !== undefined);

  test.each(Object.entries(FOLDERS))('%s is asked with the numbers of its folder', (register, folder) => {
    const numberOf = (limit: string) => Number(towards.find((row) => row.Limit === limit)?.[register]);
    expect(numberOf('Calls at once')).toBe(constant(`src/sources/${folder}/connect.ts`, 'MAX_CONCURRENT'));
    expect(numberOf('Bytes of a response, unzipped')).toBe(
      constant(`src/sources/${folder}/connect.ts`, 'MAX_RESPONSE_BYTES'),
    );
    expect(numberOf('Keys in one call')).toBe(1);
  });

  const REST = {
    KRR: { folder: 'postkasse/adapters/krr', bytes: KRR_BYTES, keys: KRR_PERSONER },
    Enhetsregisteret: { folder: 'enhet/adapters/enhetsregisteret', bytes: SUB_UNITS_BYTES, keys: CHUNK },
  };

  test.each(Object.entries(REST))('%s is asked with the numbers of its folder', (register, { folder, bytes, keys }) => {
    const numberOf = (limit: string) => Number(towards.find((row) => row.Limit === limit)?.[register]);
    expect(numberOf('Calls at once')).toBe(constant(`src/sources/${folder}/connect.ts`, 'MAX_CONCURRENT'));
    expect(numberOf('Bytes of a response, unzipped')).toBe(bytes);
    expect(numberOf('Bytes of interim answers, 1xx')).toBe(MAX_INTERIM_BYTES);
    expect(numberOf('Keys in one call')).toBe(keys);
  });

  test('the hooks stand at the ports that the text says', () => {
    const text = read('docs/sandbox.md').replace(/\s+/g, ' ');
    const names = ['STAR', 'Oppslagstjenesten', 'grunndata', 'Enhetsregisteret', 'Maskinporten', 'KRR'];
    expect(SANDBOX_REGISTERS.map(({ title }, index) => title.startsWith(names[index] ?? '?'))).toEqual(
      names.map(() => true),
    );
    for (const [index, name] of names.entries()) {
      expect(text).toMatch(new RegExp(`${name}[^.,]*(?:\\([^)]*\\))? ${portsOf(index, 4100).hooks}\\b`));
    }
  });

  test('HentPersoner, sokEnhet and the pauses are as the text says', () => {
    const text = read('docs/limits.md').replace(/\s+/g, ' ');
    expect(text).toContain(`HentPersoner takes up to ${MAX_PERSONER} people`);
    expect(text).toContain(`\`maksTreff\` is at most ${constant('src/sources/enhet/reads.ts', 'MAX_TREFF')}.`);
    expect(text).toContain(
      `after ${CALL_POLICY.pausesMs.map((ms) => ms / 1000).join(' and ')} seconds, give or take a fifth`,
    );
    expect(constant('src/wire/http/retry.ts', 'JITTER')).toBe(1 / 5);
  });

  test('what a client may hold is as the text says', () => {
    const text = read('docs/limits.md').replace(/\s+/g, ' ');
    expect(text).toContain(`and ${READING_MS / 1000} seconds in which the answer may still be read`);
    expect(text).toContain(`at most ${MAX_HELD_BYTES} bytes in all`);
  });

  test('the issuer’s keys are no longer than the text says', () => {
    const text = read('docs/security.md').replace(/\s+/g, ' ');
    expect(text).toContain(`at most ${constant('src/server/callers/fetch-keys.ts', 'MAX_KEYS_BYTES')} bytes`);
  });

  test('how long a restart takes is as the text says', () => {
    const text = read(OPERATIONS).replace(/\s+/g, ' ');
    const seconds = (ms: number) => `${ms / 1_000} seconds`;
    const whole = SHUTDOWN_DELAY_MS + readConfig({}).deadlineMs + SHUTDOWN_REST_MS;
    for (const said of [
      `has come within the last ${QUIET_MS} ms`,
      `${seconds(READING_MS)} later connections that have not read their answers are reset`,
      `+ ${seconds(SHUTDOWN_REST_MS)}, which are ${seconds(whole)} by default`,
      `the default of ${seconds(SHUTDOWN_DELAY_MS)}`,
      `${seconds(KEEP_ALIVE_MS)} by default, and a client is told so (\`Keep-Alive: timeout=${KEEP_ALIVE_MS / 1_000}\`)`,
    ])
      expect(text).toContain(said);
    const grace = Number(/terminationGracePeriodSeconds: (\d+)/.exec(text)?.[1]);
    expect(grace * 1_000).toBeGreaterThan(whole);
    expect(SAME_SIGNAL_MS).toBe(1_000);
    expect(text).toContain('The same signal within a second of the first');
  });

  test('what waits to be written is as the texts say', () => {
    const waits = (file: string) => `at most ${constant(file, 'MAX_WAITING_BYTES')} bytes`;
    expect(AUDIT.replace(/\s+/g, ' ')).toContain(waits('src/server/audit/journal.ts'));
    expect(chapter('## Health and logs', OPERATIONS).replace(/\s+/g, ' ')).toContain(waits('src/server/logging.ts'));
    expect(constant('src/server/audit/line-writer.ts', 'STALLED_MS')).toBe(5_000);
  });

  /** The value of a constant that a file keeps to itself: a product of numbers. */
  function constant(file: string, name: string): number {
    const product = new RegExp(`const ${name} = ([\\d_. *]+);`).exec(read(file))?.[1];
    if (product === undefined) throw new Error(`${file} has no ${name}`);
    return product.split('*').reduce((value, factor) => value * Number(factor.replaceAll('_', '')), 1);
  }
});

test('what the sandbox is stricter in is made milder by settings that there are', () => {
  const [, text = ''] = /\n## Stricter than the registers\n(.*?)\n## /s.exec(read('src/sandbox/README.md')) ?? [];
  const named = [...text.matchAll(/\(([^)]*`[^)]*)\)/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/`(\w+)/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(10);
  const registers = ['kontaktinformation', 'postkasse', 'enhet', 'maskinporten', 'krr'];
  const folders = [...registers.map((name) => `${name}/settings`), 'postkasse/index'];
  const settings = folders.map((file) => read(`src/sandbox/${file}.ts`)).join('\n');
  for (const name of named) expect(settings).toMatch(new RegExp(`\\b${name}\\b`));
});

describe('the profiles of docs/security.md', () => {
  const text = chapter('## Profiles', 'docs/security.md');

  test('are those that there are', () => {
    const table = rows(text, '`PROFILE`').map((row) => [
      code(row['`PROFILE`']),
      {
        freeText: row['Documents as text'] === 'yes',
        introspection: row.Introspection === 'yes',
        graphiql: row.GraphiQL === 'yes',
        guidance: row['Helpful refusals'] === 'yes',
        simpleGet: row['GET without a header'] === 'yes',
        defer: row['Answers in parts'] === 'yes',
      },
    ]);
    expect(Object.fromEntries(table)).toEqual(PROFILES);
  });

  test('let graphql-cop find in the open one what stands there', () => {
    const sentence = /it finds what is meant to be there: (.*?)\.\n/s.exec(text)?.[1] ?? '';
    expect([...sentence.matchAll(/`(\w+)`/g)].map(([, id]) => id)).toEqual(OPEN_FINDINGS);
  });
});

describe('the persisted documents of docs/frontend.md', () => {
  const text = chapter('## Persisted documents', 'docs/frontend.md');

  test('refuse with what stands there', async () => {
    const production = await startGateway({ profile: PROFILES.production, documents: exampleDocuments() });
    const router = await startGateway({ profile: PROFILES.subgraph });
    const unknown = `sha256:${'0'.repeat(64)}`;
    const requests: Record<string, () => Promise<Response>> = {
      PERSISTED_QUERY_NOT_FOUND: () => production.post({ documentId: unknown }),
      PERSISTED_QUERY_NOT_SUPPORTED: () => router.post({ extensions: { persistedQuery: { sha256Hash: unknown } } }),
      INVALID_DOCUMENT_ID: () => production.post({ documentId: unknown, query: '{ __typename }' }),
      PERSISTED_DOCUMENTS_ONLY: () => production.post({ query: '{ __typename }' }),
      INTROSPECTION_DISABLED: () => router.post({ query: '{ __schema { description } }' }),
      PREFLIGHT_REQUIRED: () => fetch(`${router.url}/graphql?query={__typename}`),
    };
    try {
      const table = rows(text, 'What is wrong').map(({ Code, HTTP }) => [code(Code), Number(HTTP)]);
      const answered = Object.entries(requests).map(async ([, ask]) => {
        const response = await ask();
        const { errors } = (await response.json()) as ExecutionResult;
        return [errors?.[0]?.extensions?.code, response.status];
      });
      expect(await Promise.all(answered)).toEqual(table);
    } finally {
      await production.close();
      await router.close();
    }
  });

  test('answer the GET that stands there', async () => {
    const production = await startGateway({ profile: PROFILES.production, documents: exampleDocuments() });
    try {
      const command = block(text, 'sh');
      const [header = '', value = ''] = /-H '([\w-]+): (\w+)'/.exec(command)?.slice(1) ?? [];
      const stored = JSON.parse(read(/require\("\.\/(.*?)"\)/.exec(command)?.[1] ?? '')) as Record<string, string>;
      const first = Object.keys(stored).find((id) => stored[id]?.startsWith('query Basisdata(')) ?? '';
      const variables = /variables=(.*?)'/.exec(command)?.[1] ?? '';
      const address = new URLSearchParams({ documentId: first, variables });
      const response = await fetch(`${production.url}/graphql?${address}`, { headers: { [header]: value } });
      const { data } = (await response.json()) as ExecutionResult<{ enhet: { basisdata: { navn: string } } }>;
      expect(data?.enhet.basisdata.navn).toEqual(expect.any(String));
    } finally {
      await production.close();
    }
  });
});

describe('docs/federation.md', () => {
  const text = read('docs/federation.md');

  test('names the entities and their keys', () => {
    const keys = [...read('schema/subgraph.graphql').matchAll(/^type (\w+).*@key\(fields: "(\w+)"/gm)];
    expect(rows(text, 'Entity').map(({ Entity, Key }) => [code(Entity), code(Key)])).toEqual(
      keys.map(([, name, key]) => [name, key]),
    );
  });

  test('names the types that others may answer', () => {
    const named = /## Shared types[^:]*: ([^.]*)\./.exec(text)?.[1]?.split(',');
    expect(named?.map((name) => code(name.trim()))).toEqual(
      [...read('schema/subgraph.graphql').matchAll(/^type (\w+).*@shareable/gm)].map(([, name]) => name),
    );
  });

  test('names the headers that the example forwards, and the ports that it takes', () => {
    expect(rows(text, 'Header').map(({ Header }) => code(Header))).toEqual(FORWARDED.registergraf);
    const ports = [...read('examples/federation/start.ts').matchAll(/read\('(\w+)', (\d+)\)/g)];
    expect(ports.length).toBe(3);
    for (const [, variable, port] of ports) {
      expect(text).toContain(`\`${variable}\``);
      expect(text).toContain(port);
    }
  });

  test('tells how many keys one list may hold', () => {
    expect(text.replace(/\s+/g, ' ')).toContain(`at most ${MAX_LIST} keys, and an operation ${MAX_VALUES} in all`);
  });
});

describe('the first query of the README', () => {
  const text = chapter('## A first query', 'README.md');
  const request = () => JSON.parse(/-d '(.*)'\s*$/s.exec(block(text, 'sh'))?.[1] ?? '');

  test('gives the printed answer, the printed log line and the printed state', async () => {
    await using once = await startFresh();
    const before = once.lines.length;
    const answer = await (await once.post(request())).json();
    expect(answer).toEqual(JSON.parse(block(text, 'json')));

    const [state, line] = blocks(chapter('## Health and logs', OPERATIONS), 'json').map((json) => JSON.parse(json));
    await expect.poll(() => once.lines.length).toBe(before + 1);
    const logged = JSON.parse(once.lines.at(-1) ?? '');
    expect(Object.keys(logged)).toEqual(Object.keys(line));
    const times = { GRUNNDATA: expect.any(Number), OPPSLAGSTJENESTEN: expect.any(Number) };
    const changing = { time: expect.any(String), requestId: expect.any(String), durationMs: expect.any(Number) };
    expect(logged).toEqual({ ...line, ...changing, wireMs: times, waitedMs: times });

    // Sources that have come later are not in the example.
    const ready = (await (await fetch(`${once.url}/health/ready`)).json()) as typeof state;
    expect({ ...ready, sources: ready.sources.slice(0, state.sources.length) }).toEqual(state);
  });

  test('gives the printed failure when the business register is down, and the mailbox all the same', async () => {
    await using once = await startFresh();
    once.sandbox.enhet.outage = 'unavailable';
    const { data, errors } = (await (await once.post(request())).json()) as ExecutionResult<{
      innbygger: { kontaktregister: { digitalPost: { postkasseadresse: string } } };
      enhet: { basisdata: object };
    }>;
    expect(data?.enhet.basisdata).toEqual(
      JSON.parse(block(chapter('## When a register fails', 'docs/frontend.md'), 'json')),
    );
    expect(data?.innbygger.kontaktregister.digitalPost.postkasseadresse).toBe('test.person#S02A');
    expect(errors).toBeUndefined();
  });

  async function startFresh(): Promise<RunningGateway & AsyncDisposable> {
    const fresh = await startGateway();
    return Object.assign(fresh, { [Symbol.asyncDispose]: () => fresh.close() });
  }
});

describe('the people and units of docs/sandbox.md', () => {
  const TABLES = CHAPTERS.map(({ root: noun, ...chapter }) => ({ noun, ...chapter }));

  test.each(TABLES)('by $key are those of the overview', ({ key, entries }) => {
    const written = rows(read('docs/sandbox.md'), `\`${key}\``);
    expect(written.map((row) => toEntry(row, `\`${key}\``, 'Ask for'))).toEqual(entries);
  });

  test('and so are the callers', () => {
    const [key, about] = ['`x-sandbox-caller`', 'asks for `kontaktinformation` of'];
    expect(rows(read('docs/security.md'), key).map((row) => toEntry(row, key, about))).toEqual(CALLER_ENTRIES);
  });

  function toEntry(row: Record<string, string>, key: string, about: string): Entry {
    return { key: code(row[key]), ask: code(row[about]), answer: code(row.Answer), shows: row.Shows ?? '' };
  }

  const people = TABLES.flatMap(({ key, noun, entries }) =>
    entries.map(({ key: value, ask, answer }) => ({ question: `${noun}(${key}: "${value}") { ${ask}`, answer })),
  );

  test.each(people)('$question } is answered $answer', async ({ question, answer: expected }) => {
    const { answer } = await ask(`{ noun: ${question} { __typename } } }`);
    const noun = (answer.data?.noun ?? {}) as Record<string, { __typename: string }>;
    expect(Object.values(noun).map(({ __typename }) => __typename)).toEqual([expected]);
  });
});

test('every operation in a paper is one of this graph', () => {
  const parsed = PAPERS.flatMap((paper) => blocks(read(paper), 'graphql').map((text) => parse(text)));
  const isSchema = ({ definitions }: DocumentNode) => definitions.some(isTypeDefinitionNode);
  // A subgraph of somebody else's: test/federation/start.test.ts composes it.
  expect(parsed.filter(isSchema).length).toBe(1);
  const documents = parsed.filter((document) => !isSchema(document));
  expect(documents).not.toEqual([]);
  for (const document of documents) expect(validate(schema, document)).toEqual([]);
});

test('the switch of docs/frontend.md is the one that is compiled here', () => {
  const example = block(chapter('## How to read an answer', 'docs/frontend.md'), 'ts');
  expect(read('test/documents.test.ts')).toContain(`\n${example}`);
  expect(describeMailbox({ ...FEIL, __typename: 'KildeUtilgjengelig', proevIgjenOm: null })).toBe(
    'Try again in a while.',
  );
  expect(() => describeMailbox({ __typename: 'Nyt' } as never)).toThrow('not handled');
});

const FEIL = {
  kode: '',
  melding: '',
  betydning: '',
  kilde: 'OPPSLAGSTJENESTEN',
  opphav: 'KILDE',
  kanProevesIgjen: true,
  avledet: false,
} as const;

// The paper's example, letter by letter: the compiler tells when a member is missing from it.
type Kontaktregister = NonNullable<NonNullable<RegistersQuery['innbygger']>['kontaktregister']>;

function describeMailbox(answer: Kontaktregister): string {
  switch (answer.__typename) {
    case 'Kontaktregisteroppfoering':
      return answer.digitalPost ? 'Has a digital mailbox.' : 'Has no digital mailbox.';
    case 'BrukerIkkeFunnet':
      return 'Is not in the contact register.';
    case 'UgyldigPersonnummer':
      return 'That is not a valid number.';
    case 'KildeUtilgjengelig':
      return answer.kanProevesIgjen ? 'Try again in a while.' : 'Not available.';
    case 'UdokumentertFeil':
      return `The register said ${answer.kode}.`;
    default:
      return unhandled(answer);
  }
}

function unhandled(answer: never): never {
  throw new Error(`a member of the union is not handled: ${String(answer)}`);
}

describe('the typed frontend of docs/frontend.md', () => {
  const text = chapter('## The package', 'docs/frontend.md');
  const { name, version, exports } = JSON.parse(read('client/package.json')) as {
    readonly name: string;
    readonly version: string;
    readonly exports: object;
  };

  test('imports what the package exports', () => {
    const names = Object.keys(exports).map((path) => path.replace('.', name));
    expect(rows(text, 'Import').map((row) => code(row.Import))).toEqual(
      names.filter((path) => path !== `${name}/package.json`),
    );
  });

  test('is packed under the name that npm gives it', () => {
    const recipe = chapter('## From nothing to typed answers', 'docs/frontend.md');
    expect(block(recipe, 'sh')).toContain(`/${name}-${version}.tgz"`);
  });

  test('is the one that is compiled and run by the tests of the client', () => {
    const examples = ['headline', 'explain'].map((name) => read(`examples/typed-client/${name}.ts`));
    expect(blocks(text, 'ts')).toEqual(examples);
  });
});

describe('the commands of the papers', () => {
  const BUILT_IN = new Set(['install', 'ci', 'init', 'link', 'pack', 'pkg']);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = PAPERS.flatMap((paper) => {
    const lines = blocks(read(paper), 'sh').flatMap((text) => text.split('\n'));
    const cells = [...read(paper).matchAll(/`(npm [^`]+)`/g)].map(([, command]) => command ?? '');
    return [...lines, ...cells].flatMap((line) => line.split('&&')).map((line) => line.trim());
  }).filter((command) => command.startsWith('npm '));

  test.each([...new Set(commands)])('%s exists', (command) => {
    const [, verb = '', name = ''] = command.split(/\s+/).filter((word) => word !== '--silent');
    if (BUILT_IN.has(verb)) return;
    expect(scripts).toHaveProperty([verb === 'run' ? name : verb]);
  });

  test('name every script, but what only other scripts call', () => {
    const named = new Set(commands.map((command) => command.replace(/^npm (run )?/, '').split(/\s/)[0]));
    const called = Object.values(scripts).join(' ');
    const unnamed = Object.keys(scripts).filter(
      // npm runs prepack before pack.
      (script) => !named.has(script.replace(/^pre/, '')) && !called.includes(`npm run ${script}`),
    );
    expect(unnamed).toEqual([]);
  });

  test('are those of CI, too', () => {
    expect(read('.ci/run')).toContain('npm run check');
    expect(read('.ci/run')).toContain('npm run test:browser');
    expect(read('.ci/run')).toContain('npm run test:differential');
    expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).not.toBe(0);
  });
});

describe('docs/command-line.md', { timeout: 60_000 }, () => {
  const text = read('docs/command-line.md');
  const files = createFiles();
  afterAll(() => files[Symbol.dispose]());
  const env = { SANDBOX_ISSUER_KEY: files.path('issuer.json') };

  test('has every command, and no other', async () => {
    const named = rows(text, 'Command').map(({ Command }) => code(Command));
    const helps = await Promise.all(
      [['--help'], ['schema', '--help'], ['document', '--help']].map((words) => runCli(words)),
    );
    const [all = [], ofSchema = [], ofDocument = []] = helps.map(({ stdout }) => {
      const list = /^Commands:\n((?: {2}.*\n)+)/m.exec(stdout)?.[1] ?? '';
      return [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
    });
    const subs: Readonly<Record<string, readonly string[]>> = { schema: ofSchema, document: ofDocument };
    expect(named).toEqual(all.flatMap((name) => subs[name]?.map((sub) => `${name} ${sub}`) ?? name));
  });

  const lines = PAPERS.flatMap((paper) => blocks(read(paper), 'sh').flatMap((sh) => sh.split('\n'))).filter((line) =>
    line.startsWith('npx registergraf '),
  );

  test.each(lines)('%s runs, and succeeds', async (line) => {
    // Words, and what stands in single quotes: no shell is needed for more.
    const words = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { code, stdout, stderr } = await runCli(words.slice(2), { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toBe('');
  });

  test('has the exit codes of ask, and what it says of an error', async () => {
    const { stdout } = await runCli(['ask', '--help']);
    const told = /^Exit codes:\n((?: {2}.*\n)+)/m.exec(stdout)?.[1]?.replace(/\n {5}/g, ' ') ?? '';
    const table = rows(text, 'Exit code').map(
      (row) => [code(row['Exit code']), (row['`ask`'] ?? 'no meaning stands there').toLowerCase()] as const,
    );
    for (const [exitCode, meaning] of table) {
      expect(told.toLowerCase()).toContain(`${exitCode}  ${meaning.replace(', each told on a line of its own', '')}`);
    }
    const variables = JSON.stringify({ organisasjonsnummer: '700010007' });
    const failed = await runCli(['ask', 'Basisdata', '--sandbox', '--variables', variables]);
    expect(failed).toMatchObject({ code: 3, stderr: block(text, 'text') });
  });
});

describe('the links of the papers', () => {
  test.each(PAPERS.flatMap(linksOf))('$target in $paper leads somewhere', ({ path, anchor }) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(read(path))).toContain(anchor);
  });
});

describe('the project stands alone', () => {
  // Put together here, or this file would be the one that is found.
  const FORBIDDEN = [
    new RegExp(`\\.\\./${'shared'}\\b`),
    new RegExp(`(?<![\\w.:/-])/(?:${['work', 'tmp', 'root'].join('|')})(?![\\w-])`),
    new RegExp(`registry\\.[a-z]+js\\.${'org'}`),
  ];

  test('the patterns find what they are for', () => {
    const found = [`../${'shared'}/design`, `cd /${'work'}/main`, `"/${'tmp'}"`, `=/${'root'}/.cache`];
    for (const text of found) expect(FORBIDDEN.some((pattern) => pattern.test(text))).toBe(true);
    expect(FORBIDDEN.some((pattern) => pattern.test(`https://example.org/${'work'} src/${'root'}/x`))).toBe(false);
  });

  test('no file names a place outside it', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(FILES.filter((file) => FORBIDDEN.some((pattern) => pattern.test(read(file))))).toEqual([]);
  });
});

test('every source has the files that every source has', () => {
  const folders = readdirSync(join(ROOT, 'src/sources'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.length).toBeGreaterThanOrEqual(3);
  for (const { name } of folders) {
    const files = readdirSync(join(ROOT, 'src/sources', name));
    const wanted = [
      'README.md',
      'adapters',
      'codes.ts',
      'graph.ts',
      'outcome.ts',
      'reads.ts',
      'source.ts',
      `${name}.ts`,
    ];
    expect(files, name).toEqual(expect.arrayContaining(wanted));
    const adapters = readdirSync(join(ROOT, 'src/sources', name, 'adapters'));
    expect(adapters, name).not.toEqual([]);
    for (const adapter of adapters) {
      const inside = readdirSync(join(ROOT, 'src/sources', name, 'adapters', adapter));
      // A copy speaks no protocol: it keeps what the register has written, for the adapter that reads that.
      const usual = adapter === 'copy' ? ['store.ts'] : ['client.ts', 'messages'];
      expect(inside, adapter).toEqual(expect.arrayContaining(usual));
    }
  }
});

test('every decision is numbered in turn, and has its three parts', () => {
  const decisions = readdirSync(join(ROOT, 'docs/decisions')).sort();
  expect(decisions.length).toBeGreaterThan(0);
  decisions.forEach((file, index) => {
    expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z-]+\\.md$`));
    const headings = [...read(`docs/decisions/${file}`).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([expect.stringMatching(`^${index + 1}\\. `), 'Context', 'Decision', 'Consequences']);
  });
});
