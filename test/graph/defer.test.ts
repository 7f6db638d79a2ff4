import { readFileSync } from 'node:fs';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { print } from 'graphql';
import { matchResultat } from 'registergraf-client';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PageInPartsDocument } from '../../examples/typed/graphql.ts';
import { MAX_DEFERRED } from '../../src/graph-kit/defer.ts';
import { schema } from '../../src/graph/schema.ts';
import { documentId, unfit } from '../../src/server/documents/documents.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { exampleDocuments, type GatewaySettings, type RunningGateway, startGateway } from '../support/gateway.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { allParts, APOLLO_ACCEPT, deferAll, mergeParts, readParts } from '../support/parts.ts';
import { PATIENCE, SOON_MS, TOO_LONG_MS } from '../support/patience.ts';
import { REACHED, readOf } from './codes.ts';

const PAPER = readFileSync(new URL('../../docs/frontend.md', import.meta.url), 'utf8');

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

/** Another gateway, for one test. */
async function start(settings: GatewaySettings = {}): Promise<RunningGateway> {
  const own = await startGateway(settings);
  onTestFinished(() => own.close());
  return own;
}

const PAGE = `query Page($defer: Boolean! = true) {
  borger(cpr: "0101505006") { kontaktinformation { __typename } }
  enhet(organisasjonsnummer: "700000001") {
    organisasjonsnummer
    ... @defer(if: $defer, label: "unit") { basisdata { __typename ... on Basisdata { navn } ... on Registerfeil { kode } } }
  }
}`;
const FIRST = {
  borger: { kontaktinformation: { __typename: 'Kontaktinformationer' } },
  enhet: { organisasjonsnummer: '700000001' },
};
const BASISDATA = { __typename: 'Basisdata', navn: 'FULLSTENDIG SANDKASSE AS' };
const WHOLE = { data: { ...FIRST, enhet: { ...FIRST.enhet, basisdata: BASISDATA } } };

const asked = (query: string, variables: object = {}, accept = APOLLO_ACCEPT) =>
  gateway.post({ query, variables }, { accept });
const ask = async (query: string, variables?: object) => allParts(await asked(query, variables));

describe('a fragment with @defer', () => {
  test('comes later than the others, with its label and its path', async () => {
    const response = await asked(PAGE);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await allParts(response)).toEqual([
      { data: FIRST, hasNext: true },
      { incremental: [{ data: { basisdata: BASISDATA }, path: ['enhet'], label: 'unit' }], hasNext: false },
    ]);
  });

  test('of a register that never answers holds nothing else: the first part is there while it is waited for', async () => {
    gateway.sandbox.enhet.outage = 'silent';
    const response = await asked(PAGE);
    const parts = readParts(response);
    const began = performance.now();
    expect((await parts.next()).value).toEqual({ data: FIRST, hasNext: true });
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(gateway.sandbox.enhet.traffic().calls).toBeGreaterThan(0);
    await parts.return(undefined);
  });

  test('answers KildeUtilgjengelig, with its own errors and no other, where the register is down', async () => {
    gateway.sandbox.enhet.outage = 'unavailable';
    const [first, second] = await ask(PAGE);
    expect(first).toEqual({ data: FIRST, hasNext: true });
    expect(second?.incremental).toEqual([
      { data: { basisdata: { __typename: 'KildeUtilgjengelig', kode: 'HTTP_503' } }, path: ['enhet'], label: 'unit' },
    ]);
  });

  const plain = REACHED.filter(({ gateway, sandbox }) => gateway === undefined && sandbox === undefined);

  test.each(plain)('is the same typed member as without: $kode of $felt, "$key"', async ({ felt, key }) => {
    const deferring: RunningGateway = {
      ...gateway,
      async ask(document, variables) {
        const parts = await ask(print(deferAll(document, 2)), variables as object);
        expect(parts.length).toBeGreaterThan(1);
        return mergeParts(parts) as never;
      },
    };
    const whole = await readOf(felt)(gateway, key);
    gateway.sandbox.reset();
    expect(await readOf(felt)(deferring, key)).toEqual(whole);
  });

  test('is looked for among more than a hundred codes', () => {
    expect(plain.length).toBeGreaterThan(100);
  });

  test('may hold another, which comes after it', async () => {
    const parts = await ask(`{
      ... @defer(label: "outer") {
        enhet(organisasjonsnummer: "700000001") {
          organisasjonsnummer
          ... @defer(label: "inner") { basisdata { ...Name @defer(label: "innermost") } }
        }
      }
    }
    fragment Name on Basisdata { navn }`);
    expect(parts[0]).toEqual({ data: {}, hasNext: true });
    const labels = parts.flatMap(({ incremental = [] }) => incremental.map(({ label }) => label));
    expect(labels).toEqual(['outer', 'inner', 'innermost']);
    expect(mergeParts(parts)).toEqual({
      data: { enhet: { organisasjonsnummer: '700000001', basisdata: { navn: BASISDATA.navn } } },
    });
    expect(parts.map(({ hasNext }) => hasNext)).toEqual([...parts.slice(1).map(() => true), false]);
  });
});

