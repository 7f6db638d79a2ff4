import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLostSpansLog, LOST_AGAIN_MS } from '../../../src/server/log/lost-spans.ts';
import { createLogger } from '../../../src/server/logging.ts';
import { createSpanQueue, MAX_QUEUED } from '../../../src/server/traces/span-queue.ts';
import { starCertificates } from '../../support/certificates.ts';
import { type Collector, startCollector } from '../../support/collector.ts';
import { startGateway } from '../../support/gateway.ts';
import { captureOutput } from '../../support/output.ts';
import { PATIENCE } from '../../support/patience.ts';
import { tracesTo } from '../../support/traced.ts';

// A collector that does not take spans: nobody waits for it, and what it does not get is counted.

const UNIT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const ANSWER = { data: { enhet: { basisdata: { __typename: 'Basisdata' } } } };

let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
});
afterEach(() => {
  collector.answers = 200;
});
afterAll(() => collector.close());

async function startBefore(answers: Collector['answers'], url = collector.url) {
  collector.answers = answers;
  const gateway = await startGateway({ traces: tracesTo(collector, { url }) });
  onTestFinished(() => gateway.sandbox.close());
  const ask = async () => (await gateway.post({ query: UNIT })).json();
  const lost = () => gateway.logged().filter(({ msg }) => msg === 'spans were lost');
  return { gateway, ask, lost };
}

describe('requests are answered, and what is lost is told when the gateway ends,', () => {
  test('where nobody listens', async () => {
    const gone = await startCollector();
    await gone.close();
    const { gateway, ask, lost } = await startBefore(200, gone.url);
    expect(await ask()).toEqual(ANSWER);
    await gateway.stop();
    expect(lost()).toMatchObject([{ level: 'warn', lost: 2, errorCode: 'CLOSING' }]);
  });

  test('where the collector holds a message and says nothing', async () => {
    const { gateway, ask, lost } = await startBefore('silent');
    const before = collector.headers.length;
    expect(await ask()).toEqual(ANSWER);
    await vi.waitUntil(() => collector.headers.length > before, PATIENCE);
    expect(await ask()).toEqual(ANSWER);
    await gateway.stop();
    expect(lost()).toMatchObject([{ lost: 4, errorCode: 'CLOSING' }]);
  });

  test('where the collector refuses them, with its status and none of its words', async () => {
    const { gateway, ask, lost } = await startBefore(400);
    expect(await ask()).toEqual(ANSWER);
    await gateway.stop();
    const told = lost();
    expect(told.reduce((sum, one) => sum + Number(one.lost), 0)).toBe(2);
    for (const one of told) {
      expect(one).toEqual({
        level: 'warn',
        time: expect.any(String),
        lost: one.lost,
        errorCode: 'HTTP_400',
        msg: one.msg,
      });
    }
  });
});

test('a collector is trusted by the authority that is named, and by no other', async () => {
  const { ca, server } = starCertificates();
  const secure = await startCollector(server);
  onTestFinished(() => secure.close());
  const lost: string[] = [];
  for (const trusted of [ca, undefined]) {
    const gateway = await startGateway({ traces: tracesTo(secure, { ca: trusted }) });
    await gateway.post({ query: UNIT });
    await gateway.stop();
    await gateway.sandbox.close();
    lost.push(
      ...gateway.logged().flatMap(({ msg, errorCode }) => (msg === 'spans were lost' ? String(errorCode) : [])),
    );
  }
  expect(secure.spans).toHaveLength(2);
  expect(lost).toEqual([expect.stringMatching(/^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)$/)]);
});

test('so many spans wait, and one more is dropped', async () => {
  collector.answers = 'silent';
  const before = collector.headers.length;
  const losses: [number, string][] = [];
  const exporter = new OTLPTraceExporter({ url: collector.url, timeoutMillis: 100 });
  const queue = createSpanQueue(exporter, (...loss) => losses.push(loss));
  const tracer = new TracerProvider({ spanProcessors: [queue] }).getTracer('test');
  const end = (count: number) => {
    for (let more = 0; more < count; more += 1) tracer.startSpan('x').end();
  };
  // A message is on its way, and all others wait for it.
  end(128);
  await vi.waitUntil(() => collector.headers.length > before, PATIENCE);
  end(MAX_QUEUED);
  expect(losses).toEqual([]);
  expect(queue.pending()).toBe(128 + MAX_QUEUED);
  end(2);
  expect(losses).toEqual([
    [1, 'QUEUE_FULL'],
    [1, 'QUEUE_FULL'],
  ]);
  expect(queue.pending()).toBe(128 + MAX_QUEUED);
  await queue.shutdown().catch(() => undefined);
  await vi.waitUntil(() => queue.pending() === 0, PATIENCE);
  const lost = losses.reduce((sum, [count]) => sum + count, 0);
  expect(lost).toBe(2 + 128 + MAX_QUEUED);
  end(1);
  expect(queue.pending()).toBe(0);
});

test('what is lost is told at once, then once in ten minutes, and at the end', () => {
  const output = captureOutput();
  const tell = createLostSpansLog(createLogger('warn', output));
  onTestFinished(() => void vi.restoreAllMocks());
  const at = (ms: number, count: number, errorCode = 'ECONNREFUSED') => {
    vi.spyOn(performance, 'now').mockReturnValue(ms);
    tell(count, errorCode);
  };
  at(0, 1);
  at(1, 2);
  at(LOST_AGAIN_MS - 1, 3);
  at(LOST_AGAIN_MS, 4);
  at(LOST_AGAIN_MS + 1, 5, 'QUEUE_FULL');
  at(LOST_AGAIN_MS + 2, 0, 'CLOSING');
  at(LOST_AGAIN_MS + 3, 0, 'CLOSING');
  at(LOST_AGAIN_MS + 4, 6, 'CLOSING');
  const lines = output.lines.map((line) => JSON.parse(line)).map(({ lost, errorCode }) => `${lost} ${errorCode}`);
  expect(lines).toEqual(['1 ECONNREFUSED', '9 ECONNREFUSED', '5 QUEUE_FULL', '6 CLOSING']);
});
