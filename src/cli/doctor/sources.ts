import type { SourcesConfig } from '../../sources/config.ts';
import { type Probe, type ProbeStage, probe } from '../../wire/probe.ts';
import { createTlsContext } from '../../wire/tls.ts';
import type { Check } from './check.ts';

/** WS-Security's timestamps and tokens hold for a minute or so: past that, clocks that differ refuse each other. */
const MAX_AHEAD_MS = 60_000;
/** A person at a terminal waits for the slowest. */
const MAX_WAIT_MS = 10_000;

/** Whether somebody is at each address, and what the clock says there. Nobody is asked about, and no credentials are sent. */
export async function checkSources(sources: SourcesConfig): Promise<Check[]> {
  const { kontaktinformation: star, postkasse, enhet } = sources;
  const timeoutMs = Math.min(sources.timeoutMs, MAX_WAIT_MS);
  const tls = star && createTlsContext(star.client, star.trusted);
  const checks = await Promise.all([
    checkEndpoint('STAR_URL', star?.url, { timeoutMs, tls }),
    checkEndpoint('POSTKASSE_URL', asWsdl(postkasse?.postkasseUrl), { timeoutMs }),
    checkEndpoint('KONTAKTREGISTER_URL', asWsdl(postkasse?.kontaktregisterUrl), { timeoutMs }),
    checkEndpoint('GRUNNDATA_URL', asWsdl(enhet?.grunndataUrl), { timeoutMs }),
    checkEndpoint('FRIVILLIGHET_URL', asWsdl(enhet?.frivillighetUrl), { timeoutMs }),
  ]);
  return checks.flat();
}

/** What a SOAP service may be asked by GET. */
function asWsdl(url: string | undefined): string | undefined {
  return url && `${url}?wsdl`;
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
