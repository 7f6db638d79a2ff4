import { freePorts } from '../../test/support/ports.ts';
import type { TestBed } from '../bed.ts';
import { QUERIES } from '../queries.ts';
import { absolute, ratio, type Row, type Settings } from './row.ts';

/** How much dearer a request may be that is counted. */
const COUNTED = { atMost: 1.05 };

/** Milliseconds between two scrapes while it is measured: fifteen times as often as Prometheus does it. */
const SCRAPE_MS = 1_000;

export const metrics: Row = {
  name: 'metrics',
  about: 'The gateway that counts for Prometheus, and is read once a second, against itself without',
  async measure(bed, settings) {
    const port = await freePorts();
    const children = {
      off: await bed.server('gateway'),
      on: await bed.fresh('gateway', { env: { METRICS_PORT: String(port) } }),
    };
    const stop = scrape(`http://127.0.0.1:${port}/metrics`);
    const { small } = QUERIES;
    const asked = { off: await bed.prepare(children.off, small), on: await bed.prepare(children.on, small) };
    const measured = await inTurns(bed, asked, settings);
    const scrapes = await stop();
    return {
      lines: [
        {
          measure: 'small, counted ÷ not: CPU a request',
          measured: ratio(measured, ['on', 'off'], 'cpuMicrosPerRequest'),
          target: COUNTED,
        },
      ],
      absolute: absolute(measured, small.name),
      notes: [`The metrics were read ${scrapes} times meanwhile.`],
    };
  },
};

async function inTurns(
  bed: TestBed,
  asked: Readonly<Record<'off' | 'on', Awaited<ReturnType<TestBed['prepare']>>>>,
  { rounds, seconds, connections }: Settings,
) {
  const measured = [];
  for (let round = -1; round < rounds; round += 1) {
    const one = {
      off: await bed.measure(asked.off, { seconds, connections }),
      on: await bed.measure(asked.on, { seconds, connections }),
    };
    // The first warms both up.
    if (round >= 0) measured.push(one);
  }
  return measured;
}

/** Reads the metrics until what it returns is called, which says how often. */
function scrape(url: string): () => Promise<number> {
  let count = 0;
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(async () => {
      const response = await fetch(url);
      const text = await response.text();
      if (!text.includes('http_server_request_duration_seconds_count')) throw new Error('it does not count');
      count += 1;
    });
  }, SCRAPE_MS);
  return async () => {
    clearInterval(timer);
    await last;
    return count;
  };
}
