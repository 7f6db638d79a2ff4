import MiniSearch from 'minisearch';
import { beforeAll, describe, expect, test } from 'vitest';
import { dokumenterteFeil } from '../../../src/graph/dokumenterte-feil.ts';
import { UNAVAILABLE_CODES } from '../../../src/graph/feilkoder.ts';
import { apiSchema } from '../../../src/graph/schema.ts';
import { createGraphSearch, MAX_FOUND, MAX_WORDS } from '../../../src/server/graphiql/browser/graph-search.js';
import { stepsTo } from '../../../src/server/graphiql/browser/docs-explorer.js';
import { tell } from '../../../src/server/graphiql/browser/search-plugin.js';
import { readGlossary } from '../../../src/server/graphiql/glossary.ts';
import { type SearchEntry, searchEntries } from '../../../src/server/graphiql/search-entries.ts';

/** Results that are seen without scrolling, or nearly. */
const FIRST = 8;

const coordinate = ({ on, field, kind, name }: SearchEntry) =>
  kind === 'argument' ? `${on}.${field}(${name}:)` : [on, name].filter(Boolean).join('.');

let entries: readonly SearchEntry[];
let search: ReturnType<typeof createGraphSearch>;
let find: (words: string) => readonly string[];
beforeAll(async () => {
  entries = searchEntries(await readGlossary());
  search = createGraphSearch(MiniSearch, entries);
  find = (words) => search(words).entries.map((entry) => coordinate(entry as SearchEntry));
});

describe('the search in GraphiQL', () => {
  test.each([
    ['phone', 'EnhetKontaktdata.telefonnummer'],
    ['company', 'Query.enhet'],
    ['companies', 'Query.enhet'],
    ['address', 'Basisdata.forretningsadresse'],
    ['mobile', 'Query.borgereMedMobiltelefon'],
    ['role', 'Enhet.roller'],
    ['citizen', 'Query.borger'],
    ['unit', 'Query.enhet'],
    ['error', 'Registerfeil'],
    ['mailbox', 'Mutation.oppdaterPostkasse'],
    ['guardian', 'RollePerson.harVerge'],
    ['auditor', 'RolleEnhet'],
    ['try again', 'Registerfeil.kanProevesIgjen'],
    ['business address', 'Basisdata.forretningsadresse'],
    ['telephone', 'EnhetKontaktdata.telefonnummer'],
    ['street', 'EnhetAdresse.adresselinjer'],
    ['zip', 'EnhetAdresse.postnummer'],
    ['parent company', 'Enhet.konsernstruktur'],
    ['subsidiary', 'Enhet.konsernstruktur'],
  ])('finds by “%s”, in English, %s', (words, wanted) => {
    expect(find(words).slice(0, FIRST)).toContain(wanted);
  });

  test.each([
    ['company', 'Query.enhet'],
    ['unit', 'Query.enhet'],
    ['citizen', 'Query.borger'],
    ['mobile', 'Query.borgereMedMobiltelefon'],
    ['error', 'Query.dokumenterteFeil'],
  ])('begins with what can be asked: “%s”, %s', (words, wanted) => {
    expect(find(words)[0]).toBe(wanted);
  });

  test('takes no mailbox for an address or a company', () => {
    for (const words of ['address', 'company'])
      expect(find(words).slice(0, FIRST)).not.toContain('Mutation.slettPostkasse');
  });

  test('finds a name by its whole, its beginning, one of its parts, and despite a slip', () => {
    for (const words of ['kontaktinformation', 'kontaktinf', 'kontaktinformatoin']) {
      expect(find(words).slice(0, FIRST)).toContain('Borger.kontaktinformation');
    }
    expect(find('varslingsstatus')[0]).toBe('Kontaktregisteroppfoering.varslingsstatus');
    expect(find('Digital').slice(0, FIRST)).toContain('Kontaktregisteroppfoering.digitalPost');
  });

  test('finds every documented code, and those that no type stands for', () => {
    for (const { kode, type } of dokumenterteFeil()) {
      // What stands beside the data is a type for many codes, each of which is a result.
      expect(find(kode).includes(type) || find(kode).includes(`${type}.${kode}`), `${kode} ${type}`).toBe(true);
    }
    for (const [kode] of UNAVAILABLE_CODES) expect(find(kode), kode).toContain(`KildeUtilgjengelig.${kode}`);
    expect(find('POST_ONLY')[0]).toBe('errors.POST_ONLY');
  });

  test('finds nothing of what is nowhere, and with a word that is nowhere', () => {
    expect(find('qqxxzz')).toEqual([]);
    expect(find('phone qqxxzz')).toEqual([]);
  });

  test('shows so many results, and looks at so many words', () => {
    expect(find('kode')).toHaveLength(MAX_FOUND);
    const { total } = search('kode');
    expect(total).toBeGreaterThan(MAX_FOUND);
    expect(tell('kode', search('kode'))).toBe(`The first ${MAX_FOUND} of ${total} results.`);
    expect(tell('street', search('street'))).toBe('One result.');
    expect(tell('guardian', search('guardian'))).toMatch(/^[2-9]\d* results\.$/);
    expect(tell('qqxxzz', search('qqxxzz'))).toBe('Nothing is found for “qqxxzz”.');
    const words = (count: number) => Array.from({ length: count }, () => 'unit').join(' ');
    expect(find(`${words(MAX_WORDS - 1)} qqxxzz`)).toEqual([]);
    expect(find(`${words(MAX_WORDS)} qqxxzz`)).toEqual(find('unit'));
  });
});

describe('what it looks through', () => {
  test('is every type, field, argument and value of the graph, each once', () => {
    // Two registers can document the same code.
    const seen = entries.filter(({ kind }) => kind !== 'code').map(coordinate);
    expect(seen.filter((name, place) => seen.indexOf(name) !== place)).toEqual([]);
    expect(entries.length).toBeGreaterThan(500);
    for (const name of [
      'Enhet',
      'Enhet.roller',
      'Query.borger(cpr:)',
      'KontaktdataType.MOBILTELEFON',
      'SokEnhetInput.soekestreng',
    ]) {
      expect(seen).toContain(name);
    }
    // What an interface has is not said again of each of the types that have it.
    expect(seen.filter((name) => name.endsWith('.betydning'))).toEqual([
      'DokumentertFeil.betydning',
      'Registerfeil.betydning',
    ]);
  });

  test('leads to a type and a field that the documentation shows', () => {
    for (const entry of entries) {
      if (entry.href !== undefined) continue;
      const { type, field } = stepsTo(entry);
      const target = apiSchema.getType(type);
      expect(target, type).toBeDefined();
      if (field === undefined || !target) continue;
      expect('getFields' in target && target.getFields()[field], `${type}.${field}`).toBeTruthy();
    }
  });
});
