import { createReadStream } from 'node:fs';
import {
  hash,
  type Kind,
  madeUpRoles,
  madeUpSubUnit,
  madeUpUnit,
  numbers,
  placeOf,
} from '../../test/sources/enhet/copy/made-up.ts';
import { type FeedEntry, type Json, startPlayedRegister } from '../../test/sources/enhet/copy/played-register.ts';

// The register in a process of its own: it gives the files that write-bulk.ts has written, and makes units when it is asked for them.

const [folder = '', entries = '0'] = process.argv.slice(2);
const FILES: Readonly<Record<string, string>> = {
  '/enheter/lastned': 'units.gz',
  '/underenheter/lastned': 'sub-units.gz',
  '/roller/totalbestand': 'roles.gz',
};

const known = [...numbers('units', Number(entries))];
const FIRST_ID = 25_152_016;
const at = new Date().toISOString();
/** As the register's own feed is made up: three of four are changes, one in a hundred is a removal. */
const typeOf = (number: string): string => {
  const share = hash(number, 60) % 1_000;
  if (share < 7) return 'Fjernet';
  if (share < 77) return 'Sletting';
  return share < 237 ? 'Ny' : 'Endring';
};
const feed: FeedEntry[] = known.map((number, index) => ({ id: FIRST_ID + index, number, type: typeOf(number), at }));
const types = new Map(feed.map(({ number, type }) => [number, type]));

const table = <Value>(kind: Kind, make: (number: string) => Value) => ({
  get: (number: string) => (placeOf(kind, number) === undefined ? undefined : make(number)),
  values: () => [],
});

function unitNow(number: string): Json | 'removed' {
  const type = types.get(number);
  if (type === 'Fjernet') return 'removed';
  // One change in twenty is one of the name.
  const isRenamed = type !== undefined && hash(number, 61) % 20 === 0;
  const { navn, organisasjonsform, ...rest } = madeUpUnit(number, isRenamed ? 1 : 0);
  const kept = { organisasjonsnummer: number, navn, organisasjonsform };
  return type === 'Sletting'
    ? { ...kept, slettedato: '2026-11-01' }
    : { ...rest, ...kept, ...(type && { antallAnsatte: 1_234 }) };
}

const register = await startPlayedRegister(
  {
    units: table('units', unitNow),
    subUnits: table('subUnits', (number) => madeUpSubUnit(number, '700000001')),
    roles: table('units', (number) => madeUpRoles(number, '700000001')),
    feeds: { units: feed, subUnits: [], roles: [] },
  },
  (path) => (FILES[path] ? createReadStream(`${folder}/${FILES[path]}`) : undefined),
);
// The files are a day old, as the register's are: all entries are newer.
register.lastModified = new Date(Date.now() - 1_000).toUTCString();
process.send?.(register.url);
process.once('disconnect', () => process.exit());
