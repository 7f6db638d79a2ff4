import { MAX_CONNECTIONS } from '../bed.ts';
import { profileRequests } from '../profiling.ts';
import { QUERIES } from '../queries.ts';
import { spread } from '../statistics.ts';
import { absolute, type Absolute, type Line, ratio, type Row } from './row.ts';

const DELAY_MS = 5;
const P99 = { atMost: 1.15 };
const ADDED_MS = { atMost: 0.1 };

export const waiting: Row = {
  name: 'waiting',
  about: `A register that takes ${DELAY_MS} ms, ${MAX_CONNECTIONS} connections: the slowest hundredth of the requests`,
  async measure(bed, { rounds, seconds }) {
    const lines: Line[] = [];
    const all: Absolute[] = [];
    await bed.backend.ask(`delay ${DELAY_MS}`);
    try {
      for (const query of [QUERIES.small, QUERIES.list]) {
        const measurement = { rounds, seconds, connections: MAX_CONNECTIONS };
        const measured = await bed.rounds(['gateway', 'byHand'], query, measurement);
        lines.push({
          measure: `${query.name} at ${DELAY_MS} ms, ${MAX_CONNECTIONS} connections: p99, gateway ÷ by hand`,
          measured: ratio(measured, ['gateway', 'byHand'], 'p99Ms'),
          target: P99,
        });
        all.push(...absolute(measured, `${query.name}, ${DELAY_MS} ms`));
      }
    } finally {
      await bed.backend.ask('delay 0');
    }
    return { lines, absolute: all };
  },
  explain: async (bed, settings) => [await profileRequests(bed, 'gateway', QUERIES.small, settings)],
};

export const added: Row = {
  name: 'added',
  about: 'One connection: the median time of a request, less that of the handler by hand',
  async measure(bed, { rounds, seconds }) {
    const measured = await bed.rounds(['gateway', 'byHand'], QUERIES.small, { rounds, seconds, connections: 1 });
    const more = measured.map(({ gateway, byHand }) => gateway.medianMs - byHand.medianMs);
    return {
      lines: [
        {
          measure: 'small, one connection: latency added',
          measured: spread(more),
          unit: 'ms',
          digits: 3,
          target: ADDED_MS,
        },
      ],
      absolute: absolute(measured, 'small, one connection'),
    };
  },
  explain: async (bed, settings) => [
    await profileRequests(bed, 'gateway', QUERIES.small, { ...settings, connections: 1 }),
  ],
};