describe('@defer is as if it were absent', () => {
  const expectWhole = async (response: Response, answer: object = WHOLE) => {
    expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    expect(await response.json()).toEqual(answer);
  };

  test.each([
    'application/json',
    'application/graphql-response+json, application/json',
    '*/*',
    'multipart/*, application/json',
    'multipart/mixed;q=0, application/json',
    // Apollo's protocol of subscriptions, and a later proposal of incremental delivery.
    'multipart/mixed;subscriptionSpec=1.0, application/json',
    'multipart/mixed;incrementalSpec=v0.2, application/json',
    'multipart/mixed;deferSpec=20230101, application/json',
    'multipart/mixedup, application/json',
  ])('for a client that accepts %s', async (accept) => {
    await expectWhole(await asked(PAGE, {}, accept));
  });

  test.each([
    APOLLO_ACCEPT,
    'application/json, multipart/mixed',
    'Multipart/Mixed; DeferSpec="20220824", application/json',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  ])('but not for one that accepts %s', async (accept) => {
    const parts = await allParts(await asked(PAGE, {}, accept));
    expect(parts.length).toBe(2);
    expect(mergeParts(parts)).toEqual(WHOLE);
  });

  test('where its argument says so', async () => {
    await expectWhole(await asked(PAGE, { defer: false }));
    await expectWhole(await asked(PAGE.replace('if: $defer', 'if: false').replace('($defer: Boolean! = true)', '')));
    await expectWhole(await asked(PAGE.replace('Boolean! = true', 'Boolean'), { defer: null }));
  });

  test('where it stands at nothing that is answered', async () => {
    await expectWhole(await asked(PAGE.replace('@defer(', '@skip(if: true) @defer(')), { data: FIRST });
    const elsewhere = PAGE.replace('...', '... on Enhet @include(if: false)');
    await expectWhole(await asked(elsewhere), { data: FIRST });
  });

  test('where a field is named `then`, which the executor of parts would take for a promise', async () => {
    const query = `{ enhet(organisasjonsnummer: "700000001") { then: organisasjonsnummer ... @defer { basisdata { __typename } } } }`;
    // The linter allows no object with such a member.
    const enhet = JSON.parse('{ "then": "700000001", "basisdata": { "__typename": "Basisdata" } }');
    await expectWhole(await asked(query), { data: { enhet } });
  });

  test('in the profile of a subgraph', async () => {
    const subgraph = await start({ profile: PROFILES.subgraph });
    await expectWhole(await subgraph.post({ query: PAGE }, { accept: APOLLO_ACCEPT }));
  });

  test('in a mutation, whose writes run one after another', async () => {
    const query = `mutation {
      slettPostkasse(input: { personidentifikator: "02827112006", postkasseleverandoerOrgNummer: "311000012" }) {
        __typename
        ... on PostkasseSlettet { innbygger { ... @defer { kontaktregister { __typename } } } }
      }
    }`;
    const response = await asked(query);
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    expect(await response.json()).toMatchObject({ data: { slettPostkasse: { __typename: 'PostkasseSlettet' } } });
  });

  test.each([
    ['is answered by GET', 'enhet', undefined],
    ['that touches a person is not', 'borger', 'POST_ONLY'],
  ])('an operation with it %s', async (_, field, code) => {
    const key = field === 'enhet' ? 'organisasjonsnummer: "700000001"' : 'cpr: "0101505006"';
    const register = field === 'enhet' ? 'basisdata' : 'kontaktinformation';
    const query = `{ ${field}(${key}) { __typename ... @defer { ${register} { __typename } } } }`;
    const address = `${gateway.url}/graphql?${new URLSearchParams({ query })}`;
    const parts = await allParts(await fetch(address, { headers: { accept: APOLLO_ACCEPT } }));
    if (code) expect(parts).toEqual([{ errors: [expect.objectContaining({ extensions: { code } })] }]);
    else expect(parts).toMatchObject([{ hasNext: true }, { hasNext: false }]);
  });
});

