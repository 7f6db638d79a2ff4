import type { Sample } from '../bed.ts';
import { profileRequests } from '../profiling.ts';
import { queryOf } from '../queries.ts';
import { spread } from '../statistics.ts';
import { absolute, type Absolute, type Line, type Row } from './row.ts';

const UNITS = [10, 100, 1000] as const;
const FLAT = { atMost: 1.3 };
const CONNECTIONS = 2;
const SERVERS = ['gateway', 'byHand'] as const;

export const sizes: Row = {
  name: 'sizes',
  about: `Queries of ${UNITS.join(', ')} different units: CPU a unit`,
  async measure(bed, { rounds, seconds }) {
    /** Of each server, by round and size. */
    const perUnit = { gateway: [] as number[][], byHand: [] as number[][] };
    const all: Absolute[] = [];
    const sized = new Map<number, Record<(typeof SERVERS)[number], Sample>[]>(UNITS.map((units) => [units, []]));
    const measurement = { rounds: 1, seconds, connections: CONNECTIONS };
    for (let round = 0; round < rounds; round += 1) {
      for (const [units, measured] of sized) measured.push(...(await bed.rounds(SERVERS, queryOf(units), measurement)));
      for (const server of SERVERS) {
        perUnit[server].push(UNITS.map((units) => micros(sized.get(units)?.[round]?.[server], units)));
      }
    }
    for (const [units, measured] of sized) all.push(...absolute(measured, `${units} units`));
    const lines: Line[] = SERVERS.map((server) => ({
      measure: `${UNITS.join(', ')} units: CPU a unit, most ÷ least, ${server}`,
      measured: spread(perUnit[server].map((ofRound) => Math.max(...ofRound) / Math.min(...ofRound))),
      ...(server === 'gateway' && { target: FLAT }),
    }));
    const each = UNITS.map(
      (units, index): Line => ({
        measure: `${units} units: CPU a unit, gateway`,
        measured: spread(perUnit.gateway.map((ofRound) => ofRound[index] ?? Number.NaN)),
        unit: 'µs',
        digits: 1,
      }),
    );
    return { lines: [...lines, ...each], absolute: all };
  },
  explain: async (bed, settings) => [
    await profileRequests(bed, 'gateway', queryOf(UNITS[0]), { ...settings, connections: CONNECTIONS }),
    await profileRequests(bed, 'gateway', queryOf(UNITS[2]), { ...settings, connections: CONNECTIONS }),
  ],
};

function micros(sample: Sample | undefined, units: number): number {
  return (sample?.cpuMicrosPerRequest ?? Number.NaN) / units;
}
