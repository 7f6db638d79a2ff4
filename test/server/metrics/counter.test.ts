import { describe, expect, it } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import { MAX_OUTCOMES, Tally } from '../../../src/graph-kit/context.ts';
import { knownLabels } from '../../../src/metrics.ts';
import { held } from '../../../src/server/documents/documents.ts';
import { createCounter } from '../../../src/server/metrics/counter.ts';
import type { Value } from '../../../src/server/metrics/families.ts';
import { MAX_WORDS } from '../../../src/server/metrics/labels.ts';
import type { Counted } from '../../../src/server/metrics/observer.ts';

const DOCUMENTS = new Map([['sha256:0', 'query Known { __typename }']]);
const counterOf = (tokenRequired = true) => createCounter(knownLabels(held(DOCUMENTS), tokenRequired));

const call: CallReport = { kilde: 'STAR', operation: 'Get', attempt: 1, waitedMs: 0, durationMs: 5, status: 200 };
const answered = { status: 200, isUnanswered: false };

function counted(changes: Partial<Counted> = {}): Counted {
  const began = performance.now();
  return {
    request: { method: 'POST' },
    began,
    tally: new Tally(),
    operation: { kind: 'query' },
    caller: {},
    way: 'short',
    ...changes,
  };
}

/** What a metric says, by its labels. */
function read(counter: ReturnType<typeof counterOf>, name: string): readonly Value[] {
  return counter.read().find((reading) => reading.name === name)?.values ?? [];
}
const labelsOf = (values: readonly Value[], label: string) => [...new Set(values.map(({ labels }) => labels[label]))];

describe('What counts requests', () => {
  it('tells documents’ operations apart, and no other, whatever ten thousand clients call theirs', () => {
    const counter = counterOf();
    const ask = (operation: Counted['operation']) => counter.begin().over(counted({ operation }), answered);
    ask({ kind: 'query', name: 'Known' });
    ask({ kind: 'query' });
    ask({ kind: 'query', name: 'Unknown' });
    ask({ kind: 'query', name: 'Unknown', refused: 'TOO_MANY_CALLS' });
    ask({ kind: 'query', name: 'Unknown', refused: 'MADE_UP' });
    const before = counter.read().flatMap(({ values }) => values).length;
    for (let index = 0; index < 10_000; index += 1) ask({ kind: 'query', name: `Name${index}` });
    for (let index = 0; index < 10_000; index += 1) ask({ kind: 'query', name: `N${index}`, refused: `CODE_${index}` });
    expect(counter.read().flatMap(({ values }) => values)).toHaveLength(before);
    const durations = read(counter, 'http_server_request_duration_seconds');
    expect(labelsOf(durations, 'graphql_operation_name')).toEqual(['Known', undefined, 'other']);
    expect(labelsOf(durations, 'error_type')).toEqual([undefined, 'TOO_MANY_CALLS', 'other']);
  });

  it('knows a bounded number of reasons why tokens are refused, and counts none where none is asked for', () => {
    const [asking, open] = [counterOf(), counterOf(false)];
    for (const counter of [asking, open]) {
      counter.begin().over(counted(), answered);
      for (let index = 0; index < 10_000; index += 1) {
        const operation = { refused: 'UNAUTHENTICATED', why: `WHY_${index % 5000}` };
        counter.begin().over(counted({ operation, caller: undefined, way: undefined }), answered);
      }
    }
    const name = 'registergraf_token_verifications_total';
    expect(read(asking, name)).toHaveLength(MAX_WORDS + 3);
    expect(read(asking, name).reduce((sum, { value }) => sum + value, 0)).toBe(10_001);
    expect(read(open, name)).toEqual([]);
  });

  it('knows a bounded number of outcomes, however many codes a register makes up', () => {
    const counter = counterOf();
    for (let round = 0; round < 200; round += 1) {
      const tally = new Tally();
      for (let index = 0; index < MAX_OUTCOMES; index += 1) tally.outcome('UdokumentertFeil', `X${round}-${index}`);
      tally.outcome('UkendtCpr', '1010');
      tally.outcome('Basisdata');
      counter.begin().over(counted({ tally }), answered);
    }
    const told = read(counter, 'registergraf_outcomes_total').filter(
      ({ labels }) => labels.type !== 'KildeUtilgjengelig',
    );
    expect(told).toEqual([
      { labels: { type: 'UdokumentertFeil', kode: 'other' }, value: 200 * MAX_OUTCOMES },
      // Beyond so many outcomes an operation tells the type alone.
      { labels: { type: 'UkendtCpr' }, value: 200 },
      { labels: { type: 'Basisdata' }, value: 200 },
    ]);
  });

  it('counts who is under way, and takes the registers’ time off its own', () => {
    const counter = counterOf();
    const [one, other] = [counter.begin(), counter.begin()];
    expect(read(counter, 'http_server_active_requests')).toEqual([{ labels: {}, value: 2 }]);
    const began = performance.now() - 1_000;
    // Two at once: together they took 900 ms of the second.
    for (const durationMs of [900, 850]) one.callOver({ ...call, durationMs });
    one.over(counted({ began }), answered);
    other.over(counted({ began }), { status: 499, isUnanswered: true });
    expect(read(counter, 'http_server_active_requests')).toEqual([{ labels: {}, value: 0 }]);
    const own = read(counter, 'registergraf_request_own_duration_seconds');
    const numberOf = (metricName: string, le?: number) =>
      own.find((value) => value.metricName?.endsWith(metricName) && (le === undefined || value.labels.le === le))
        ?.value;
    // Nobody knows of the one whose client has left.
    expect([numberOf('_count'), numberOf('_bucket', 0.05), numberOf('_bucket', 0.5)]).toEqual([1, 0, 1]);
    const statuses = labelsOf(read(counter, 'http_server_request_duration_seconds'), 'http_response_status_code');
    expect(statuses).toEqual([200, 499]);
  });

  it('takes off what another’s call and a pause before a further try have taken', () => {
    const counter = counterOf();
    const request = counter.begin();
    const began = performance.now() - 1_000;
    request.joined('STAR', began + 10);
    request.paused(began + 5);
    request.over(counted({ began }), answered);
    const own = read(counter, 'registergraf_request_own_duration_seconds');
    expect(own.find(({ labels: { le } }) => le === 0.25)?.value).toBe(1);
  });
});

