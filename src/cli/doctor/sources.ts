import { configOf, policyOf, SOURCES, type SourcesConfig } from '../../sources/index.ts';
import { proxyFor } from '../../wire/http/proxy.ts';
import { type Probe, type ProbeStage, probe } from '../../wire/probe.ts';
import type { Check } from './check.ts';

/** WS-Security's timestamps and tokens hold for a minute or so: past that, clocks that differ refuse each other. */
const MAX_AHEAD_MS = 60_000;
/** A person at a terminal waits for the slowest. */
const MAX_WAIT_MS = 10_000;

/** Whether somebody is at each address, and what the clock says there. Nobody is asked about, and no credentials are sent. */
export async function checkSources(sources: SourcesConfig): Promise<Check[]> {
  const checks = SOURCES.flatMap((source) => {
    const config = configOf(source, sources);
    if (!config) return [];
    const { timeoutMs, proxy } = policyOf(source, sources);
    return Object.values(source.services).map((service) => {
      const url = service.addressOf(config);
      const asked = url && `${url}${service.probe ?? ''}`;
      const how = { timeoutMs: Math.min(timeoutMs, MAX_WAIT_MS), tls: service.tlsOf?.(config) };
      const checked = checkEndpoint(service.variable, asked, how);
      return asked && proxyFor(new URL(asked), proxy) ? checked.then(withoutProxy) : checked;
    });
  });
  return (await Promise.all(checks)).flat();
}

/** What the sources stand on beside their addresses: a copy, say. */
export function examineSources(sources: SourcesConfig): Check[] {
  return SOURCES.flatMap((source) => {
    const config = configOf(source, sources);
    return config ? (source.examine?.(config) ?? []) : [];
  });
}

/** The gateway asks by a proxy, which is not done here: that nobody answers directly may be as it should be. */
function withoutProxy(checks: readonly Check[]): Check[] {
  return checks.map((check) =>
    check.area === 'source'
      ? {
          ...check,
          state: check.state === 'failure' ? 'warning' : check.state,
          text: `${check.text}; asked directly, though the gateway asks by a proxy`,
        }
      : check,
  );
}

const STAGES: Record<ProbeStage, string> = {
  connect: 'no connection',
  tls: 'connected, but the TLS handshake failed',
  http: 'connected, but no answer came',
};

/** One address, under the name of its variable; none where it is not configured. */
export async function checkEndpoint(
  name: string,
  url: string | undefined,
  how: Parameters<typeof probe>[1],
): Promise<Check[]> {
  if (url === undefined) return [];
  const address = new URL(url);
  const result = await probe(address, how);
  if (result.kind === 'answered') return [answered(name, address, result), ...checkClock(name, result)];
  const text = `${name} ${address.origin}: ${STAGES[result.stage]} (${result.code})`;
  return [{ area: 'source', state: 'failure', text, facts: { stage: result.stage, code: result.code } }];
}

type Answered = Extract<Probe, { kind: 'answered' }>;

function answered(name: string, { origin }: URL, { status, connectMs, tls, answerMs }: Answered): Check {
  const isDown = status >= 502 && status <= 504;
  const shaken = tls ? `, ${tls.version} in ${tls.ms} ms` : '';
  return {
    area: 'source',
    state: isDown ? 'warning' : 'ok',
    text: `${name} ${origin}: ${isDown ? 'answers that it is down' : 'answers'}, HTTP ${status} in ${answerMs} ms (connected in ${connectMs} ms${shaken})`,
    facts: { status, connectMs, ...(tls && { tlsMs: tls.ms }), answerMs },
  };
}

function checkClock(name: string, { clockAheadMs }: Answered): Check[] {
  if (clockAheadMs === undefined) return [{ area: 'clock', state: 'ok', text: `${name}: does not tell the time` }];
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  const state = Math.abs(clockAheadMs) > MAX_AHEAD_MS ? 'warning' : 'ok';
  const text = seconds === 0 ? 'the same as ours' : `${seconds} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} ours`;
  return [{ area: 'clock', state, text: `${name}: ${text}`, facts: { aheadMs: Math.round(clockAheadMs) } }];
}
