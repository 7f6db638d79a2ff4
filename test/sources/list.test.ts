import { readdirSync, readFileSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { FEILKODER, type Kilde } from 'registergraf-client';
import { documentedVariables } from '../../src/config/documented.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { apiSchema } from '../../src/graph/schema.ts';
import { ALL_SCOPES, INNSYNSLOGG_READ, OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { CHAPTERS } from '../../src/sandbox/overview.ts';
import { REGISTERS } from '../../src/sandbox/registers.ts';
import { fillTables, PAPERS } from '../../src/tables.ts';
import { connectSources, REGISTERS as ASKED, SOURCES, type SourcesConfig } from '../../src/sources/index.ts';
import { BASE, countedCall, sourcesAt } from './registers.ts';

// What is listed of the sources elsewhere comes from their descriptions: a source that is listed is in all of it.

const NOUNS = SOURCES.map(({ noun }) => noun).toSorted();

test('the list has a source for each folder, and its adapters are the folders below it', () => {
  const folders = (path: string) =>
    readdirSync(new URL(`../../src/sources/${path}`, import.meta.url), { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
      .toSorted();
  expect(folders('')).toEqual(NOUNS);
  for (const { noun, adapters } of SOURCES)
    expect(folders(`${noun}/adapters`)).toEqual(Object.keys(adapters).toSorted());
});

describe.each(SOURCES)('$noun', (source) => {
  const { kilde, catalogue, variables, services, needs, broughtByToken = [], mayStandAlone = [] } = source;

  test('says the same name as its catalogue, and the client has its codes', () => {
    expect(catalogue.kilde).toBe(kilde);
    expect(
      FEILKODER.filter((one) => one.kilde === kilde)
        .map(({ kode }) => kode)
        .toSorted(),
    ).toEqual(catalogue.codes.map(({ kode }) => kode).toSorted());
  });

  test('has its variables among those that the configuration reads, in its order', () => {
    const own = Object.keys(variables);
    // What two sources share, as our client at Maskinporten, stands with the first.
    const earlier = new Set(SOURCES.slice(0, SOURCES.indexOf(source)).flatMap((one) => Object.keys(one.variables)));
    const first = own.filter((name) => !earlier.has(name));
    expect(Object.keys(VARIABLES.shape).filter((name) => first.includes(name))).toEqual(first);
    expect(Object.keys(VARIABLES.shape)).toEqual(expect.arrayContaining(own));
    const addresses = Object.values(services).map(({ variable }) => variable);
    expect(own).toEqual(expect.arrayContaining([...addresses, ...needs, ...mayStandAlone]));
    expect(needs).toEqual(expect.arrayContaining([...broughtByToken]));
  });

  test('asks the sandbox at each of its services', () => {
    const url = 'http://127.0.0.1:9';
    const config = (sourcesAt(url) as unknown as Record<string, object>)[source.noun] ?? {};
    const first = Object.values(services).filter(({ door }) => door === undefined);
    expect(first.map((service) => service.addressOf(config))).toEqual(first.map(() => url));
  });

  test('has an adapter for the door of each of its other services', () => {
    const doors = Object.values(services).flatMap(({ door = [] }) => door);
    expect(Object.keys(source.adapters)).toEqual(expect.arrayContaining(doors));
  });
});

describe('what is derived from them', () => {
  test('the values of Kilde, in the graph and for the client, with the descriptions of the sources', () => {
    const kilde = apiSchema.getType('Kilde');
    const values = isEnumType(kilde) ? kilde.getValues() : [];
    for (const { kilde: name, description } of ASKED) {
      expect(values.find(({ value }) => value === name)?.description).toBe(description);
    }
    expect(ASKED.map(({ kilde }) => kilde as Kilde)).toEqual([...new Set(FEILKODER.map(({ kilde }) => kilde))]);
  });

  test('the scopes and the fields that call: each stands in one source, and none elsewhere', () => {
    // Beside the gateway’s own records, which are no source’s.
    expect(ALL_SCOPES).toEqual([...SOURCES.flatMap(({ scopes }) => Object.values(scopes)), INNSYNSLOGG_READ]);
    expect(Object.keys(OPERATION_FIELDS)).toEqual([
      ...SOURCES.flatMap(({ fields }) => Object.keys(fields)),
      'Query.innsynslogg',
    ]);
    for (const { noun, fields, scopes, catalogue } of SOURCES) {
      for (const { scope, operation } of Object.values(fields)) {
        expect(Object.values(scopes), noun).toContain(scope);
        expect(
          catalogue.codes.flatMap(({ operations }) => operations),
          noun,
        ).toContain(operation);
      }
    }
  });

  test('a register of the sandbox for each, with the same services, and people worth asking', () => {
    const own = REGISTERS.filter((register) => !('door' in register));
    expect(own.map(({ name }) => name)).toEqual(SOURCES.map(({ noun }) => noun));
    const servicesOf = (all: readonly { readonly services: object }[]) =>
      all.flatMap(({ services }) => Object.keys(services)).toSorted();
    const door = (one: object) => ('door' in one ? one.door : undefined);
    const asked = SOURCES.map(({ services }) => ({
      services: Object.fromEntries(Object.entries(services).filter(([, service]) => door(service) === undefined)),
    }));
    expect(servicesOf(own)).toEqual(servicesOf(asked));
    expect(servicesOf(REGISTERS)).toEqual([...servicesOf(SOURCES), 'autorisert', 'maskinporten'].toSorted());
    const people = CHAPTERS.reduce((count, { entries }) => count + entries.length, 0);
    const questions = own.map(({ overview }) => Object.values(overview).flatMap(({ entries }) => entries));
    expect(questions.filter((own) => own.length === 0)).toEqual([]);
    expect(questions.flat()).toHaveLength(people);
  });

  test('the tables of the papers: every variable is described, and filling them changes nothing', () => {
    expect(documentedVariables().map(({ name }) => name)).toEqual(Object.keys(VARIABLES.shape));
    const bare = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    for (const paper of PAPERS) {
      const text = readFileSync(new URL(`../../${paper}`, import.meta.url), 'utf8');
      expect(bare(fillTables(paper, text)), 'out of date: run `npm run codegen`').toBe(bare(text));
    }
  });

  test('no file but the two lists names a source’s or a register’s own file, beside the few that are its', () => {
    const src = new URL('../../src/', import.meta.url);
    const naming = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => {
      if (!file.endsWith('.ts') || /^(?:sources|sandbox)\/\w+\//.test(file)) return false;
      return NOUNS.every((noun) => readFileSync(new URL(file, src), 'utf8').includes(`/${noun}/`));
    });
    expect(naming.toSorted()).toEqual(['sandbox/registers.ts', 'sources/list.ts']);
  });
});

test('each has a port, loaders, a state, and writes where it has any', async () => {
  const sources = connectSources(BASE satisfies SourcesConfig);
  try {
    const { call } = countedCall();
    const loaders = sources.makeLoaders(call);
    const writes = sources.makeWrites(call, () => call.signal, loaders);
    // A source's are made when they are first asked for.
    const namesOf = (table: object) => NOUNS.filter((noun) => typeof Reflect.get(table, noun) === 'object');
    expect(Object.keys(sources.ports).toSorted()).toEqual(NOUNS);
    expect(namesOf(loaders)).toEqual(NOUNS);
    expect(namesOf(writes).toSorted()).toEqual(
      SOURCES.flatMap(({ noun, makeWrites }) => (makeWrites ? noun : [])).toSorted(),
    );
    expect(sources.state()).toEqual(SOURCES.map(({ kilde }) => ({ kilde, state: 'IKKE_KONFIGURERT' })));
  } finally {
    await sources.close();
  }
});
