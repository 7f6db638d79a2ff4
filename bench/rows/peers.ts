import { profileRequests } from '../profiling.ts';
import { QUERIES } from '../queries.ts';
import { type ServerName, whyMissing } from '../servers.ts';
import { absolute, type Absolute, type Line, ratio, type Row, type Target } from './row.ts';

const AHEAD = { moreThan: 1 };
const FAR_AHEAD = { atLeast: 10 };

const row = (name: string, about: string, servers: readonly ServerName[], target: Target): Row => ({
  name,
  about,
  async measure(bed, { rounds, seconds, connections }) {
    const there = servers.filter((server) => !whyMissing(server));
    const skipped = servers.flatMap((server) => {
      const missing = whyMissing(server);
      return missing ? [`${server}: ${missing}`] : [];
    });
    if (there.length === 0) return { lines: [], skipped };
    const lines: Line[] = [];
    const all: Absolute[] = [];
    for (const query of [QUERIES.small, QUERIES.list]) {
      const measured = await bed.rounds(['gateway', ...there], query, { rounds, seconds, connections });
      for (const server of there) {
        lines.push(
          {
            measure: `${query.name}: requests a second, gateway ÷ ${server}`,
            measured: ratio(measured, ['gateway', server], 'requestsPerSecond'),
            target,
          },
          {
            measure: `${query.name}: CPU a request, ${server} ÷ gateway`,
            measured: ratio(measured, [server, 'gateway'], 'cpuMicrosPerRequest'),
            target,
          },
        );
      }
      all.push(...absolute(measured, query.name));
    }
    return { lines, skipped, absolute: all };
  },
  explain: async (bed, settings) => [
    await profileRequests(bed, 'gateway', QUERIES.small, settings),
    await profileRequests(bed, 'gateway', QUERIES.list, settings),
  ],
});

export const peers = row(
  'peers',
  'The same schema and sources behind other servers, without the gateway’s protections, tokens, audit or log',
  ['mercurius', 'apollo', 'yoga'],
  AHEAD,
);

export const hive = row('hive', 'Hive Gateway (Mesh) over the same register', ['hive'], FAR_AHEAD);
