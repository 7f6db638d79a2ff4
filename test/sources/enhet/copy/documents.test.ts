import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentOf, textOf, wholeOf } from '../../../../src/sources/enhet/adapters/copy/documents.ts';

const LINK_NAMES = ['links', '_links'];

test('both halves together are the JSON, whatever stands in it', () => {
  const names = fc.oneof(
    fc.constantFrom('navn', 'organisasjonsnummer', 'postadresse', 'kapital', '__proto__', 'toString'),
    fc.string({ unit: 'binary' }).filter((name) => !LINK_NAMES.includes(name)),
  );
  const values = fc.jsonValue({ stringUnit: 'binary' }).filter((value) => !JSON.stringify(value).includes('links'));
  fc.assert(
    fc.property(fc.dictionary(names, values), (members) => {
      // Which every unit has.
      const unit = { ...members, navn: 'EN AS' };
      const { head, rest } = documentOf(unit);
      const sorted = (value: object) => Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
      expect(sorted(JSON.parse(wholeOf(head, rest)))).toEqual(sorted(JSON.parse(JSON.stringify(unit))));
    }),
  );
});

test('the head has what Basisdata and a search take, and all else stands in the rest', () => {
  const unit = JSON.parse(readFileSync(new URL('samples/unit.json', import.meta.url), 'utf8'));
  const { head, rest } = documentOf(unit);
  expect(Object.keys(JSON.parse(head)).toSorted()).toEqual([
    'forretningsadresse',
    'historiskeNavn',
    'navn',
    'organisasjonsform',
    'organisasjonsnummer',
    'postadresse',
    'registreringsdatoEnhetsregisteret',
  ]);
  expect(JSON.parse(rest)).toMatchObject({ kapital: unit.kapital, aktivitet: unit.aktivitet });
});

test('text is ASCII, and says what it said', () => {
  const said = { navn: 'BLÅBÆR OG RØDBET – 日本 𝄞 \ud800', 'nøkkel "links":': ['", "links":[]'] };
  const text = textOf(said);
  expect(text).toMatch(/^[ -~]+$/);
  expect(JSON.parse(text)).toEqual(said);
});

test('links are left out, wherever they stand', () => {
  const link = { self: { href: 'https://register.example/1' } };
  const unit = {
    links: [],
    navn: 'EN AS',
    _links: link,
    organisasjonsform: { kode: 'AS', _links: link, links: [] },
    a: 1,
  };
  const { head, rest } = documentOf(unit);
  expect(JSON.parse(wholeOf(head, rest))).toEqual({ navn: 'EN AS', organisasjonsform: { kode: 'AS' }, a: 1 });
});
