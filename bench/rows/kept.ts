import type { Child } from '../child.ts';
import { askOnce } from '../load.ts';
import type { Asked, Rounds, Sample, TestBed } from '../bed.ts';
import { profileRequests } from '../profiling.ts';
import { QUERIES, type Query } from '../queries.ts';
import { whyMissing } from '../servers.ts';
import { absolute, type Absolute, type Line, ratio, type Row, type Settings } from './row.ts';

const KEPT = { moreThan: 1.5 };

export const kept: Row = {
  name: 'kept',
  about: 'The gateway with units kept for a while, against the handler by hand, which asks each time',
  async measure(bed, settings) {
    const missing = whyMissing('kept');
    if (missing) return { lines: [], skipped: [missing] };
    const lines: Line[] = [];
    const all: Absolute[] = [];
    for (const query of [QUERIES.small, QUERIES.list]) {
      const measured = await inTurns(bed, query, settings);
      lines.push(
        {
          measure: `${query.name}, units kept: requests a second, gateway ÷ by hand`,
          measured: ratio(measured, ['kept', 'byHand'], 'requestsPerSecond'),
          target: KEPT,
        },
        {
          measure: `${query.name}, units kept: CPU a request, by hand ÷ gateway`,
          measured: ratio(measured, ['byHand', 'kept'], 'cpuMicrosPerRequest'),
          target: KEPT,
        },
      );
      all.push(...absolute(measured, query.name));
    }
    return { lines, absolute: all };
  },
  explain: async (bed, settings) => [
    await profileRequests(bed, 'kept', QUERIES.small, settings),
    await profileRequests(bed, 'kept', QUERIES.list, settings),
  ],
};

/** As `bed.rounds` does it, but the two differ in what a request costs the register: nothing, once the units are there. */
async function inTurns(bed: TestBed, query: Query, settings: Settings): Promise<Rounds<'kept' | 'byHand'>> {
  const keeping = await bed.server('kept');
  const byHand = await bed.server('byHand');
  const asked = { byHand: await bed.prepare(byHand, query), kept: await fill(bed, keeping, query) };
  const told = asked.kept.expected;
  if (!told.equals(asked.byHand.expected)) throw new Error(`kept units answer ${query.name} otherwise: ${told}`);
  const { rounds, seconds, connections } = settings;
  const measured: Record<'kept' | 'byHand', Sample>[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const one = {
      kept: await bed.measure(asked.kept, { seconds, connections }),
      byHand: await bed.measure(asked.byHand, { seconds, connections }),
    };
    // The first warms both up.
    if (round >= 0) measured.push(one);
  }
  return measured;
}

/** Asks until the register is not asked any more. Each connection is another caller; units are the same for all. */
async function fill(bed: TestBed, child: Child, query: Query): Promise<Asked> {
  await askOnce(child.url, bed.message(query, 1).bytes);
  return bed.prepare(child, { ...query, calls: 0 });
}
