import { vi } from 'vitest';
import { RegistersDocument } from '../../examples/typed/graphql.ts';
import { type ReceivedSpan, startCollector } from './collector.ts';
import { exampleDocuments, startGateway } from './gateway.ts';
import { PATIENCE } from './patience.ts';
import { tracesTo } from './traced.ts';

/** One request as an operator sees it. */
export interface Seen {
  /** Its line of the log. */
  readonly line: Readonly<Record<string, unknown>>;
  /** The server's own first, then its calls in the order in which they began. */
  readonly spans: readonly ReceivedSpan[];
  /** The series of /metrics that it has changed, without the buckets of histograms: `name{labels}`, and by how much. */
  readonly series: ReadonlyMap<string, number>;
}

/** A client asks all registers in one request, which they have answered before: the sandbox has made its keys by then. */
export async function seeOneRequest(): Promise<Seen> {
  const collector = await startCollector();
  const gateway = await startGateway({ documents: exampleDocuments(), traces: tracesTo(collector) });
  const scrape = async () => seriesIn(await (await fetch(`${gateway.url}/metrics`)).text());
  try {
    const variables = { cpr: '0101505006', personidentifikator: '02827112006', organisasjonsnummer: '700102009' };
    const ask = async (nth: number) => {
      await gateway.ask(RegistersDocument, variables);
      const lines = () => gateway.logged().filter(({ msg }) => msg === 'operation');
      await vi.waitUntil(() => lines().length === nth, PATIENCE);
      return lines().at(-1) ?? {};
    };
    await ask(1);
    const before = await scrape();
    const line = await ask(2);
    const after = await scrape();
    await gateway.stop();
    const ofServer = ({ kind }: ReceivedSpan) => (kind === 'SERVER' ? 0 : 1);
    const spans = collector.spans
      .filter(({ traceId }) => traceId === line.traceId)
      .toSorted((one, other) => ofServer(one) - ofServer(other) || one.startMs - other.startMs);
    const changes = [...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
    const series = new Map(changes.filter(([, change]) => change !== 0));
    return { line, spans, series };
  } finally {
    await gateway.sandbox.close();
    await collector.close();
  }
}

function seriesIn(exposition: string): ReadonlyMap<string, number> {
  const lines = exposition
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !/_bucket\{/.test(line));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}
