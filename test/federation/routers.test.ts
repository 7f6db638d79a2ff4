import { type ExecutionResult, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REGISTERGRAF_SDL, type Subgraph } from '../../examples/federation/compose.ts';
import { proofFor } from '../../examples/federation/headers.ts';
import type { RunningServer } from '../../examples/federation/listen.ts';
import { startTilskudd, TILSKUDD_SDL } from '../../examples/federation/tilskudd.ts';
import { MAX_LIST } from '../../src/graph-kit/cost.ts';
import { WEIGHT_OF_A_CALL } from '../../src/graph-kit/cost-directives.ts';
import { costOf as countedBy } from '../../src/graph-kit/operation-cost.ts';
import { schema } from '../../src/graph/schema.ts';
import { ROUTER_HEADER } from '../../src/server/callers/router-proof.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { startGuardedGateway } from '../support/callers.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { unitNumbers } from '../support/numbers.ts';
import { BASISDATA, CASES, count, REGISTERFEIL } from './cases.ts';
import {
  type Headers,
  loadApolloGateway,
  ROUTER_SECRET,
  type RunningRouter,
  startApolloGateway,
  startCountingRouter,
  startHiveGateway,
} from './routers.ts';
import { startSelection, SELECTION_SDL } from './selection.ts';

// What a caller gets through a router is what she gets directly: the same answers, for the same calls to the registers.

let registergraf: RunningGateway;
let others: RunningServer[];
let subgraphs: Subgraph[];
beforeAll(async () => {
  const [tilskudd, selection] = await Promise.all([startTilskudd(0), startSelection()]);
  registergraf = await startGateway({ profile: PROFILES.subgraph, router: ROUTER });
  others = [tilskudd, selection];
  subgraphs = [
    { name: 'registergraf', url: `${registergraf.url}/graphql`, sdl: REGISTERGRAF_SDL },
    { name: 'tilskudd', url: tilskudd.url, sdl: TILSKUDD_SDL },
    { name: 'selection', url: selection.url, sdl: SELECTION_SDL },
  ];
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.close()));
  await registergraf.close();
});
beforeEach(() => registergraf.sandbox.reset());

/** Nobody but a router is answered. */
const ROUTER = { header: ROUTER_HEADER, secrets: [ROUTER_SECRET] };

type Data = Record<string, unknown>;

function calls() {
  const { kontaktinformation, postkasse, enhet } = registergraf.sandbox;
  return [kontaktinformation, postkasse, enhet].map((register) => register.traffic().calls);
}

/** The data of an answer without errors, and what it cost: calls to STAR, to Oppslagstjenesten, to grunndata. */
async function costOf(ask: () => Promise<ExecutionResult<Data>>): Promise<{ data: Data; cost: number[] }> {
  const before = calls();
  const { data, errors } = await ask();
  expect(errors).toBeUndefined();
  return { data: data ?? {}, cost: calls().map((count, index) => count - (before[index] ?? 0)) };
}

async function askDirectly(query: string, variables: object = {}): Promise<ExecutionResult<Data>> {
  return (await registergraf.post({ query, variables }, proofFor('registergraf', ROUTER_SECRET))).json() as Promise<
    ExecutionResult<Data>
  >;
}

interface Listed {
  readonly svar: { readonly __typename: string };
}

