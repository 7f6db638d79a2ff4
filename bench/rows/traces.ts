import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Rounds, Sample, TestBed } from '../bed.ts';
import { type Child, startChild } from '../child.ts';
import { QUERIES } from '../queries.ts';
import { spread } from '../statistics.ts';
import { absolute, ratio, type Row, type Settings } from './row.ts';

/** How much dearer a request may be in which one of a hundred is traced. */
const HUNDREDTH = { atMost: 1.05 };

const WAYS = ['off', 'hundredth', 'all'] as const;
/** Milliseconds after which spans that have waited for others are sent. */
const SENT_MS = 1_500;

type Way = (typeof WAYS)[number];

const RATIOS: Readonly<Record<Exclude<Way, 'off'>, string>> = { hundredth: '0.01', all: '1' };

export const traces: Row = {
  name: 'traces',
  about: 'The gateway that sends spans to a collector, of each request and of one in a hundred, against itself without',
  async measure(bed, settings) {
    const collector = await startChild('./collector.ts');
    try {
      return await measure(bed, collector, settings);
    } finally {
      await collector.stop();
    }
  },
};

async function measure(bed: TestBed, collector: Child, settings: Settings) {
  const children: Record<Way, Child> = {
    off: await bed.server('gateway'),
    hundredth: await startTraced(bed, collector, 'hundredth'),
    all: await startTraced(bed, collector, 'all'),
  };
  const { small } = QUERIES;
  const asked = {
    off: await bed.prepare(children.off, small),
    hundredth: await bed.prepare(children.hundredth, small),
    all: await bed.prepare(children.all, small),
  };
  const { measured, taken } = await inTurns(bed, collector, asked, settings);
  return {
    lines: [
      {
        measure: 'small, one request in a hundred traced ÷ none: CPU a request',
        measured: ratio(measured, ['hundredth', 'off'], 'cpuMicrosPerRequest'),
        target: HUNDREDTH,
      },
      {
        measure: 'small, every request traced ÷ none: CPU a request',
        measured: ratio(measured, ['all', 'off'], 'cpuMicrosPerRequest'),
      },
      {
        measure: 'small, every request traced: spans that the collector has got ÷ requests',
        measured: spread(taken),
      },
    ],
    absolute: absolute(measured, small.name),
    notes: [
      'Traced are two spans a request. Where they come faster than the collector takes them, what does not fit into the queue is lost.',
    ],
  };
}

function startTraced(bed: TestBed, collector: Child, way: keyof typeof RATIOS): Promise<Child> {
  return bed.fresh('gateway', {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: RATIOS[way],
    },
  });
}

/** As `bed.rounds` does it. The collector is asked how much it has got while all is traced. */
async function inTurns(
  bed: TestBed,
  collector: Child,
  asked: Readonly<Record<Way, Asked>>,
  { rounds, seconds, connections }: Settings,
): Promise<{ readonly measured: Rounds<Way>; readonly taken: readonly number[] }> {
  const measured: Record<Way, Sample>[] = [];
  const taken: number[] = [];
  // The small query makes one call: as many as there are requests, those before the measurement too.
  const counts = async () => ({ spans: await collector.ask('spans'), calls: await bed.backend.ask('calls') });
  for (let round = -1; round < rounds; round += 1) {
    const off = await bed.measure(asked.off, { seconds, connections });
    const hundredth = await bed.measure(asked.hundredth, { seconds, connections });
    const before = await counts();
    const all = await bed.measure(asked.all, { seconds, connections });
    await pause(SENT_MS);
    const after = await counts();
    // The first warms all of them up.
    if (round < 0) continue;
    measured.push({ off, hundredth, all });
    taken.push((after.spans - before.spans) / (after.calls - before.calls));
  }
  return { measured, taken };
}
