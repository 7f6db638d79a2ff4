import { profileRequests } from '../profiling.ts';
import { QUERIES } from '../queries.ts';
import { absolute, ratio, type Row } from './row.ts';

const BY_HAND = { atLeast: 0.85 };
const FLOOR = { atLeast: 0.6 };

const row = (name: 'small' | 'list', what: string): Row => ({
  name,
  about: `${what}: the gateway against the handler by hand, and that against the floor`,
  async measure(bed, { rounds, seconds, connections }) {
    const query = QUERIES[name];
    const all = await bed.rounds(['gateway', 'byHand', 'floor'], query, { rounds, seconds, connections });
    return {
      lines: [
        {
          measure: `${name}: requests a second, gateway ÷ by hand`,
          measured: ratio(all, ['gateway', 'byHand'], 'requestsPerSecond'),
          target: BY_HAND,
        },
        {
          measure: `${name}: CPU a request, by hand ÷ gateway`,
          measured: ratio(all, ['byHand', 'gateway'], 'cpuMicrosPerRequest'),
          target: BY_HAND,
        },
        {
          measure: `${name}: CPU a request, floor ÷ by hand`,
          measured: ratio(all, ['floor', 'byHand'], 'cpuMicrosPerRequest'),
          target: FLOOR,
        },
      ],
      absolute: absolute(all, name),
    };
  },
  explain: async (bed, settings) => [
    await profileRequests(bed, 'gateway', QUERIES[name], settings),
    await profileRequests(bed, 'byHand', QUERIES[name], settings),
  ],
});

export const small = row('small', 'One unit, one backend call');
export const list = row('list', 'Ten units, five of them different, five backend calls');