describe('a document with @defer', () => {
  test('is answered by its id in production, and its refusals have one line', async () => {
    const production = await start({
      profile: PROFILES.production,
      documents: new Map([[documentId(PAGE), PAGE]]),
    });
    const labelled = PAGE.replace('__typename }', '__typename ... @defer(label: "unit") { __typename } }');
    expect(
      unfit(
        new Map([
          ['a', PAGE],
          ['b', labelled],
        ]),
        schema,
        PROFILES.production,
      ),
    ).toEqual(new Map([['b', 'The label of @defer must be unique in the document.']]));
    const parts = await allParts(await production.post({ documentId: documentId(PAGE) }, { accept: APOLLO_ACCEPT }));
    expect(parts).toHaveLength(2);
    expect(mergeParts(parts)).toEqual(WHOLE);
  });

  const slett = `slettPostkasse(input: { personidentifikator: "02827112006", postkasseleverandoerOrgNummer: "311000012" }) { __typename }`;

  test.each([
    ['@stream, which is not offered', '{ enheter(organisasjonsnumre: ["1"]) @stream { __typename } }', /@stream/],
    ['@defer at a field', '{ enhet(organisasjonsnummer: "1") @defer { __typename } }', /"@defer" may not be used/],
    ['around the writes of a mutation', `mutation { ... @defer { ${slett} } }`, /not allowed around the fields/],
    [
      'around them in a fragment',
      `mutation { ...Writes @defer } fragment Writes on Mutation { ${slett} }`,
      /not allowed around the fields/,
    ],
    ['with a label twice', '{ ... @defer(label: "a") { __typename } ... @defer(label: "a") { __typename } }', /unique/],
    ['with a variable as label', 'query ($a: String) { ... @defer(label: $a) { __typename } }', /a string, not/],
  ])('is refused, whoever asks: %s', async (_, query, message) => {
    for (const accept of [APOLLO_ACCEPT, 'application/json']) {
      const [part] = await allParts(await asked(query, {}, accept));
      expect(part).not.toHaveProperty('data');
      expect(part?.errors?.[0]).toMatchObject({
        message: expect.stringMatching(message),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
    }
    expect(gateway.sandbox.postkasse.traffic().calls).toBe(0);
  });
});

describe('deferred fields', () => {
  test('of one register are asked for together, and with those that are not deferred: one call for 90 people', async () => {
    const people = synthetic(MAX_DEFERRED - 10);
    const parts = await ask(
      `query ($all: [ID!]!, $one: ID!) {
        innbygger(personidentifikator: $one) { kontaktregister { __typename } }
        innbyggere(personidentifikatorer: $all) { ... @defer { kontaktregister { __typename } } }
      }`,
      { all: people, one: people[0] },
    );
    expect(parts.flatMap(({ incremental = [] }) => incremental)).toHaveLength(people.length);
    expect(gateway.sandbox.postkasse.traffic().calls).toBe(1);
  });

  test('are asked for once, deferred or not, however often they stand there', async () => {
    const name = 'enhet(organisasjonsnummer: "700000001") { basisdata { ... on Basisdata { navn } } }';
    const parts = await ask(`{ ${name} ... @defer { ${name} } ... @defer(label: "b") { other: ${name} } }`);
    const unit = { basisdata: { navn: BASISDATA.navn } };
    expect(mergeParts(parts)).toEqual({ data: { enhet: unit, other: unit } });
    expect(gateway.sandbox.enhet.traffic().calls).toBe(1);
  });

  test.each([
    [MAX_DEFERRED, true],
    [MAX_DEFERRED + 1, false],
  ])('%i of them are delivered on their own: %s', async (count, isInParts) => {
    const query = `query ($all: [ID!]!) { enheter(organisasjonsnumre: $all) { ... @defer { basisdata { __typename } } } }`;
    const parts = await ask(query, { all: unitNumbers(count) });
    expect(parts.length > 1).toBe(isInParts);
    const { data, errors } = mergeParts(parts) as { data: { enheter: readonly object[] }; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(data.enheter).toEqual(
      Array.from({ length: count }, () => ({ basisdata: { __typename: expect.any(String) } })),
    );
  });

  test.each(['@skip(if: true) @defer', '@include(if: false) @defer', '@defer(if: false)'])(
    'are none of those with %s, however many',
    async (directives) => {
      const query = `query ($all: [ID!]!) {
        enheter(organisasjonsnumre: $all) { organisasjonsnummer ... ${directives} { basisdata { __typename } } }
        ... @defer { enhet(organisasjonsnummer: "700000001") { basisdata { __typename } } }
      }`;
      expect(await ask(query, { all: unitNumbers(MAX_DEFERRED + 1) })).toHaveLength(2);
    },
  );

  test('in a list whose length only the register knows are not, for it could have more', async () => {
    const bedrifter = (defer: string) =>
      `{ enhet(organisasjonsnummer: "700000001") { bedrifter { ... on Bedrifter { bedrifter { ${defer} { bedrift { __typename } } } } } } }`;
    expect(await ask(bedrifter('... @defer'))).toEqual(await ask(bedrifter('...')));
    const around = `{ ... @defer ${bedrifter('...')} }`;
    expect((await ask(around)).length).toBeGreaterThan(1);
  });

  test('cost as much as others', async () => {
    const limited = await start({ limits: { calls: 2, fields: 24, depth: 3, aliases: 1 } });
    const codeOf = async (query: string) => {
      const [part] = await allParts(await limited.post({ query }, { accept: APOLLO_ACCEPT }));
      return (part?.errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
    };
    const unit = (fields: string) => `{ enhet(organisasjonsnummer: "700000001") { ${fields} } }`;
    const basisdata = '... @defer { basisdata { __typename } }';
    const roller = '... @defer { roller { __typename } }';
    expect(await codeOf(unit(`${basisdata} ${roller}`))).toBeUndefined();
    expect(await codeOf(unit(`${basisdata} ${roller} bedrifter { __typename }`))).toBe('TOO_MANY_CALLS');
    expect(await codeOf(unit(`... @defer { bedrifter { __typename } } ${basisdata} ${roller}`))).toBe('TOO_MANY_CALLS');
    const navn = 'a: organisasjonsnummer';
    expect(await codeOf(unit(`${basisdata} ... @defer { ${navn} }`))).toBeUndefined();
    expect(await codeOf(unit(`${basisdata} ... @defer { ${navn} b: organisasjonsnummer }`))).toBe('TOO_MANY_ALIASES');
    expect(await codeOf(unit(`${basisdata} ${roller} organisasjonsnummer __typename`))).toBe('TOO_MANY_FIELDS');
    const deeper = '... @defer { basisdata { ... on Basisdata { organisasjonsform { kode } } } }';
    expect(await codeOf(unit(deeper))).toBe('TOO_DEEP');
  });
});

describe('while parts are still out', () => {
  test('a client that hangs up ends the calls, and the log says so in one line', async () => {
    const waiting = await start({ sources: { timeoutMs: TOO_LONG_MS } });
    waiting.sandbox.enhet.outage = 'silent';
    const end = new AbortController();
    const response = await fetch(`${waiting.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: APOLLO_ACCEPT },
      body: JSON.stringify({ query: PAGE }),
      signal: end.signal,
    });
    const parts = readParts(response);
    await parts.next();
    const began = performance.now();
    end.abort();
    await expect(parts.next()).rejects.toThrow();
    await vi.waitUntil(() => waiting.lines.length > 0, PATIENCE);
    const [line] = waiting.lines.map((line) => JSON.parse(line));
    expect(line).toMatchObject({ operation: 'Page', status: 200, hungUp: true });
    // The gateway closes when its last call is over.
    await waiting.stop();
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    expect(waiting.lines).toHaveLength(1);
  });

  test('the time of the request ends: the fields say so, and the answer ends', async () => {
    const hurried = await start({ deadlineMs: 3_000, sources: { timeoutMs: TOO_LONG_MS } });
    hurried.sandbox.enhet.outage = 'silent';
    const parts = await allParts(await hurried.post({ query: PAGE }, { accept: APOLLO_ACCEPT }));
    expect(parts[0]).toEqual({ data: FIRST, hasNext: true });
    expect(parts[1]).toMatchObject({
      incremental: [{ data: { basisdata: { __typename: 'KildeUtilgjengelig', kode: 'TIDSAVBRUDD' } } }],
      hasNext: false,
    });
  });
});

describe('what is written of an answer in parts', () => {
  test('is one line of the log, when the last is sent: the time, the outcomes and the calls of all', async () => {
    const logging = await start();
    logging.sandbox.enhet.delayMs = 300;
    await allParts(await logging.post({ query: PAGE }, { accept: APOLLO_ACCEPT }));
    await vi.waitUntil(() => logging.lines.length > 0, PATIENCE);
    const lines = logging.lines.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        operation: 'Page',
        kind: 'query',
        status: 200,
        outcomes: { Kontaktinformationer: 1, Basisdata: 1 },
        calls: { STAR: 1, GRUNNDATA: 1 },
      },
    ]);
    expect(lines[0].durationMs).toBeGreaterThan(290);
    expect(lines[0]).not.toHaveProperty('refused');
  });

  test('is a record of every operation on a person, kept before she is shown', async () => {
    let isKept: () => void = () => {};
    const kept = new Promise<void>((resolve) => {
      isKept = resolve;
    });
    const auditing = await start({
      keepRecord: (line) => (line.includes('"STAR"') ? kept : undefined),
    });
    const query = `{
      innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } }
      ... @defer { borger(cpr: "0101505006") { kontaktinformation { __typename } } }
    }`;
    const parts = readParts(await auditing.post({ query }, { accept: APOLLO_ACCEPT }));
    expect((await parts.next()).value).toMatchObject({ data: { innbygger: {} } });
    const later = parts.next();
    const isShown = vi.fn();
    later.then(isShown);
    await vi.waitUntil(() => auditing.audit().length === 2, PATIENCE);
    expect(isShown).not.toHaveBeenCalled();
    isKept();
    expect((await later).value).toMatchObject({ incremental: [{ path: [] }] });
    await parts.return(undefined);
    expect(
      auditing
        .audit()
        .map(({ kilde, outcome }) => `${kilde} ${outcome}`)
        .toSorted(),
    ).toEqual(['OPPSLAGSTJENESTEN Kontaktregisteroppfoering', 'STAR Kontaktinformationer']);
  });
});

test('docs/frontend.md shows what comes, and how many fragments may be deferred', async () => {
  const [, chapter = ''] = /\n## Answers in parts\n(.*?)\n## /s.exec(PAPER) ?? [];
  const [, query = ''] = /```graphql\n(.*?)```/s.exec(chapter) ?? [];
  const [, shown = ''] = /```text\n(.*?)```/s.exec(chapter) ?? [];
  const parts = await ask(query, { cpr: '0101505006', organisasjonsnummer: '700000001' });
  expect(parts.map((part) => JSON.stringify(part))).toEqual(shown.trim().split('\n'));
  expect(chapter).toContain(`defers more than ${MAX_DEFERRED} fragments`);
});

describe('a client of urql', () => {
  test.each(['open', 'production'] as const)(
    'shows the first part, and the whole when the rest has come, which matchResultat reads: %s',
    async (name) => {
      const own = await start({ profile: PROFILES[name], documents: exampleDocuments() });
      own.sandbox.enhet.delayMs = 300;
      const byId = persistedExchange({
        enforcePersistedQueries: true,
        preferGetForPersistedQueries: false,
        generateHash: async (_, document) => (document as { __meta__?: { hash: string } }).__meta__?.hash ?? '',
      });
      const client = new Client({
        url: `${own.url}/graphql`,
        preferGetMethod: false,
        exchanges: [cacheExchange, ...(name === 'production' ? [byId] : []), fetchExchange],
      });
      const shown: { navn: string; contact: string | undefined; hasNext: boolean }[] = [];
      await new Promise<void>((resolve) => {
        const variables = { cpr: '0101505006', organisasjonsnummer: '700000001' };
        client.query(PageInPartsDocument, variables).subscribe(({ data, error, hasNext }) => {
          expect(error).toBeUndefined();
          const navn = matchResultat(data?.enhet?.basisdata, {
            Basisdata: ({ navn }) => navn,
            Registerfeil: ({ melding }) => melding,
            null: () => 'not yet',
          });
          shown.push({ navn, contact: data?.borger?.kontaktinformation?.__typename, hasNext });
          if (!hasNext) resolve();
        });
      });
      const contact = 'Kontaktinformationer';
      expect(shown).toEqual([
        { navn: 'not yet', contact, hasNext: true },
        { navn: BASISDATA.navn, contact, hasNext: false },
      ]);
    },
  );
});
