import { describe, expect, it } from 'vitest';
import { COUNTED, READ } from '../../../src/server/metrics/definitions.ts';
import {
  createCounts,
  createHistograms,
  observe,
  type Reading,
  readingOf,
} from '../../../src/server/metrics/families.ts';
import { createTogether } from '../../../src/server/metrics/together.ts';

/** What one worker says that has answered so many requests, each in so many seconds. */
function readings(
  requests: number,
  seconds: number,
  { active, delay }: { active: number; delay: number },
): readonly Reading[] {
  const ways = createCounts(COUNTED.ways);
  ways.of('short').value += requests;
  const waits = createHistograms(COUNTED.waits);
  for (let one = 0; one < requests; one += 1) observe(waits.of('STAR'), COUNTED.waits.buckets, seconds);
  return [
    ways.read(),
    waits.read(),
    readingOf(READ.active, [{ labels: {}, value: active }]),
    readingOf(READ.delayMax, [{ labels: {}, value: delay }]),
    readingOf(READ.uptime, [{ labels: {}, value: delay }]),
  ];
}

async function scraped(together: ReturnType<typeof createTogether>): Promise<Record<string, number>> {
  const { text } = await together.scrape();
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, series = '', value] = /^([^#\s].*) (\S+)$/.exec(line) ?? [];
      return series ? [[series, Number(value)]] : [];
    }),
  );
}

const SHORT = 'registergraf_requests_by_way_total{way="short"}';
const COUNT = 'registergraf_call_wait_seconds_count{kilde="STAR"}';
const BUCKET = 'registergraf_call_wait_seconds_bucket{kilde="STAR",le="0.01"}';

/** Two workers that answer at once. */
function two() {
  const together = createTogether();
  const said = {
    1: readings(3, 0.007, { active: 1, delay: 0.5 }),
    2: readings(2, 0.5, { active: 2, delay: 0.25 }),
  };
  for (const place of [1, 2] as const) together.joined(place, () => together.told(place, said[place]));
  return { together, said };
}

describe('Several workers', () => {
  it('are added up, and of ages and delays it is the most, or the least', async () => {
    const { together } = two();
    expect(await scraped(together)).toMatchObject({
      [SHORT]: 5,
      [COUNT]: 5,
      [BUCKET]: 3,
      'registergraf_call_wait_seconds_sum{kilde="STAR"}': expect.closeTo(1.021),
      http_server_active_requests: 3,
      nodejs_eventloop_delay_max_seconds: 0.5,
      process_uptime_seconds: 0.25,
      registergraf_workers: 2,
      registergraf_worker_crashes_total: 0,
    });
  });

  it('lose nothing of what one had counted that has crashed, nor of one after another', async () => {
    const { together } = two();
    await scraped(together);
    together.left(1, true);
    expect(await scraped(together)).toMatchObject({
      ...{ [SHORT]: 5, [COUNT]: 5, [BUCKET]: 3 },
      // What only holds now does not: nobody works on its requests.
      http_server_active_requests: 2,
      registergraf_workers: 1,
      registergraf_worker_crashes_total: 1,
    });
    together.joined(1, () => together.told(1, readings(1, 0.007, { active: 0, delay: 0 })));
    await scraped(together);
    together.left(1, true);
    together.left(2, false);
    expect(await scraped(together)).toMatchObject({
      ...{ [SHORT]: 6, [COUNT]: 6, [BUCKET]: 4 },
      ...{ registergraf_workers: 0, registergraf_worker_crashes_total: 2 },
    });
  });

  it('are counted as before where one does not answer in time, or ends while it is asked', async () => {
    const together = createTogether(1);
    let answers = true;
    together.joined(1, () => answers && together.told(1, readings(3, 0.007, { active: 1, delay: 0.5 })));
    expect(await scraped(together)).toMatchObject({ [SHORT]: 3 });
    answers = false;
    expect(await scraped(together)).toMatchObject({ [SHORT]: 3, http_server_active_requests: 1 });

    const patient = createTogether();
    patient.joined(1, () => setImmediate(() => patient.left(1, true)));
    expect(await scraped(patient)).toMatchObject({ registergraf_workers: 0 });
    // It answers though it is known no more.
    patient.told(1, readings(3, 0.007, { active: 1, delay: 0.5 }));
    expect((await scraped(patient))[SHORT]).toBeUndefined();
  });
});
