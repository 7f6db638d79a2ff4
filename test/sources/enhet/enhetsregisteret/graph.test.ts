import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../../../support/gateway.ts';
import { unitNumbers } from '../../../support/numbers.ts';
import { configAt, mainUnit, type Register, startRegister, subUnit } from './register.ts';

// The exact counts as a frontend brings them about: through the graph, whose loaders belong to one operation each.

const THOUSAND = unitNumbers(1000);
const FIELDS = ['basisdata', 'basisdataUtvidet', 'kontaktdata', 'saerligeOpplysninger', 'tilknyttedeOpplysninger'];

let register: Register;
let gateway: RunningGateway;
beforeAll(async () => {
  const units = THOUSAND.slice(0, 998).map((number) => mainUnit(number));
  register = await startRegister(Object.assign(subUnit(THOUSAND[998] as string, THOUSAND[0] as string), ...units));
  const { enhet } = configAt(register.url);
  gateway = await startGateway({
    sources: { enhet },
    // An operation is judged by what it could cost grunndata: a call a unit and field.
    limits: { calls: THOUSAND.length * FIELDS.length },
  });
});
afterAll(() => Promise.all([gateway.close(), register.close()]));
beforeEach(() => register.forget());

async function ask(fields: readonly string[], numbers: readonly string[]) {
  const query = `query ($numbers: [ID!]!) { enheter(organisasjonsnumre: $numbers) { ${fields.map((field) => `${field} { __typename ... on Registerfeil { kode kilde avledet } }`).join(' ')} } }`;
  const response = await gateway.post({ query, variables: { numbers } });
  const { data, errors } = (await response.json()) as { data: { enheter: Record<string, object>[] }; errors?: unknown };
  expect(errors).toBeUndefined();
  return data.enheter;
}

describe('a thousand enheter', () => {
  it('of which all are found are two calls, whatever of their own answers is asked for', async () => {
    const found = THOUSAND.slice(0, 998);
    for (const fields of [FIELDS.slice(0, 1), FIELDS]) {
      register.forget();
      const enheter = await ask(fields, found);
      expect(enheter.flatMap((enhet) => Object.values(enhet)).filter((data) => 'kode' in data)).toEqual([]);
      expect(register.calls()).toEqual([1, 2].map(() => 'GET /enheter?organisasjonsnummer&size'));
    }
  });

  it('with one sub-unit and one that never was are the calls for these more', async () => {
    const enheter = await ask(FIELDS.slice(0, 2), THOUSAND);
    const derived = { kilde: 'ENHETSREGISTERET', avledet: true };
    expect(enheter.slice(998).map(({ basisdata }) => basisdata)).toEqual([
      { __typename: 'EnhetErBedrift', kode: '130', ...derived },
      { __typename: 'EnhetAldriOpprettet', kode: '100', ...derived },
    ]);
    // The legal unit is one of those that have been found.
    expect(register.calls().toSorted()).toEqual(
      [
        'GET /enheter?organisasjonsnummer&size',
        'GET /enheter?organisasjonsnummer&size',
        'GET /underenheter?organisasjonsnummer&size',
        `GET /enheter/${THOUSAND[999]}`,
        `GET /underenheter/${THOUSAND[999]}`,
      ].toSorted(),
    );
  });
});
