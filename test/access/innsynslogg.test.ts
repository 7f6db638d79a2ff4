import { existsSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccessLogs } from '../../src/server/audit/access-log.ts';
import { type Journal, openJournal } from '../../src/server/audit/journal.ts';
import { createPersonHash } from '../../src/server/audit/trail.ts';
import { createFiles } from '../support/certificates.ts';
import { AUDIT_KEY, startGateway } from '../support/gateway.ts';
import { type GatewayOfMany, CITIZEN_SCOPE, READ, startGatewayOfMany } from '../support/issuers.ts';

// Who has asked about a citizen, told to that citizen: over real files of records, and with tokens that allow all there is.

const OWN = '02827112006';
const OTHER = '01817010055';
const EVERYTHING = ['registergraf:own.read', 'registergraf:innsynslogg.read', 'registergraf:kontaktregister.read'];

const files = createFiles();
const file = files.path('audit.jsonl');
let journal: Journal;
let gateway: GatewayOfMany;
beforeAll(async () => {
  journal = openJournal({ file, key: AUDIT_KEY });
  gateway = await startGatewayOfMany(
    {
      keepRecord: journal.append,
      accessLogs: createAccessLogs({
        where: { file },
        key: AUDIT_KEY,
        maxBytes: 1_000_000,
        onError: (error) => {
          throw error;
        },
      }),
    },
    {
      idporten: { scopes: { [CITIZEN_SCOPE]: EVERYTHING } },
      tokenx: { grants: EVERYTHING },
      maskinporten: { scopes: { [READ]: EVERYTHING } },
    },
  );
});
afterAll(async () => {
  await gateway.close();
  await journal.end(1_000);
  files[Symbol.dispose]();
});

const LOG = `__typename
  ... on Innsynslogg {
    innslag { organisasjon leverandoer egen register operasjon formaal saksreferanse tidspunkt }
    neste ufullstendig fra
  }
  ... on Registerfeil { kode kilde opphav melding }`;
const QUERY = `query ($foerste: Int, $etter: String) { innsynslogg(foerste: $foerste, etter: $etter) { ${LOG} } }`;
const about = (person: string) => `{ innbygger(personidentifikator: "${person}") { kontaktregister { __typename } } }`;

interface Log {
  readonly innslag: readonly Record<string, unknown>[];
  readonly neste: string | null;
}

async function ask(query: string, headers: Record<string, string>, variables: object = {}) {
  const response = await gateway.post({ query, variables }, headers);
  expect(response.status).toBe(200);
  return (await response.json()) as { data: { innsynslogg: Log } & Record<string, unknown>; errors?: unknown };
}

const citizen = async (pid = OWN) => gateway.headersOf('idporten', { pid });
const body = (more: Record<string, string> = {}) =>
  gateway.headersOf('maskinportenForUs').then((headers) => ({ ...headers, ...more }));

