import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TraceSettings } from '../../../src/server/traces/settings.ts';
import { type Collector, type ReceivedSpan, startCollector } from '../../support/collector.ts';
import { type GatewaySettings, startGateway } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';
import { tracesTo } from '../../support/traced.ts';

// Spans of calls that fail, are tried again or fetch a token; and what registers are told of the trace.

const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const BY_REST = `{
  enhet(organisasjonsnummer: "700102009") { roller { __typename } }
  borger(cpr: "0101505006") { kontaktinformation { __typename } }
}`;

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

type Ask = (gateway: Awaited<ReturnType<typeof startGateway>>) => Promise<unknown>;

/** The spans of one request, the server's first and then calls in their order, and the request's line of the log. */
async function trace(ask: Ask, settings: GatewaySettings = {}, traces: Partial<TraceSettings> = {}) {
  const before = collector.spans.length;
  const gateway = await startGateway({ ...settings, traces: tracesTo(collector, traces) });
  onTestFinished(() => gateway.sandbox.close());
  await ask(gateway);
  await vi.waitUntil(() => gateway.lines.some((line) => line.includes('"msg":"operation"')), PATIENCE);
  await gateway.stop();
  const spans = collector.spans.slice(before).toSorted((one, other) => one.startMs - other.startMs);
  const isServer = ({ kind }: ReceivedSpan) => kind === 'SERVER';
  const line = gateway.logged().find(({ msg }) => msg === 'operation') ?? {};
  return { server: spans.filter(isServer)[0], calls: spans.filter((span) => !isServer(span)), line };
}

/** Every request that the HTTP library sends meanwhile, by what it tells of each. */
async function watch<Result>(act: () => Promise<Result>) {
  const seen: { readonly to: string; readonly traceparent: string | undefined }[] = [];
  const look = (message: unknown) => {
    const { origin, path, headers } = (message as { request: { origin: unknown; path: string; headers: string[] } })
      .request;
    const at = headers.findIndex((name) => name.toLowerCase() === 'traceparent');
    // The test's own request.
    if (path === '/graphql') return;
    seen.push({ to: `${origin}${path}`, traceparent: at < 0 ? undefined : headers[at + 1] });
  };
  subscribe('undici:request:create', look);
  try {
    return { result: await act(), seen };
  } finally {
    unsubscribe('undici:request:create', look);
  }
}

describe('a call', () => {
  test('that fails is an error, and the request that it was for is none', async () => {
    const { server, calls } = await trace((gateway) => {
      gateway.sandbox.enhet.outage = 'unavailable';
      return gateway.post({ query: UNIT });
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ isError: true, statusMessage: '', parentSpanId: server?.spanId });
    expect(calls[0]?.attributes).toMatchObject({
      'error.type': 'HTTP_503',
      'registergraf.kode': 'HTTP_503',
      'http.response.status_code': 503,
    });
    expect(server).toMatchObject({ isError: false, attributes: { 'http.response.status_code': 200 } });
  });

  test('that breaks and is tried again is a span for each try', async () => {
    const { calls } = await trace(
      async (gateway) => {
        gateway.sandbox.enhet.outage = 'drops';
        const asked = gateway.post({ query: UNIT });
        await vi.waitUntil(() => gateway.lines.some((line) => line.includes('call failed')), PATIENCE);
        gateway.sandbox.enhet.outage = 'none';
        await asked;
      },
      { sources: { pausesMs: [300] } },
    );
    const [first, second, ...more] = calls;
    expect(more).toEqual([]);
    expect(first?.attributes).toMatchObject({
      'error.type': 'TILKOBLING',
      'registergraf.error_code': expect.stringMatching(/^[A-Z_]+$/),
    });
    expect(first?.attributes).not.toHaveProperty('http.response.status_code');
    expect(second).toMatchObject({ isError: false, attributes: { 'http.request.resend_count': 1 } });
    expect(second?.attributes).not.toHaveProperty('error.type');
  });

  test('that is answered with a documented code has that, and is no error', async () => {
    const { calls } = await trace((gateway) =>
      gateway.post({ query: '{ enhet(organisasjonsnummer: "700102998") { basisdata { __typename } } }' }),
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      isError: false,
      attributes: { 'registergraf.kode': expect.stringMatching(/^\d+$/) },
    });
  });

  test('that is refused before it is sent takes no time, and asks nobody', async () => {
    const crowded = { sources: { maxConcurrent: 1, maxSlow: 0, maxWaiting: 0 } };
    const units = ['700102009', '700000001'].map(
      (unit, index) => `u${index}: enhet(organisasjonsnummer: "${unit}") { basisdata { __typename } }`,
    );
    const { calls } = await trace((gateway) => {
      gateway.sandbox.enhet.delayMs = 50;
      return gateway.post({ query: `{ ${units.join(' ')} }` });
    }, crowded);
    expect(calls).toHaveLength(2);
    const [unsent, ...others] = calls.filter(({ attributes }) => attributes['error.type'] === 'OVERBELASTET');
    expect(others).toEqual([]);
    expect(unsent?.attributes).not.toHaveProperty('http.request.method');
    expect(unsent?.endMs).toBe(unsent?.startMs);
  });
});