describe('What counts calls', () => {
  it.each<[string, Partial<CallReport>, object, number]>([
    ['data', {}, { result: 'data' }, 1],
    ['a documented code', { answered: '1010', status: 400 }, { result: 'documented', kode: '1010' }, 1],
    ['a code that nobody documents', { kode: '4711', status: 400 }, { result: 'failed', kode: 'other' }, 1],
    ['a status', { kode: 'HTTP_599', status: 599 }, { result: 'failed', kode: 'HTTP_5xx' }, 1],
    ['no answer', { kode: 'TIDSAVBRUDD', status: undefined }, { result: 'failed', kode: 'TIDSAVBRUDD' }, 1],
    ['a client that has left', { kode: 'AVBRUTT', status: undefined }, { result: 'aborted', kode: 'AVBRUTT' }, 1],
    [
      'nothing that was sent',
      { kode: 'KRETS_AAPEN', status: undefined, durationMs: 0 },
      { result: 'unsent', kode: 'KRETS_AAPEN' },
      0,
    ],
  ])('%s', (_, changes, labels, sent) => {
    const counter = counterOf();
    counter.begin().callOver({ ...call, ...changes });
    expect(read(counter, 'registergraf_calls_total')).toEqual([
      { labels: { kilde: 'STAR', operation: 'Get', ...labels }, value: 1 },
    ]);
    const counts = read(counter, 'http_client_request_duration_seconds').filter(({ metricName }) =>
      metricName?.endsWith('_count'),
    );
    expect(counts.map(({ value }) => value)).toEqual(sent ? [1] : []);
  });

  it('is bounded, whatever statuses and codes a register sends', () => {
    const counter = counterOf();
    for (let index = 0; index < 10_000; index += 1) {
      const status = 100 + (index % 900);
      const of = index % 2 === 0 ? { kode: `K${index}` } : { answered: `A${index}` };
      counter.begin().callOver({ ...call, ...of, status });
    }
    expect(read(counter, 'registergraf_calls_total').map(({ labels }) => labels.kode)).toEqual(['other', 'other']);
    const statuses = labelsOf(read(counter, 'http_client_request_duration_seconds'), 'http_response_status_code');
    expect(statuses).toContain('other');
    expect(statuses.length).toBeLessThan(70);
  });

  it('tells further tries and joins', () => {
    const counter = counterOf();
    const request = counter.begin();
    for (const attempt of [1, 2, 3]) request.callOver({ ...call, attempt });
    request.joined('STAR', performance.now());
    expect(read(counter, 'registergraf_call_retries_total').map(({ value }) => value)).toEqual([2]);
    expect(read(counter, 'registergraf_joined_reads_total')).toEqual([{ labels: { kilde: 'STAR' }, value: 1 }]);
  });
});
