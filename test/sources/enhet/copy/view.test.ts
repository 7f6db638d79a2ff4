import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCopyClient } from '../../../../src/sources/enhet/adapters/copy/client.ts';
import { createHeadings } from '../../../../src/sources/enhet/adapters/copy/headings.ts';
import type { CopyStore } from '../../../../src/sources/enhet/adapters/copy/store.ts';
import type { DataOfOperation, EnhetPort } from '../../../../src/sources/enhet/enhet.ts';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { countedCall } from '../../registers.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.fetch();
});
afterAll(() => world.close());

/** A port over the world's copy, and what it has read of units: how much of how many, by one question each. */
function counting() {
  const read: string[] = [];
  const store: CopyStore = {
    ...world.store,
    lookUp(numbers, extent) {
      read.push(`${extent} of ${numbers.length}`);
      return world.store.lookUp(numbers, extent);
    },
  };
  const knowledge = world.store.knowledge();
  const register = {} as EnhetPort;
  return { read, port: createCopyClient({ store, knowledge: () => knowledge, isAuthorized: false, register }) };
}

const some = (kind: 'units' | 'subUnits', count: number) =>
  [...world[kind].keys()].slice(0, count) as Organisasjonsnummer[];
const ask = (port: EnhetPort, call = countedCall().call) => {
  return <Operation extends keyof DataOfOperation>(operation: Operation, numbers: readonly Organisasjonsnummer[]) =>
    port.hent(operation, numbers, call);
};

test('what a request asks for in one turn is read by one question for each extent', async () => {
  const { read, port } = counting();
  const hent = ask(port);
  const [first = '', second = '', ...others] = some('units', 5) as string[];
  const both = [first, second] as Organisasjonsnummer[];
  await Promise.all([
    hent('hentBasisdataMini', both),
    hent('hentRoller', [...both, ...(others as Organisasjonsnummer[])]),
    hent('hentKontaktdata', both),
    hent('hentBasisdata', [...both, ...both]),
  ]);
  expect(read).toEqual(['whole of 2', 'head of 3']);
  // What is known is not read again, unless there is more to be told of it.
  await hent('hentBasisdataMini', some('units', 5));
  expect(read).toHaveLength(2);
  await hent('hentOpplTilknRegister', some('units', 5));
  expect(read.slice(2)).toEqual(['whole of 3']);
});

test('a request sees no unit that another has read', async () => {
  const { read, port } = counting();
  await ask(port)('hentBasisdataMini', some('units', 3));
  await ask(port)('hentBasisdataMini', some('units', 3));
  expect(read).toEqual(['head of 3', 'head of 3']);
});

test('the units above sub-units are read together, and no more of them than where they belong', async () => {
  const { read, port } = counting();
  const answers = await ask(port)('hentEnBedriftVirksomhet', some('subUnits', 10));
  expect(answers.map((answer) => answer.ok && answer.data.juridiskEnhet)).toEqual(some('units', 10));
  expect(read).toEqual(['whole of 10', 'head of 10']);
});

test('an answer is of the day that it is in Norway, also after midnight', () => {
  let now = '';
  const headingOf = createHeadings(() => new Date(now));
  const at = (moment: string, asOf = '2026-01-01T00:00:00.000Z') => {
    now = moment;
    return headingOf({ asOf, changesFrom: '', changesTo: '', lastIds: { units: 0, subUnits: 0, roles: 0 } });
  };
  for (const [last, first] of [
    ['2026-01-14T22:59:59.999Z', '2026-01-14T23:00:00.000Z'],
    ['2026-07-14T21:59:59.999Z', '2026-07-14T22:00:00.000Z'],
  ] as const) {
    const day = last.slice(0, 'yyyy-MM-'.length);
    expect(at(last).prosessDato).toBe(`${day}14`);
    expect(at(first).prosessDato).toBe(`${day}15`);
    // As a clock that is set back would have it.
    expect(at(last).prosessDato).toBe(`${day}14`);
  }
  const heading = at('2026-07-15T10:00:00.000Z');
  expect(at('2026-07-15T10:59:59.999Z')).toBe(heading);
  const newer = at('2026-07-15T10:59:59.999Z', '2026-07-15T10:30:00.000Z');
  expect(newer).toEqual({ ...heading, ferskhet: '2026-07-15T10:30:00.000Z' });
});
