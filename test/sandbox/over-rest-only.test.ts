import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL } from '../../src/sandbox/enhet/enheter.ts';
import * as enhetsregisteret from '../../src/sandbox/enhetsregisteret/settings.ts';
import * as krr from '../../src/sandbox/krr/settings.ts';
import * as maskinporten from '../../src/sandbox/maskinporten/settings.ts';
import { ONLY_REST } from '../../src/sandbox/krr/people.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

// What src/sandbox/README.md says of those whom only the REST services tell of, asked at both doors.

const README = readFileSync(new URL('../../src/sandbox/README.md', import.meta.url), 'utf8');
const [, section = ''] = /\n### Over REST only\n(.*?)(?=\n## )/s.exec(README) ?? [];
const rows = [...section.matchAll(/^\| `(\d+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, number = '', rest, soap]) => ({
  number,
  rest: rest ?? '',
  soap: soap ?? '',
}));
const people = rows.filter(({ number }) => number.length === 11);
const units = rows.filter(({ number }) => number.length === 9);

let rest: RunningGateway;
let soap: RunningGateway;
beforeAll(async () => {
  rest = await startGateway({ doors: 'rest' });
  soap = await startGateway();
});
afterAll(() => Promise.all([rest.close(), soap.close()]));

const QUESTION = `query ($people: [ID!]!, $units: [ID!]!) {
  innbyggere(personidentifikatorer: $people) { kontaktregister { ... on Registerfeil { kode } } }
  enheter(organisasjonsnumre: $units) {
    tilstand { __typename ... on Registerfeil { kode } ... on Enhetstilstander { tilstander { __typename } } }
  }
}`;

interface Answer {
  readonly data: { readonly innbyggere: readonly object[]; readonly enheter: readonly { readonly tilstand: object }[] };
}

async function ask(gateway: RunningGateway) {
  const numbers = (all: typeof rows) => all.map(({ number }) => number);
  const variables = { people: numbers(people), units: numbers(units) };
  const response = await gateway.post({ query: QUESTION, variables });
  return ((await response.json()) as Answer).data;
}

test('the table has everybody and every unit that there is for it', () => {
  expect(people.map(({ number }) => number)).toEqual(Object.values(ONLY_REST));
  const own = ALL.filter(({ orgnr, fjernet }) => orgnr.startsWith('7001200') || fjernet).map(({ orgnr }) => orgnr);
  expect(units.map(({ number }) => number)).toEqual(own.toSorted());
});

test('the people are known at one door, and what became of a unit is told there alone where the table says so', async () => {
  const [overRest, overSoap] = await Promise.all([ask(rest), ask(soap)]);
  expect(overRest.innbyggere).toEqual(people.map(() => ({ kontaktregister: {} })));
  expect(overSoap.innbyggere).toEqual(people.map(() => ({ kontaktregister: { kode: 'BRUKER_IKKE_FUNNET' } })));
  for (const [index, { number, rest: there, soap: here }] of units.entries()) {
    const one = { number, there: overRest.enheter[index]?.tilstand, here: overSoap.enheter[index]?.tilstand };
    const told = { there: expect.objectContaining({ tilstander: [expect.anything()] }) };
    const deleted = expect.objectContaining({ kode: '110' });
    if (here === 'Deleted, 110') expect(one).toEqual({ number, there: deleted, here: deleted });
    if (here === 'Nothing of it') {
      expect(one).toEqual({ number, ...told, here: expect.objectContaining({ tilstander: [] }) });
    }
    if (here === 'Being wound up') {
      expect(there).toMatch(/^Being wound up/);
      expect(one).toEqual({ number, ...told, here: told.there });
    }
  }
});

test('the settings that are named beside it are settings', () => {
  const [, named = ''] = /\nThose of the REST services that are asked for most: (.*?)\n\n/s.exec(README) ?? [];
  const names = [...named.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  const all = [enhetsregisteret, maskinporten, krr].flatMap(({ Settings }) => Object.keys(Settings.shape));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !all.includes(name))).toEqual([]);
});
