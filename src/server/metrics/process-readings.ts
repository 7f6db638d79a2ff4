import { type EventLoopUtilization, monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { RESOLUTION_MS } from '../http/load.ts';
import { createHistograms, observe, type Reading, readingOf, type Value } from './families.ts';
import { GC_BUCKETS, PROCESS_METRICS as METRICS } from './process-definitions.ts';

/** What the collector of garbage does, by the numbers that Node has for it (`perf_hooks.constants`), in the words of the conventions. */
const GC_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'minor'],
  [4, 'major'],
  [8, 'incremental'],
  [16, 'weakcb'],
]);

const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

/** Measures the process that it runs in, until it is closed. */
export function createProcessReadings(version: string) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const collections = createHistograms(METRICS.gc);
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as { readonly detail?: { readonly kind?: number } }).detail ?? {};
      observe(collections.of(GC_TYPES.get(kind ?? 0) ?? 'other'), GC_BUCKETS, entry.duration / 1000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  let used: EventLoopUtilization = performance.eventLoopUtilization();

  /** A turn is timed every so many milliseconds; what is beyond is late. Nothing has been timed yet: not a number. */
  const late = (nanoseconds: number) =>
    Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1000) : 0;

  return {
    read(): readonly Reading[] {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, used);
      used = now;
      const { user, system } = process.cpuUsage();
      const readings = [
        readingOf(METRICS.delayMean, one(late(delays.mean))),
        readingOf(METRICS.delayP50, one(late(delays.percentile(50)))),
        readingOf(METRICS.delayP90, one(late(delays.percentile(90)))),
        readingOf(METRICS.delayP99, one(late(delays.percentile(99)))),
        readingOf(METRICS.delayMax, one(late(delays.max))),
        readingOf(METRICS.utilization, one(utilization)),
        collections.read(),
        readingOf(
          METRICS.heapUsed,
          getHeapSpaceStatistics().map(({ space_name, space_used_size }) => ({
            labels: { v8js_heap_space_name: space_name },
            value: space_used_size,
          })),
        ),
        readingOf(METRICS.heapLimit, one(getHeapStatistics().heap_size_limit)),
        readingOf(METRICS.memory, one(process.memoryUsage.rss())),
        readingOf(METRICS.cpu, [
          { labels: { cpu_mode: 'user' }, value: user / MICROSECONDS },
          { labels: { cpu_mode: 'system' }, value: system / MICROSECONDS },
        ]),
        readingOf(METRICS.uptime, one(process.uptime())),
        readingOf(METRICS.build, [{ labels: { version, node_version: process.version }, value: 1 }]),
      ];
      delays.reset();
      return readings;
    },
    close(): void {
      delays.disable();
      observer.disconnect();
    },
  };
}

function one(value: number): readonly Value[] {
  return [{ labels: {}, value }];
}
