import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { RegistersDocument } from '../../../examples/typed/graphql.ts';
import type { TraceSettings } from '../../../src/server/traces/settings.ts';
import { type Collector, type ReceivedSpan, startCollector } from '../../support/collector.ts';
import { exampleDocuments, type GatewaySettings, type RunningGateway, startGateway } from '../../support/gateway.ts';
import { PATIENCE } from '../../support/patience.ts';
import { tracesTo } from '../../support/traced.ts';

// What a collector gets of real requests: by OTLP over HTTP, from a gateway whose registers are the sandbox's.

const VARIABLES = { cpr: '0101505006', personidentifikator: '02827112006', organisasjonsnummer: '700102009' };
const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

/** Each span reads the machine's clock when it is made, which tells whole milliseconds. */
const CLOCK_MS = 2;

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

async function start(traces: Partial<TraceSettings> = {}, more: GatewaySettings = {}): Promise<RunningGateway> {
  const gateway = await startGateway({
    documents: exampleDocuments(),
    ...more,
    traces: tracesTo(collector, traces),
  });
  onTestFinished(() => gateway.sandbox.close());
  return gateway;
}

/** All spans of one request, which ends the gateway so that nothing waits: the server's own first. */
async function spansOf(gateway: RunningGateway, ask: () => Promise<unknown>): Promise<readonly ReceivedSpan[]> {
  const before = collector.spans.length;
  await ask();
  await vi.waitUntil(() => gateway.lines.some((line) => line.includes('"msg":"operation"')), PATIENCE);
  await gateway.stop();
  const byKind = (span: ReceivedSpan) => (span.kind === 'SERVER' ? 0 : 1);
  return collector.spans.slice(before).toSorted((one, other) => byKind(one) - byKind(other));
}

const lineOf = (gateway: RunningGateway) => gateway.logged().find(({ msg }) => msg === 'operation') ?? {};

describe('one request over all three registers', () => {
  let spans: readonly ReceivedSpan[];
  let line: Record<string, unknown>;
  let between: readonly [number, number];
  test('is one span of the server, and one of each call', async () => {
    const gateway = await start();
    const before = Date.now();
    spans = await spansOf(gateway, () => gateway.ask(RegistersDocument, VARIABLES));
    between = [before, Date.now()];
    line = lineOf(gateway);
    expect(spans.map(({ kind, name }) => `${kind} ${name}`).toSorted()).toEqual([
      'CLIENT GetKontaktinformation',
      'CLIENT HentPersoner',
      'CLIENT hentBasisdataMini',
      'CLIENT hentBasisdataMini',
      'SERVER query Registers',
    ]);
  });

  test('which are children of the server’s, within its time', () => {
    const [server, ...calls] = spans;
    expect(server?.parentSpanId).toBe('');
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(5);
    for (const span of calls) {
      expect(span).toMatchObject({ traceId: server?.traceId, parentSpanId: server?.spanId, traceState: '' });
      expect(span.startMs).toBeGreaterThan((server?.startMs ?? Infinity) - CLOCK_MS);
      expect(span.endMs).toBeGreaterThan(span.startMs);
      expect(span.endMs).toBeLessThan((server?.endMs ?? 0) + CLOCK_MS);
    }
    // The clock of the machine, whatever clock the gateway measures by: it may be set while it runs.
    expect(server?.startMs).toBeGreaterThan(between[0] - 50);
    expect(server?.endMs).toBeLessThan(between[1] + 50);
    expect((server?.endMs ?? 0) - (server?.startMs ?? 0)).toBeGreaterThan(Number(line.durationMs) - CLOCK_MS);
  });

  test('with the attributes of the conventions, and nothing else', () => {
    const [server, ...calls] = spans;
    expect(server?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'url.path': '/graphql',
      'url.scheme': 'http',
      'http.response.status_code': 200,
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Registers',
      'registergraf.request_id': line.requestId,
    });
    const star = calls.find(({ attributes }) => attributes['registergraf.kilde'] === 'STAR');
    expect(star?.attributes).toEqual({
      'registergraf.kilde': 'STAR',
      'registergraf.operation': 'GetKontaktinformation',
      'registergraf.waited_ms': expect.any(Number),
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
    });
    expect(calls.map(({ attributes }) => attributes['registergraf.kilde']).toSorted()).toEqual([
      'GRUNNDATA',
      'GRUNNDATA',
      'OPPSLAGSTJENESTEN',
      'STAR',
    ]);
    for (const span of spans) {
      expect(span).toMatchObject({ isError: false, statusMessage: '', others: 0 });
      expect(span.resource).toEqual({
        'service.name': 'registergraf-test',
        'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'telemetry.sdk.language': 'nodejs',
        'telemetry.sdk.name': 'opentelemetry',
        'telemetry.sdk.version': expect.any(String),
      });
    }
  });

  test('and the line of the log has the trace’s id', () => {
    expect(line.traceId).toBe(spans[0]?.traceId);
  });
});

describe('a trace that somebody has begun', () => {
  const askIn = async (
    traceparent: string,
    settings: Partial<TraceSettings> = {},
    more: Record<string, string> = {},
  ) => {
    const gateway = await start(settings);
    const spans = await spansOf(gateway, () => gateway.post({ query: UNIT }, { traceparent, ...more }));
    return { spans, line: lineOf(gateway) };
  };

  test('goes on, and nothing of tracestate or baggage is kept', async () => {
    const { spans, line } = await askIn(`00-${TRACE}-${PARENT}-01`, {}, { tracestate: 'a=b', baggage: 'cpr=x' });
    expect(spans.map(({ traceId, traceState }) => ({ traceId, traceState }))).toEqual([
      { traceId: TRACE, traceState: '' },
      { traceId: TRACE, traceState: '' },
    ]);
    expect(spans[0]?.parentSpanId).toBe(PARENT);
    expect(spans[1]?.parentSpanId).toBe(spans[0]?.spanId);
    expect(line.traceId).toBe(TRACE);
    expect(collector.text).not.toContain('cpr');
  });

  test.each([
    ['malformed', `00-${TRACE}-${PARENT}`],
    ['of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['in capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['with a person’s number for a trace', `00-0101505006${TRACE.slice(10)}-${PARENT}-01`],
    ['with a person’s number for a span', `00-${TRACE}-02827112006abcde-01`],
  ])('but one that is %s is no trace: another one begins', async (_, traceparent) => {
    const { spans, line } = await askIn(traceparent);
    expect(spans).toHaveLength(2);
    expect(spans[0]?.traceId).not.toBe(TRACE);
    expect(spans[0]?.parentSpanId).toBe('');
    expect(line.traceId).toBe(spans[0]?.traceId);
  });

  test.each([
    ['parentbased_always_on', '00', 0],
    ['parentbased_always_off', '01', 2],
    ['parentbased_always_off', undefined, 0],
    ['parentbased_traceidratio', '01', 2],
    ['always_on', '00', 2],
    ['always_off', '01', 0],
    ['traceidratio', '01', 0],
  ] as const)('is sampled by %s, with the flag %s, by %d spans', async (sampler, flags, count) => {
    const traceparent = flags === undefined ? '' : `00-${TRACE}-${PARENT}-${flags}`;
    const { spans, line } = await askIn(traceparent, { sampler, ratio: 0 });
    expect(spans).toHaveLength(count);
    // Also of one that is not sampled here the line has the client's id.
    expect(line.traceId).toBe(flags === undefined ? undefined : TRACE);
  });
});