describe.each([
  { router: 'Apollo’s gateway', start: startApolloGateway, writesAtOnce: true },
  { router: 'Hive Gateway', start: startHiveGateway, writesAtOnce: false },
])('under $router', ({ router: name, start, writesAtOnce }) => {
  let router: RunningRouter;
  beforeAll(async () => {
    router = await start(subgraphs);
  });
  afterAll(() => router.close());

  const routed = (query: string, variables?: object, headers?: Headers) =>
    costOf(() => router.ask(query, variables, headers));

  describe('an entity list answers and costs what a list field does', () => {
    it.each(CASES)('$title', async ({ routed: query, direct, variables, members, cost, outage }) => {
      if (outage) registergraf.sandbox.enhet.outage = outage;
      const straight = await costOf(() => askDirectly(direct, variables));
      const through = await routed(query, variables);
      const list = (through.data.selection as { list: Listed[] }).list;
      expect(list).toEqual(straight.data.list);
      expect(count(list.map(({ svar }) => svar.__typename))).toEqual(members);
      expect(through.cost).toEqual(straight.cost);
      expect(through.cost).toEqual(cost);
    });
  });

  it('a deleted duplicate leads to the unit that remained, and carries its data', async () => {
    const { data, cost } = await routed(`{ tilskudd(aar: 2026) { mottaker { ${BASISDATA} } } }`);
    const { mottaker } = (data.tilskudd as { mottaker: { basisdata: object } }[])[2] ?? {};
    expect(mottaker?.basisdata).toEqual({
      __typename: 'SlettetSomDublett',
      kode: '1',
      melding: 'Eining 700000109 er sletta som dublett - korrekt eining 700102009 er innført.',
      kilde: 'GRUNNDATA',
      opphav: 'KILDE',
      kanProevesIgjen: false,
      korrektEnhet: {
        organisasjonsnummer: '700102009',
        basisdata: { __typename: 'Basisdata', navn: 'BLÅBÆR & FLØYTE SANDKASSE' },
      },
      data: { __typename: 'Basisdata', enhet: { organisasjonsnummer: '700102009' }, navn: 'BLÅBÆR & FLØYTE SANDKASSE' },
    });
    expect(cost).toEqual([0, 0, 5]);
  });

  it('a register that is down costs its own fields', async () => {
    registergraf.sandbox.enhet.outage = 'unavailable';
    const { data } = await routed(
      `{ tilskudd(aar: 2025) { formaal kontaktperson { kontaktregister { __typename } } mottaker { ${BASISDATA} } } }`,
    );
    expect(data.tilskudd).toEqual([
      {
        formaal: 'Korpsreise',
        kontaktperson: { kontaktregister: { __typename: 'Kontaktregisteroppfoering' } },
        mottaker: {
          basisdata: {
            __typename: 'KildeUtilgjengelig',
            kode: 'HTTP_503',
            melding: expect.any(String),
            kilde: 'GRUNNDATA',
            opphav: 'KILDE',
            kanProevesIgjen: true,
            proevIgjenOm: 7,
          },
        },
      },
    ]);
  });

  it('the errors of the other subgraph are read as those of the registers', async () => {
    const { data } = await routed(
      `query Tilskudd($numbers: [ID!]!) { enheter(organisasjonsnumre: $numbers) { tilskudd { __typename ${REGISTERFEIL} ... on KildeUtilgjengelig { proevIgjenOm } ... on Tilskuddsliste { tilskudd { id } } } } }`,
      { numbers: ['700021009', '700101002', '700000001'] },
    );
    expect(data.enheter).toMatchObject([
      {
        tilskudd: { __typename: 'KildeUtilgjengelig', kode: 'ARKIVET_STENGT', kilde: 'GRUNNDATA', proevIgjenOm: 3600 },
      },
      { tilskudd: { __typename: 'IngenTilskudd', kode: 'INGEN_TILSKUDD', opphav: 'KILDE', kanProevesIgjen: false } },
      { tilskudd: { __typename: 'Tilskuddsliste', tilskudd: [{ id: 'T-1' }, { id: 'T-8' }] } },
    ]);
  });

  it('a number that is written as people write it is one entity, which the other subgraph knows by its normal form', async () => {
    const numbers = ['700 000 001', 'NO 700 000 001 MVA', '700000001'];
    const { data, cost } = await routed(
      `query Tilskudd($numbers: [ID!]!) {
        enheter(organisasjonsnumre: $numbers) { organisasjonsnummer tilskudd { ... on Tilskuddsliste { tilskudd { id } } } }
        selection(organisasjonsnumre: $numbers) { enheter { basisdata { __typename } } }
      }`,
      { numbers },
    );
    const grants = { organisasjonsnummer: '700000001', tilskudd: { tilskudd: [{ id: 'T-1' }, { id: 'T-8' }] } };
    expect(data.enheter).toEqual(numbers.map(() => grants));
    expect(data.selection).toEqual({ enheter: numbers.map(() => ({ basisdata: { __typename: 'Basisdata' } })) });
    expect(cost).toEqual([0, 0, 1]);
  });

  it('a field that another subgraph has taken over costs Registergraf’s registers nothing', async () => {
    const { data, cost } = await routed(
      '{ enhet(organisasjonsnummer: "700050009") { frivillighet { __typename ... on Registerfeil { kode } } } }',
    );
    expect(data.enhet).toEqual({ frivillighet: { __typename: 'UdokumentertFeil', kode: 'OVERTATT' } });
    expect(cost).toEqual([0, 0, 0]);
  });

  it('an inaccessible field is not there, although its subgraph has it', async () => {
    const { errors } = await router
      .ask('{ tilskudd(aar: 2025) { saksbehandler { navn brukernavn } } }')
      .catch((error) => ({ errors: [error] }));
    expect(errors?.[0]?.message).toContain('Cannot query field "brukernavn" on type "Saksbehandler"');
    const { data } = await routed('{ tilskudd(aar: 2025) { saksbehandler { navn } } }');
    expect(data.tilskudd).toEqual([{ saksbehandler: { navn: 'Nils Saksbehandler' } }]);
  });

  describe('headers of a caller reach Registergraf', () => {
    const BORGER = `{ borger(cpr: "0505505005") { kontaktinformation { __typename ${REGISTERFEIL} } } }`;
    const ask = async (headers: Headers) => (await routed(BORGER, {}, headers)).data.borger;

    it('and with them who calls', async () => {
      expect(await ask({ 'x-sandbox-caller': 'jobcenter-1' })).toMatchObject({
        kontaktinformation: { __typename: 'Kontaktinformationer' },
      });
      expect(await ask({ 'x-sandbox-caller': 'jobcenter-2' })).toMatchObject({
        kontaktinformation: { __typename: 'StarIkkeAutoriseret', opphav: 'KILDE' },
      });
    });

    it('and a missing scope comes back as the error that Registergraf makes of it', async () => {
      expect(await ask({ 'x-sandbox-scopes': 'registergraf:enhet.read' })).toMatchObject({
        kontaktinformation: { __typename: 'StarManglendeRettigheder', kode: '1013', opphav: 'GATEWAY' },
      });
    });

    it('and the request id, into its log', async () => {
      await ask({ 'x-request-id': 'a-request-through-a-router' });
      await expect.poll(() => registergraf.lines.at(-1), { timeout: 10_000 }).toContain('a-request-through-a-router');
    });
  });

  describe('writes', () => {
    const SAVE = (nummer: string) =>
      `createKontaktinformation(input: { cpr: "0303505003", kontaktinformation: [{ kontaktdataType: MOBILTELEFON, kontaktdata: "${nummer}" }] }) {
        __typename ${REGISTERFEIL}
        ... on KontaktinformationGemt { borger { kontaktinformation { __typename ... on Kontaktinformationer { kontaktinformation { kontaktdata } } } } }
      }`;

    it('run in the order in which they stand, and their errors come whole', async () => {
      const { data } = await routed(`mutation { a: ${SAVE('67000021')} b: ${SAVE('1')} c: ${SAVE('67000022')} }`);
      const gemt = (nummer: string) => ({
        __typename: 'KontaktinformationGemt',
        borger: {
          kontaktinformation: { __typename: 'Kontaktinformationer', kontaktinformation: [{ kontaktdata: nummer }] },
        },
      });
      expect(data.a).toEqual(gemt('67000021'));
      expect(data.b).toMatchObject({
        __typename: 'UgyldigMobiltelefon',
        kode: '9156',
        kilde: 'STAR',
        kanProevesIgjen: false,
        melding: expect.any(String),
        opphav: expect.any(String),
      });
      expect(data.c).toEqual(gemt('67000022'));
    });

    it('that come again with their Idempotency-Key are not done again', async () => {
      const headers = { 'idempotency-key': `once through ${name}`.replaceAll(/\W/g, '-') };
      const first = await routed(`mutation { ${SAVE('67000023')} }`, {}, headers);
      const again = await routed(`mutation { ${SAVE('67000023')} }`, {}, headers);
      expect(again.data).toEqual(first.data);
      // The write and the reading back; the second time the reading back.
      expect([first.cost, again.cost]).toEqual([
        [2, 0, 0],
        [1, 0, 0],
      ]);
    });

    it(`of one field with one Idempotency-Key are ${writesAtOnce ? 'one request' : 'two requests, of which the second is refused'}`, async () => {
      const headers = { 'idempotency-key': `two-through-${writesAtOnce}` };
      const { data, errors } = await router.ask(
        `mutation { a: ${SAVE('67000024')} b: ${SAVE('67000025')} }`,
        {},
        headers,
      );
      expect(data?.a).toMatchObject({ __typename: 'KontaktinformationGemt' });
      if (writesAtOnce) expect(data?.b).toMatchObject({ __typename: 'KontaktinformationGemt' });
      else expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    });
  });

  it('more than 1000 keys in one list are refused, before anybody is asked', async () => {
    const query =
      'query Many($numbers: [ID!]!) { selection(organisasjonsnumre: $numbers) { enheter { basisdata { __typename } } } }';
    const { errors } = await router.ask(query, { numbers: unitNumbers(1001) });
    // Apollo's passes the refusal on whole, as what its own error is about.
    expect(JSON.stringify(errors)).toContain('TOO_MANY_VALUES');
    expect(calls()).toEqual([0, 0, 0]);
  });

  it('a caller’s token reaches a Registergraf that wants one', async () => {
    const guarded = await startGuardedGateway({ profile: PROFILES.subgraph, router: ROUTER });
    const before = await start([{ name: 'registergraf', url: `${guarded.url}/graphql`, sdl: REGISTERGRAF_SDL }]);
    try {
      const query = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
      expect((await before.ask(query)).data?.enhet).toBeNull();
      const { data } = await before.ask(query, {}, await guarded.bearer('jobcenter-1'));
      expect(data).toEqual({ enhet: { basisdata: { __typename: 'Basisdata' } } });
    } finally {
      await before.close();
      await guarded.close();
    }
  });
});

