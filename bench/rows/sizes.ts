import type { Sample } from '../bed.ts';
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
    const sized = new Map<number, Awaited<ReturnType<typeof bed.rounds<(typeof SERVERS)[number]>>>>();
    for (const units of UNITS) {
      const measurement = { rounds, seconds: Math.max(seconds, 1), connections: CONNECTIONS };
      const measured = await bed.rounds(SERVERS, queryOf(units), measurement);
      sized.set(units, measured);
      all.push(...absolute(measured, `${units} units`));
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const server of SERVERS) {
        perUnit[server].push(UNITS.map((units) => micros(sized.get(units)?.[round]?.[server], units)));
      }
    }
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
    return { lines: [...lines, ...each], absolute: all, profiled: [{ server: 'gateway', query: 'list' }] };
  },
};

function micros(sample: Sample | undefined, units: number): number {
  return (sample?.cpuMicrosPerRequest ?? Number.NaN) / units;
}
