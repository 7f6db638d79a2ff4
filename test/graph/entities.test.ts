import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';

// What federation asks of a subgraph: _entities, over HTTP, as a router sends it.

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

interface Answer {
  readonly data?: { readonly _entities: readonly (Record<string, unknown> | null)[] } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

async function ask(representations: unknown, selection: string): Promise<Answer & { readonly status: number }> {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`;
  const response = await gateway.post({ query, variables: { representations } });
  return { status: response.status, ...((await response.json()) as Answer) };
}

const BASISDATA = '... on Enhet { organisasjonsnummer basisdata { __typename ... on Registerfeil { kode melding } } }';
const KONTAKTREGISTER = '... on Innbygger { personidentifikator kontaktregister { __typename } }';
const KONTAKTINFORMATION = '... on Borger { cpr kontaktinformation { __typename } }';

const enhet = (organisasjonsnummer: unknown) => ({ __typename: 'Enhet', organisasjonsnummer });
const innbygger = (personidentifikator: unknown) => ({ __typename: 'Innbygger', personidentifikator });
const borger = (cpr: unknown) => ({ __typename: 'Borger', cpr });

function calls() {
  const { kontaktinformation, postkasse, enhet } = gateway.sandbox;
  return [kontaktinformation, postkasse, enhet].map((register) => register.traffic().calls);
}

describe('the entities of a router', () => {
  it('come in the order of their representations, of all three nouns, each from its register', async () => {
    const { status, data, errors } = await ask(
      [enhet('700000001'), borger('0101505006'), innbygger('02827112006'), enhet('700011003')],
      `${BASISDATA} ${KONTAKTINFORMATION} ${KONTAKTREGISTER}`,
    );
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(data?._entities).toMatchObject([
      { organisasjonsnummer: '700000001', basisdata: { __typename: 'Basisdata' } },
      { cpr: '0101505006', kontaktinformation: { __typename: 'Kontaktinformationer' } },
      { personidentifikator: '02827112006', kontaktregister: { __typename: 'Kontaktregisteroppfoering' } },
      { organisasjonsnummer: '700011003', basisdata: { __typename: 'EnhetSlettet', kode: '110' } },
    ]);
    expect(calls()).toEqual([1, 1, 2]);
  });

  it('cost no call themselves', async () => {
    const { data } = await ask([enhet('700000001'), enhet('x'), borger('')], '... on Enhet { organisasjonsnummer }');
    expect(data?._entities).toEqual([
      { __typename: 'Enhet', organisasjonsnummer: '700000001' },
      { __typename: 'Enhet', organisasjonsnummer: 'x' },
      { __typename: 'Borger' },
    ]);
    expect(calls()).toEqual([0, 0, 0]);
  });

  it('that are malformed answer the documented code, and cost no call', async () => {
    const { data, errors } = await ask([enhet('12345'), borger('010150500')], `${BASISDATA} ${KONTAKTINFORMATION}`);
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      { basisdata: { __typename: 'UgyldigOrganisasjonsnummerFormat', kode: '10000' } },
      { kontaktinformation: { __typename: 'UgyldigCpr' } },
    ]);
    expect(calls()).toEqual([0, 0, 0]);
  });

  it('cost what their keys cost through a list field, duplicates once', async () => {
    const numbers = unitNumbers(40);
    const organisasjonsnumre = Array.from({ length: 100 }, (_, index) => numbers[index % 40]);
    await ask(organisasjonsnumre.map(enhet), BASISDATA);
    const asEntities = calls();
    gateway.sandbox.reset();
    await gateway.post({
      query: 'query ($o: [ID!]!) { enheter(organisasjonsnumre: $o) { basisdata { __typename } } }',
      variables: { o: organisasjonsnumre },
    });
    expect(asEntities).toEqual([0, 0, 40]);
    expect(calls()).toEqual(asEntities);
  });

  it('are one call for 1000 residents; 1001 are refused before any', async () => {
    const residents = synthetic(1001).map(innbygger);
    const { data, errors } = await ask(residents.slice(0, 1000), KONTAKTREGISTER);
    expect(errors).toBeUndefined();
    expect(data?._entities).toHaveLength(1000);
    expect(calls()).toEqual([0, 1, 0]);
    gateway.sandbox.reset();
    const { status, errors: refused } = await ask(residents, KONTAKTREGISTER);
    expect(status).toBe(422);
    expect(refused).toMatchObject([{ extensions: { code: 'TOO_MANY_VALUES' } }]);
    expect(calls()).toEqual([0, 0, 0]);
  });

  it('count in the limit of backend calls: 500 units of two fields pass, 501 are refused', async () => {
    const two = '... on Enhet { basisdata { __typename } kontaktdata { __typename } }';
    const numbers = Array.from({ length: 501 }, () => enhet('700000001'));
    expect(await ask(numbers.slice(0, 500), two)).toMatchObject({ status: 200 });
    expect(calls()).toEqual([0, 0, 2]);
    expect(await ask(numbers, two)).toMatchObject({
      status: 422,
      errors: [{ extensions: { code: 'TOO_MANY_CALLS' } }],
    });
  });

  it('may carry what another subgraph says of them; it is not looked at', async () => {
    const { data } = await ask([{ ...enhet('700000001'), basisdata: 'x', tilskudd: [1] }], BASISDATA);
    expect(data?._entities).toMatchObject([{ basisdata: { __typename: 'Basisdata' } }]);
  });

  it('of nobody are an empty list', async () => {
    expect(await ask([], BASISDATA)).toEqual({ status: 200, data: { _entities: [] } });
  });
});

describe('a bad representation costs itself, and says what is wrong without repeating it', () => {
  const BAD: Readonly<Record<string, readonly [representation: unknown, message: string]>> = {
    'no entity of this graph': [{ __typename: 'Ukjent', id: 'hemmelig' }, 'needs a __typename'],
    'a type that is no entity': [{ __typename: 'Basisdata', navn: 'hemmelig' }, 'needs a __typename'],
    'the interface of all failures': [{ __typename: 'Registerfeil' }, 'needs a __typename'],
    'a name that every object has': [{ __typename: 'constructor' }, 'needs a __typename'],
    'a __typename that is no text': [{ __typename: 7 }, 'needs a __typename'],
    'no __typename': [{ cpr: '0101505006', navn: 'hemmelig' }, 'needs a __typename'],
    'no key': [{ __typename: 'Enhet', navn: 'hemmelig' }, 'needs the key organisasjonsnummer of Enhet'],
    'another type’s key': [{ __typename: 'Innbygger', cpr: '0101505006' }, 'needs the key personidentifikator'],
    'a key that is null': [borger(null), 'needs the key cpr of Borger'],
    'a key that is true': [borger(true), 'needs the key cpr of Borger'],
    'a key that is no whole number': [borger(10150500.6), 'needs the key cpr of Borger'],
    'a key that is a list': [borger(['hemmelig']), 'needs the key cpr of Borger'],
    'a key that is an object': [borger({ cpr: 'hemmelig' }), 'needs the key cpr of Borger'],
    'a text': ['hemmelig', 'is not an object'],
    'a list': [[], 'needs a __typename'],
  };

  it.each(Object.entries(BAD))('%s', async (_, [representation, message]) => {
    const { status, data, errors } = await ask([representation, enhet('700000001')], BASISDATA);
    expect(status).toBe(200);
    expect(data?._entities).toMatchObject([null, { basisdata: { __typename: 'Basisdata' } }]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'INVALID_REPRESENTATION' } }]);
    expect(errors?.[0]?.message).toContain(`representations[0] ${message}`);
    // Digits alone would not tell: what looks like somebody's number is masked in every error.
    expect(JSON.stringify(errors)).not.toMatch(/hemmelig|Ukjent|constructor|\d{5}/);
  });

  it('null is refused with the whole request, as the type of the argument says', async () => {
    const { status, data, errors } = await ask([null, enhet('700000001')], BASISDATA);
    expect({ status, data }).toEqual({ status: 422, data: undefined });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_VARIABLES' } }]);
    expect(calls()).toEqual([0, 0, 0]);
  });

  it('a whole number is a key, as the scalar ID takes it', async () => {
    const { data, errors } = await ask([enhet(700000001), borger(101505006)], `${BASISDATA} ${KONTAKTINFORMATION}`);
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      { organisasjonsnummer: '700000001', basisdata: { __typename: 'Basisdata' } },
      // Its nought is lost, so it is no cpr: the field says so.
      { cpr: '101505006', kontaktinformation: { __typename: 'UgyldigCpr' } },
    ]);
  });
});
