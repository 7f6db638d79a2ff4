import type { TraceSettings } from '../../src/server/traces/settings.ts';
import { type Collector, startCollector } from './collector.ts';
import { type GatewaySettings, type RunningGateway, startGateway } from './gateway.ts';

/** Everything is traced, and sent to this collector, but for what differs. */
export function tracesTo({ url }: Collector, more: Partial<TraceSettings> = {}): TraceSettings {
  return {
    url: `${url}/v1/traces`,
    headers: {},
    resource: { 'service.name': 'registergraf-test' },
    sampler: 'parentbased_always_on',
    ratio: 1,
    toRegisters: false,
    ...more,
  };
}

/** A gateway with a collector of its own. The spans of its whole life are kept for the test at the very end, which looks for people in them. */
export async function startTraced(settings: GatewaySettings = {}): Promise<RunningGateway> {
  const collector = await startCollector();
  const gateway = await startGateway({ ...settings, traces: tracesTo(collector) });
  const close = async () => {
    await gateway.close();
    await collector.close();
  };
  return { ...gateway, close };
}