describe('a citizen’s own token', () => {
  beforeEach(async () => {
    if (existsSync(file)) renameSync(file, `${file}.${performance.now()}`);
    journal.reopen();
  });

  test('reads who has asked, when, which register and what for, and never what was found', async () => {
    await ask(about(OWN), await body({ 'x-purpose': 'Støtte', 'x-case-reference': '2026/7' }));
    await ask(about(OTHER), await body({ 'x-purpose': 'other' }));
    await ask(about(OWN), await citizen());
    const { data } = await ask(QUERY, await citizen());
    const [own, asked] = data.innsynslogg.innslag;
    expect(own).toMatchObject({ organisasjon: '316000010', egen: true, operasjon: 'HentPersoner', formaal: null });
    expect(asked).toEqual({
      organisasjon: '316000010',
      leverandoer: null,
      egen: false,
      register: 'OPPSLAGSTJENESTEN',
      operasjon: 'HentPersoner',
      formaal: 'Støtte',
      saksreferanse: '2026/7',
      tidspunkt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(data.innsynslogg).toMatchObject({ __typename: 'Innsynslogg', neste: null, ufullstendig: false, fra: null });
    expect(JSON.stringify(data)).not.toMatch(/other|Kontaktregisteroppfoering|AKTIV/);
  });

  test('is told of both what it has asked itself, this log too, and of no refusal of the gateway', async () => {
    await ask(QUERY, await citizen());
    await ask(about(OTHER), await citizen());
    await ask('{ innbygger(personidentifikator: "02827112006") { rolleutskrift { __typename } } }', await body());
    const { data } = await ask(QUERY, await citizen());
    const operations = data.innsynslogg.innslag.map(({ operasjon, register }) => `${register} ${operasjon}`);
    expect(operations[0]).toBe('INNSYNSLOGG innsynslogg');
    expect(operations.join()).not.toContain('hentRolleutskrift');
    const person = createPersonHash(AUDIT_KEY)({ kind: 'personidentifikator', identifikator: OWN });
    expect(gateway.audit().at(-1)).toMatchObject({
      operation: 'innsynslogg',
      kilde: 'INNSYNSLOGG',
      outcome: 'Innsynslogg',
      person,
      user: person,
    });
  });

  test('reads page by page, each entry once, also while others are added', async () => {
    const own = await gateway.headersOf('tokenx', { pid: '05857415002' });
    for (const number of [1, 2, 3, 4, 5]) {
      await ask(about('05857415002'), await body({ 'x-case-reference': String(number) }));
    }
    const seen: unknown[] = [];
    let etter: string | null = null;
    do {
      const { data }: { data: { innsynslogg: Log } } = await ask(QUERY, own, { foerste: 2, etter });
      seen.push(...data.innsynslogg.innslag.map(({ saksreferanse }) => saksreferanse));
      etter = data.innsynslogg.neste;
    } while (etter !== null);
    // The first page has been recorded itself, and is newer than all that follow.
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
    const { data } = await ask(QUERY, own, { etter: 'what nobody has answered' });
    expect(data.innsynslogg).toMatchObject({ innslag: [], neste: null });
  });

  test('reads her own log and nobody else’s, whatever else stands in the document', async () => {
    await ask(about(OWN), await body({ 'x-purpose': 'of-own' }));
    await ask(about(OTHER), await body({ 'x-purpose': 'of-other' }));
    const { data } = await ask(
      `query ($entities: [_Any!]!) {
        one: innsynslogg { ${LOG} }
        two: innsynslogg(foerste: 1) { ${LOG} }
        innbygger(personidentifikator: "${OTHER}") { kontaktregister { __typename } }
        _entities(representations: $entities) { __typename }
        ...again
      }
      fragment again on Query { three: innsynslogg(foerste: 100) { ${LOG} } }`,
      await citizen(),
      { entities: [{ __typename: 'Innbygger', personidentifikator: OTHER }] },
    );
    expect(JSON.stringify(data)).not.toContain('of-other');
    for (const name of ['one', 'two', 'three'] as const) expect(JSON.stringify(data[name])).toContain('of-own');
    // The other way round, by the same document, which is kept by now, and at the same time.
    const both = await Promise.all(
      [citizen(), citizen(OTHER), citizen(), citizen(OTHER)].map(async (headers, index) => {
        const answer = await ask(QUERY, await headers);
        return [index % 2, JSON.stringify(answer.data)] as const;
      }),
    );
    for (const [who, text] of both) {
      expect(text).toContain(who === 0 ? 'of-own' : 'of-other');
      expect(text).not.toContain(who === 0 ? 'of-other' : 'of-own');
    }
    // Several operations in one request are none.
    const batch = await gateway.post([{ query: QUERY }, { query: QUERY }], await citizen());
    expect(batch.status).toBe(422);
    // A number cannot be named.
    const named = await gateway.post(
      { query: `{ innsynslogg(personidentifikator: "${OTHER}") { __typename } }` },
      await citizen(),
    );
    expect(named.status).toBe(422);
    // Nor is it an entity that a router could ask for.
    const entity = await ask(
      'query ($entities: [_Any!]!) { _entities(representations: $entities) { __typename } }',
      await citizen(),
      { entities: [{ __typename: 'Innsynslogg', personidentifikator: OTHER }] },
    );
    expect(entity.errors).toMatchObject([{ extensions: { code: 'INVALID_REPRESENTATION' } }]);
  });
});

describe('nobody else reads any', () => {
  const REFUSED = { __typename: 'KildeUtilgjengelig', kode: 'MANGLER_SCOPE', kilde: 'INNSYNSLOGG', opphav: 'GATEWAY' };

  test('an organisation with every scope, which asks about nobody and leaves no record', async () => {
    const before = gateway.audit().length;
    const { data } = await ask(QUERY, await body());
    expect(data.innsynslogg).toMatchObject({
      ...REFUSED,
      melding: 'This is told to whoever it is about, by a token of their own, and to nobody else.',
    });
    expect(gateway.audit()).toHaveLength(before);
  });

  test('a citizen whose token does not say so', async () => {
    await using few = await startGatewayOfMany({}, { tokenx: { grants: 'registergraf:enhet.read' } });
    const response = await few.post({ query: QUERY }, await few.headersOf('tokenx'));
    expect(await response.json()).toMatchObject({
      data: { innsynslogg: { ...REFUSED, melding: 'The caller lacks the scope registergraf:own.read.' } },
    });
  });

  test('a personnel token of HelseID that is let ask about everybody', async () => {
    await using all = await startGatewayOfMany(
      {},
      { helseid: { persons: 'all', scopes: { 'nhn:registergraf/les': EVERYTHING } } },
    );
    const response = await all.post({ query: QUERY }, await all.headersOf('helseid'));
    expect(await response.json()).toMatchObject({ data: { innsynslogg: REFUSED } });
  });

  test('a GET, and everybody where authentication is off', async () => {
    const get = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: QUERY })}`, {
      headers: await citizen(),
    });
    expect(get.status).toBe(405);
    const open = await startGateway();
    const answer = await open.post({ query: QUERY });
    expect(await answer.json()).toMatchObject({ data: { innsynslogg: REFUSED } });
    await open.close();
  });
});

test('where there are no files, where they cannot be read, and where too many ask, that is told', async () => {
  const told = async (settings: Parameters<typeof startGatewayOfMany>[0]) => {
    await using one = await startGatewayOfMany(settings, { tokenx: { grants: EVERYTHING } });
    const response = await one.post({ query: QUERY }, await one.headersOf('tokenx'));
    return ((await response.json()) as { data: { innsynslogg: unknown } }).data.innsynslogg;
  };
  const unavailable = (kode: string) => expect.objectContaining({ __typename: 'KildeUtilgjengelig', kode });
  expect(await told({})).toEqual(unavailable('IKKE_KONFIGURERT'));
  const errors: unknown[] = [];
  const where = { file: files.path('no/folder/audit.jsonl') };
  const accessLogs = createAccessLogs({ where, key: AUDIT_KEY, maxBytes: 1, onError: (error) => errors.push(error) });
  expect(await told({ accessLogs })).toEqual(unavailable('TILKOBLING'));
  expect(errors).toMatchObject([{ code: 'ENOENT' }]);
  expect(await told({ accessLogs: { forRequest: () => ({ read: async () => undefined }) } })).toEqual(
    unavailable('OVERBELASTET'),
  );
});