describe('a request', () => {
  test('that is refused has the code, and is no error of the server’s', async () => {
    const { server, calls } = await trace((gateway) => gateway.post({ query: '{' }));
    expect(calls).toEqual([]);
    expect(server).toMatchObject({ name: 'POST /graphql', isError: false });
    expect(server?.attributes).toMatchObject({
      'http.response.status_code': 400,
      'registergraf.refused': 'GRAPHQL_PARSE_FAILED',
    });
  });

  test('whose operation no manifest has is named by its type alone', async () => {
    const { server } = await trace((gateway) => gateway.post({ query: `query Kari01817010055 ${UNIT}` }));
    expect(server?.name).toBe('query');
    expect(server?.attributes).not.toHaveProperty('graphql.operation.name');
    expect(collector.text).not.toContain('Kari');
  });

  test('whose client leaves says so', async () => {
    const left = new AbortController();
    const { server, line } = await trace(async (gateway) => {
      gateway.sandbox.enhet.outage = 'silent';
      const body = JSON.stringify({ query: UNIT });
      const headers = { 'content-type': 'application/json' };
      const asked = fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: left.signal });
      await vi.waitUntil(
        () => gateway.logged().some(({ msg, step }) => msg === 'step' && step === 'execution'),
        PATIENCE,
      );
      left.abort();
      await asked.catch(() => undefined);
    });
    expect(line.hungUp).toBe(true);
    expect(server).toMatchObject({ isError: false, attributes: { 'error.type': 'hungUp' } });
    expect(server?.attributes).not.toHaveProperty('http.response.status_code');
  });
});

describe('registers', () => {
  const ask = (traces: Partial<TraceSettings>, headers: Record<string, string> = {}) =>
    watch(() => trace((gateway) => gateway.post({ query: BY_REST }, headers), { doors: 'rest' }, traces));

  test('are told nothing of the trace', async () => {
    const { result, seen } = await ask({});
    expect(result.calls.length).toBeGreaterThan(3);
    expect(seen.filter(({ traceparent }) => traceparent !== undefined)).toEqual([]);
    expect(seen.length).toBeGreaterThanOrEqual(result.calls.length);
  });

  test('but by a setting the id of the span that asks them, and Maskinporten nothing', async () => {
    const { result, seen } = await ask({ toRegisters: true });
    const { server, calls } = result;
    const tokens = calls.filter(({ name }) => name.startsWith('Maskinporten'));
    const others = calls.filter((span) => !tokens.includes(span));
    expect([tokens.length > 0, others.length > 1]).toEqual([true, true]);
    const told = seen.flatMap(({ traceparent }) => traceparent ?? []);
    expect(told.toSorted()).toEqual(others.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`).toSorted());
    for (const call of calls) expect(call).toMatchObject({ traceId: server?.traceId, parentSpanId: server?.spanId });
    for (const call of others) expect(call.attributes).toMatchObject({ 'server.address': '127.0.0.1' });
    expect(seen.filter(({ to, traceparent }) => /\/token|well-known/.test(to) && traceparent !== undefined)).toEqual(
      [],
    );
  });

  test('also that it is not recorded, where it is not', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const { result, seen } = await ask({ toRegisters: true }, { traceparent });
    expect(result).toMatchObject({ server: undefined, calls: [] });
    const told = seen.flatMap((one) => one.traceparent ?? []);
    expect(told.length).toBeGreaterThan(1);
    for (const one of told)
      expect(one).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$/);
  });
});
