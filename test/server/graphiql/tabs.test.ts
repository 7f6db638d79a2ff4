import { parse, validate } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findSandboxCaller } from '../../../src/embedded.ts';
import { schema } from '../../../src/graph/schema.ts';
import { defaultHeaders, type GraphiqlSettings, readTabs, type Tab } from '../../../src/server/graphiql/tabs.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { serve } from '../../wire/loopback.ts';

const SANDBOX: GraphiqlSettings = { sandbox: true, tokenRequired: false };

type Svar = Record<string, unknown> & { readonly __typename?: string };

const tabs = await readTabs(SANDBOX);
const nameOf = ({ query }: Tab) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
const namesOf = async (settings: GraphiqlSettings) => (await readTabs(settings)).map(nameOf);
const tabOf = (name: string): Tab => {
  const tab = tabs.find((one) => nameOf(one) === name);
  if (!tab) throw new Error(`no tab ${name}`);
  return tab;
};

/** As GraphiQL reads its pane of headers: JSON, with comments and a last comma. */
function headersOf({ headers = '{}' }: Pick<Tab, 'headers'>): Record<string, string> {
  return JSON.parse(headers.replace(/^\s*\/\/.*$/gm, '').replace(/,\s*\}/, '}'));
}

let gateway: RunningGateway;
beforeAll(async () => {
  // With retries, as a tab says; but without the pauses.
  gateway = await startGateway({ sources: { pausesMs: [1, 1] } });
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

const calls = () => {
  const { enhet, kontaktinformation, postkasse } = gateway.sandbox;
  return {
    grunndata: enhet.traffic().calls,
    oppslagstjenesten: postkasse.traffic().calls,
    star: kontaktinformation.traffic().calls,
  };
};

async function run(name: string, headers = headersOf(tabOf(name))) {
  const { query, variables = '{}' } = tabOf(name);
  const response = await gateway.post({ query, variables: JSON.parse(variables) }, headers);
  const { data, errors } = (await response.json()) as { data: Record<string, Svar>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** What the field below a shell answers, or the field itself where it answers a union. */
function answerOf(field: Svar | undefined): Svar {
  const [below] = Object.values(field ?? {});
  return typeof below === 'object' && below !== null ? (below as Svar) : (field ?? {});
}

const typesOf = (data: Record<string, Svar>) =>
  Object.fromEntries(Object.entries(data).map(([alias, field]) => [alias, answerOf(field).__typename]));

describe('every tab', () => {
  test.each(tabs.map((tab) => [nameOf(tab), tab] as const))('%s asks only what the graph knows', (_, { query }) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  test.each(tabs.map(nameOf))('%s runs, with its variables and headers, and has no errors', async (name) => {
    expect(Object.values(await run(name)).every((field) => field !== null)).toBe(true);
  });

  test.each(tabs.map((tab) => [nameOf(tab), tab] as const))('%s has comments that a narrow pane shows', (_, tab) => {
    const comments = tab.query.split('\n').filter((line) => line.startsWith('#'));
    expect(comments.length).toBeGreaterThan(3);
    // The name of a field is as long as it is.
    expect(comments.filter((line) => line.length > 49 && !line.includes('{'))).toEqual([]);
  });

  test.each(tabs.map((tab) => [nameOf(tab), tab] as const))(
    '%s begins with its query, and says below what it shows',
    (_, tab) => {
      const [first, ...later] = tab.query.trim().split('\n\n');
      expect(first).toMatch(/^(?:query|mutation) .+\n {2}# .*What it shows stands below\.\n/);
      expect(later.filter((part) => part.startsWith('#'))).toEqual(later.slice(-1));
    },
  );

  test.each(tabs.map((tab) => [nameOf(tab), tab] as const))(
    '%s asks for the meaning of each error beside its text',
    (_, { query }) => {
      const asked = query.split('\n').map((line) => line.trim());
      for (const [place, line] of asked.entries()) if (line === 'melding') expect(asked[place + 1]).toBe('betydning');
    },
  );

  test('stands in the order of a path from the first question to the last error', () => {
    expect(tabs.map(nameOf)).toEqual([
      'ThreeRegisters',
      'People',
      'Kontaktinformation',
      'Postkasse',
      'Enhet',
      'Batch',
      'Write',
      'Entities',
      'ErrorsOfTheQuestion',
      'ErrorsThatLeadOn',
      'NotAllowed',
      'ErrorsOfTheRegister',
      'Catalogue',
    ]);
  });
});

describe('what the tabs claim', () => {
  test('STAR’s search is for STAR alone', async () => {
    const data = await run('Kontaktinformation', { 'x-sandbox-caller': 'jobcenter-1' });
    expect(data.borgereMedMobiltelefon?.__typename).toBe('StarManglendeRettigheder');
    expect((await run('Kontaktinformation')).borgereMedMobiltelefon?.__typename).toBe('Borgere');
  });

  test.each([
    ['Postkasse', { grunndata: 0, oppslagstjenesten: 4, star: 0 }],
    ['Batch', { grunndata: 3, oppslagstjenesten: 1, star: 0 }],
    ['Entities', { grunndata: 4, oppslagstjenesten: 0, star: 1 }],
    ['Catalogue', { grunndata: 0, oppslagstjenesten: 0, star: 0 }],
  ])('%s costs the calls that its comment counts', async (name, cost) => {
    await run(name);
    expect(calls()).toEqual(cost);
  });

  test('a write is read back, a blank and an unknown citizen are refused, and the sandbox is as before', async () => {
    const { gemt, blank, ukendt, slettet } = await run('Write');
    const stored = [
      { kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099', kontaktdatastatus: 'IKKE_VERIFICERET' },
    ];
    expect(gemt).toMatchObject({ borger: { kontaktinformation: { kontaktinformation: stored } } });
    expect(blank).toMatchObject({ __typename: 'UgyldigMobiltelefon', opphav: 'GATEWAY' });
    expect(ukendt).toMatchObject({ __typename: 'UkendtCpr', opphav: 'KILDE' });
    expect(slettet).toMatchObject({ borger: { kontaktinformation: { __typename: 'IngenKontaktinformation' } } });
  });

  test('each entity is there, in order, with its register’s answer', async () => {
    const { _entities } = (await run('Entities')) as unknown as { _entities: Svar[] };
    const answers = _entities.map(({ basisdata, kontaktinformation }) => (basisdata ?? kontaktinformation) as Svar);
    expect(answers.map(({ __typename }) => __typename)).toEqual([
      'Basisdata',
      'SlettetSomDublett',
      'EnhetSlettet',
      'EnhetAldriOpprettet',
      'UgyldigOrganisasjonsnummerFormat',
      'Basisdata',
      'Kontaktinformationer',
    ]);
    expect(answers[1]).toMatchObject({ korrektEnhet: { organisasjonsnummer: '700102009' } });
    expect(answers[4]).toMatchObject({ opphav: 'GATEWAY' });
  });

  test.each(['ErrorsOfTheQuestion', 'ErrorsThatLeadOn'])('each field of %s is named after its answer', async (name) => {
    const types = typesOf(await run(name));
    expect(Object.keys(types).length).toBeGreaterThan(6);
    for (const [alias, type] of Object.entries(types)) expect(type).toBe(alias);
  });

  test('the gateway decides what is malformed, and the register the rest', async () => {
    const data = await run('ErrorsOfTheQuestion');
    for (const [alias, field] of Object.entries(data)) {
      expect([alias, answerOf(field).opphav]).toEqual([alias, alias.startsWith('Ugyldig') ? 'GATEWAY' : 'KILDE']);
    }
  });

  test('errors lead on to the unit that is right, and say whose the data are', async () => {
    const data = await run('ErrorsThatLeadOn');
    const edge = (alias: string, name: string) => (answerOf(data[alias])[name] as Svar)?.organisasjonsnummer;
    const owner = (alias: string) => ((answerOf(data[alias]).data as Svar).enhet as Svar).organisasjonsnummer;
    expect(edge('SlettetSomDublett', 'korrektEnhet')).toBe(owner('SlettetSomDublett'));
    expect(edge('SlettetSomSammenslaatt', 'korrektEnhet')).toBe(owner('SlettetSomSammenslaatt'));
    expect(edge('HarRegistreringsenhet', 'registreringsenhet')).toBe(owner('HarRegistreringsenhet'));
    expect(answerOf(data.EnhetErBedrift).juridiskEnhet).toMatchObject({ basisdata: { __typename: 'Basisdata' } });
  });

  test('the caller of the headers sees her own citizen, and of the rest who says no', async () => {
    const { egen, ...refused } = await run('NotAllowed');
    expect(answerOf(egen).__typename).toBe('Kontaktinformationer');
    for (const [alias, type] of Object.entries(typesOf(refused))) expect(type).toBe(alias);
    const { StarIkkeAutoriseret, ...byScope } = refused;
    expect(answerOf(StarIkkeAutoriseret).opphav).toBe('KILDE');
    for (const field of Object.values(byScope)) {
      expect(answerOf(field)).toMatchObject({ opphav: 'GATEWAY', melding: expect.stringContaining('registergraf:') });
    }
    expect(answerOf(byScope.KildeUtilgjengelig).kode).toBe('MANGLER_SCOPE');
    expect(calls()).toEqual({ grunndata: 0, oppslagstjenesten: 0, star: 2 });
  });

  test('to be star, without scopes, allows it all', async () => {
    const types = typesOf(await run('NotAllowed', { 'x-sandbox-caller': 'star' }));
    expect(types).toMatchObject({ StarIkkeAutoriseret: 'Kontaktinformationer', KildeUtilgjengelig: 'AlleredeAktiv' });
  });

  test('a register that is down or talks nonsense says so by its code', async () => {
    const data = await run('ErrorsOfTheRegister');
    const codes = Object.entries(data).map(([alias, field]) => {
      const { __typename, kode } = answerOf(field);
      return [alias, kode === undefined ? __typename : `${__typename} ${kode}`];
    });
    expect(Object.fromEntries(codes)).toEqual({
      down503: 'KildeUtilgjengelig HTTP_503',
      soapFault: 'KildeUtilgjengelig SOAP_FAULT',
      starDown: 'KildeUtilgjengelig HTTP_503',
      postkasseFault: 'KildeUtilgjengelig SOAP_FAULT',
      star1011: 'KildeUtilgjengelig 1011',
      grunndataUventet: 'GrunndataUventetFeil -1000',
      triedAgain: 'Basisdata',
      ugyldigJson: 'KildeUtilgjengelig UGYLDIG_SVAR',
      contradiction: 'KildeUtilgjengelig UGYLDIG_SVAR',
      udokumentertStar: 'UdokumentertFeil 4985',
      udokumentertPostkasse: expect.stringMatching(/^UdokumentertFeil /),
      udokumentertGrunndata: expect.stringMatching(/^UdokumentertFeil /),
    });
  });
});

describe('the pane of headers', () => {
  test('opens with the caller that everybody is without it', async () => {
    const [own] = Object.keys(headersOf({ headers: defaultHeaders(SANDBOX) ?? '' }));
    expect(own).toBe('x-sandbox-caller');
    expect(await run('Kontaktinformation')).toEqual(await run('Kontaktinformation', {}));
  });

  test('names callers and scopes that there are', async () => {
    const text = defaultHeaders(SANDBOX) ?? '';
    const names = [...text.matchAll(/\b(?:[\w-]+@)?\w+-1\b/g)].map(([name]) => name);
    expect(names).toEqual(['jobcenter-1', 'akasse-1', 'kommune-1', 'aktoer-1@jobcenter-1', 'deler@kommune-1']);
    expect(names.filter((name) => !findSandboxCaller(name))).toEqual([]);
    expect(findSandboxCaller('deler@kommune-1')?.user.identifikator).toBe('2902445014');
    expect(text).toContain('2902445014');
    const uncommented = headersOf({ headers: text.replace('// "', '"') });
    expect(uncommented['x-sandbox-scopes']).toBe('registergraf:enhet.read');
    expect((await run('Kontaktinformation', uncommented)).borgereMedEmail?.__typename).toBe('StarManglendeRettigheder');
  });

  test('holds a place for a token where one is required, and nobody’s name', async () => {
    const withToken = await readTabs({ sandbox: true, tokenRequired: true });
    for (const tab of withToken) expect(headersOf(tab)).toEqual({ authorization: 'Bearer <token>' });
    expect(withToken[0]?.query).toContain('npm run --silent token');
    expect((await readTabs({ sandbox: false, tokenRequired: true }))[0]?.query).not.toContain('npm run');
  });

  test('is empty where nothing decides who asks', async () => {
    expect(defaultHeaders({ sandbox: false, tokenRequired: false })).toBeUndefined();
  });
});

test('in front of real registers no tab writes, is somebody, or tells of the sandbox’s people', async () => {
  const left = ['People', 'Write', 'NotAllowed', 'ErrorsOfTheRegister'];
  const real = await namesOf({ sandbox: false, tokenRequired: true });
  expect(real).toEqual(tabs.map(nameOf).filter((name) => !left.includes(name)));
});

describe('beside real units', () => {
  const real: GraphiqlSettings = { ...SANDBOX, real: ['ENHETSREGISTERET'] };

  test('the tabs about one unit ask for a real one, the first says so, and the others stay', async () => {
    const beside = await readTabs(real);
    expect(beside[0]?.query).toMatch(/\n\n# Units are real: this gateway asks\n# ENHETSREGISTERET\.\n/);
    const changed = beside.filter(({ query }, index) => index > 0 && query !== tabs[index]?.query);
    expect(changed.map(nameOf)).toEqual(['Enhet']);
    for (const tab of [beside[0], ...changed]) {
      expect(tab?.query).toContain('enhet(organisasjonsnummer: "974760673")');
      expect(validate(schema, parse(tab?.query ?? ''))).toEqual([]);
    }
    expect(beside.map(({ headers, variables }) => ({ headers, variables }))).toEqual(
      tabs.map(({ headers, variables }) => ({ headers, variables })),
    );
  });

  test('the number is asked of the register, as it stands in the first tab', async () => {
    const asked: string[] = [];
    const register = await serve(({ url = '' }, response) => {
      asked.push(url);
      const unit = { organisasjonsnummer: '974760673', navn: 'REGISTERENHETEN I BRØNNØYSUND' };
      const isUnit = url === '/enhetsregisteret/api/enheter/974760673';
      response.writeHead(isUnit ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isUnit ? { ...unit, organisasjonsform: { kode: 'ORGL', beskrivelse: 'x' } } : {}));
    });
    const before = await startGateway({
      sources: ({ enhet }) => ({
        enhet: enhet && {
          ...enhet,
          source: 'enhetsregisteret',
          enhetsregisteretUrl: `${register}/enhetsregisteret/api`,
        },
      }),
    });
    const [first] = await readTabs(real);
    const answer = await (await before.post({ query: first?.query })).json();
    await before.close();
    expect(answer).toMatchObject({
      data: {
        borger: { kontaktinformation: { __typename: 'Kontaktinformationer' } },
        innbygger: { kontaktregister: { __typename: 'Kontaktregisteroppfoering' } },
        enhet: { basisdata: { __typename: 'Basisdata', navn: 'REGISTERENHETEN I BRØNNØYSUND' } },
      },
    });
    expect(asked.some((url) => url.includes('974760673'))).toBe(true);
  });
});