describe('a router that counts by the directives', () => {
  const LIMIT = 12;
  let router: RunningRouter;
  beforeAll(() => {
    router = startCountingRouter(subgraphs, LIMIT * WEIGHT_OF_A_CALL);
  });
  afterAll(() => router.close());
  const ENHET = 'enhet(organisasjonsnummer: "700101002")';
  const below = (fields: string) => `{ ${ENHET} { bedrifter { ... on Bedrifter { bedrifter { ${fields} } } } } }`;

  it.each([
    ['a shell', `{ ${ENHET} { organisasjonsnummer } }`],
    ['an operation', `{ ${ENHET} { basisdata { __typename } } }`],
    ['two', `{ ${ENHET} { basisdata { __typename } roller { __typename } } }`],
    ['one below a list of unknown length', below('basisdata { __typename }')],
    ['a search', '{ sokEnhet(soek: { soekestreng: "sandkasse" }) { __typename } }'],
    ['a call that many share', '{ innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } } }'],
  ])('finds the calls that the gateway finds: %s', async (_, query) => {
    const { data, extensions } = await router.ask(query);
    expect(data).toBeDefined();
    const { estimated = 0 } = (extensions?.cost ?? {}) as { readonly estimated?: number };
    // Each object besides is a thousandth of a call; the gateway counts a part of one as a whole.
    const counted = countedBy(parse(query), schema, undefined, {}).calls;
    const shared = query.includes('kontaktregister') ? 1 - 1 / MAX_LIST : 0;
    expect(Math.floor(estimated / WEIGHT_OF_A_CALL + shared)).toBe(counted);
  });

  it('refuses what would cost more, before Registergraf is asked', async () => {
    const before = calls();
    const { errors } = await router.ask(below('basisdata { __typename } roller { __typename }'));
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
    expect(calls()).toEqual(before);
  });
});

// When this fails, the supergraph for it can be like any other: see withoutScopes in routers.ts.
it('Apollo’s gateway refuses a supergraph that says who may ask what', async () => {
  const [one] = subgraphs;
  await expect(loadApolloGateway(one ? [one] : [])).rejects.toThrow(
    'requiresScopes/v0.1 is for: SECURITY but is unsupported',
  );
});
