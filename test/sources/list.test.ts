import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FEILKODER } from '../../src/client/index.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { connectSources, SOURCES, type SourcesConfig } from '../../src/sources/index.ts';
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
    expect(Object.keys(VARIABLES.shape).filter((name) => own.includes(name))).toEqual(own);
    const addresses = Object.values(services).map(({ variable }) => variable);
    expect(own).toEqual(expect.arrayContaining([...addresses, ...needs, ...mayStandAlone]));
    expect(needs).toEqual(expect.arrayContaining([...broughtByToken]));
  });

  test('asks the sandbox at each of its services', () => {
    const url = 'http://127.0.0.1:9';
    const config = (sourcesAt(url) as unknown as Record<string, object>)[source.noun] ?? {};
    expect(Object.values(services).map((service) => service.addressOf(config))).toEqual(
      Object.values(services).map(() => url),
    );
  });
});

test('each has a port, loaders, a state, and writes where it has any', async () => {
  const sources = connectSources(BASE satisfies SourcesConfig);
  try {
    const { call } = countedCall();
    const { pace: _, ...loaders } = sources.makeLoaders(call);
    const writes = sources.makeWrites(call, call.signal, sources.makeLoaders(call));
    expect(Object.keys(sources.ports).toSorted()).toEqual(NOUNS);
    expect(Object.keys(loaders).toSorted()).toEqual(NOUNS);
    expect(Object.keys(writes)).toEqual(SOURCES.flatMap(({ noun, makeWrites }) => (makeWrites ? noun : [])));
    expect(sources.state()).toEqual(SOURCES.map(({ kilde }) => ({ kilde, state: 'IKKE_KONFIGURERT' })));
  } finally {
    await sources.close();
  }
});
