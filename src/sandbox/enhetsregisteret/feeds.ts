import type { Json, Resource } from './units/document.ts';

export const KINDS = ['Ny', 'Endring', 'Sletting', 'Fjernet', 'Ukjent'] as const;
export type Endringstype = (typeof KINDS)[number];

export interface Oppdatering {
  readonly oppdateringsid: number;
  /** With milliseconds, in UTC. */
  readonly dato: string;
  readonly organisasjonsnummer: string;
  readonly endringstype: Endringstype;
  /** RFC 6902, of the unit's answer; only where something has changed. */
  readonly endringer?: Json;
}

/** The roles of a unit have changed; how, is not told. */
export interface RolleOppdatering {
  readonly id: number;
  readonly time: string;
  readonly organisasjonsnummer: string;
}

/** The three feeds, each with its own series of ids. */
export interface Feeds {
  readonly enheter: Oppdatering[];
  readonly underenheter: Oppdatering[];
  readonly roller: RolleOppdatering[];
}

/** One entry of each kind in both, under the same ids: the series have nothing to do with each other. */
export function createFeeds(): Feeds {
  return {
    enheter: [
      {
        ...entry(25152016, '2026-09-01T10:30:11.706Z', '700000001', 'Endring'),
        endringer: [
          { op: 'replace', path: '/forretningsadresse/adresse/0', value: 'Prøveveien 4' },
          {
            op: 'add',
            path: '/historiskeNavn/-',
            value: { navn: 'HALV SANDKASSE AS', fraDato: '2001-02-03 20:19:35', tilDato: '2026-09-01 12:29:08' },
          },
          { op: 'remove', path: '/mobil' },
        ],
      },
      entry(25152017, '2026-09-01T10:31:02.001Z', '700011003', 'Sletting'),
      entry(25152018, '2026-09-01T10:31:20.250Z', '700120015', 'Ny'),
      entry(25152019, '2026-09-01T10:31:40.500Z', '700041018', 'Fjernet'),
      entry(25152020, '2026-09-01T10:32:00.000Z', '700021009', 'Ukjent'),
    ],
    underenheter: [
      {
        ...entry(25152016, '2026-09-02T08:00:00.100Z', '700013006', 'Endring'),
        endringer: [{ op: 'replace', path: '/antallAnsatte', value: 62 }],
      },
      entry(25152017, '2026-09-21T08:00:00.200Z', '700120007', 'Sletting'),
      entry(25152018, '2026-09-21T08:00:00.300Z', '700115518', 'Ny'),
      entry(25152019, '2026-09-21T08:00:00.400Z', '700120074', 'Fjernet'),
      entry(25152020, '2026-09-21T08:00:00.500Z', '700000303', 'Ukjent'),
    ],
    roller: [{ id: 900001, time: '2026-08-26T06:00:00.000Z', organisasjonsnummer: '700099903' }],
  };
}

function entry(
  oppdateringsid: number,
  dato: string,
  organisasjonsnummer: string,
  endringstype: Endringstype,
): Oppdatering {
  return { oppdateringsid, dato, organisasjonsnummer, endringstype };
}

/** Appends an entry, under the next id where none is given. */
export function append(
  feeds: Feeds,
  resource: Resource,
  entry: Omit<Oppdatering, 'oppdateringsid'> & { readonly oppdateringsid?: number | undefined },
): Oppdatering {
  const { oppdateringsid = 1 + (feeds[resource].at(-1)?.oppdateringsid ?? 0), ...rest } = entry;
  const appended = { oppdateringsid, ...rest };
  feeds[resource].push(appended);
  return appended;
}

export function appendRoller(feeds: Feeds, organisasjonsnummer: string, time: string): RolleOppdatering {
  const appended = { id: 1 + (feeds.roller.at(-1)?.id ?? 0), time, organisasjonsnummer };
  feeds.roller.push(appended);
  return appended;
}
