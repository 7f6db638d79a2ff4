import type { Reading } from './families.ts';

/** What is answered to Prometheus. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** What has been counted, as Prometheus reads it. */
export type Scrape = () => Promise<Exposition>;

/** What processes have counted, in one text: numbers with equal labels are one, as each metric says. Loads the library. */
export async function expose(processes: readonly (readonly Reading[])[]): Promise<Exposition> {
  const { AggregatorRegistry } = await import('prom-client');
  // It takes what `getMetricsAsJSON` gives; only the type says that each has a function of its own to be read by.
  const registry = AggregatorRegistry.aggregate(processes as unknown as object[]);
  return { contentType: registry.contentType, text: await registry.metrics() };
}
