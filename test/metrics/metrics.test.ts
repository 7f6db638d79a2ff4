import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFINITIONS } from '../../src/server/metrics/definitions.ts';
import { MAX_SERIES } from '../../src/server/metrics/families.ts';
import { ROOT } from '../support/cli.ts';
import { identifiers } from '../support/identifiers.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import { ASKED, BOARD, namesIn } from './board.ts';
import { typeErrorsOf } from './board-types.ts';
import { type Prometheus, RULE_TESTS, RULES, startPrometheus } from './prometheus.ts';
import { type Scene, startScene } from './scene.ts';
import { metricOf, type Series, sumOf } from './scrape.ts';

// What stands at /metrics over real traffic, and whether the papers, the alerts and the board know it.

const PAGE = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const CHAPTER = PAGE.slice(PAGE.indexOf('\n## Metrics\n'), PAGE.indexOf('\n## The log\n'));

/** The rows of a table of the chapter, by its first heading. */
function table(heading: string): readonly (readonly string[])[] {
  const start = new RegExp(`^\\| ${heading} +\\|.*\\n\\|[ |-]+\\n((?:\\|.*\\n)+)`, 'm').exec(CHAPTER);
  const rows = (start?.[1] ?? '').trim().split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const codesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
const HISTOGRAMS = new Set(DEFINITIONS.filter(({ type }) => type === 'histogram').map(({ name }) => name));
const NAMES = DEFINITIONS.map(({ name }) => name).toSorted();

let scene: Scene;
let texts: readonly string[];
let series: readonly Series[];
beforeAll(async () => {
  scene = await startScene();
  await scene.traffic();
  ({ texts, series } = await scene.scrape());
});
afterAll(() => scene.close());

describe('The metrics', () => {
  it('are those of the table in docs/operations.md, with its labels and its words', () => {
    const told = table('Metric').map(([name = '', type, labels, help]) => [
      codesIn(name)[0],
      type,
      codesIn(labels),
      help,
    ]);
    expect(told.length).toBeGreaterThan(30);
    expect(told).toEqual(DEFINITIONS.map(({ name, type, labels, help }) => [name, type, labels, help]));
  });

  it('are all there in a scrape, each with its type and its text, and no other is', () => {
    const found = new Set(series.map((one) => metricOf(one, HISTOGRAMS)));
    expect([...found].toSorted()).toEqual(NAMES);
    for (const { name, type, help } of DEFINITIONS) {
      for (const text of texts.slice(0, 1)) {
        expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`);
      }
    }
  });

  it('have the labels that they are to have, each of which is explained, and each of those is seen', () => {
    const seen = new Map<string, Set<string>>();
    for (const { name, labels } of series) {
      const metric = metricOf({ name }, HISTOGRAMS);
      const all = seen.get(metric) ?? new Set();
      for (const label of Object.keys(labels)) if (label !== 'le') all.add(label);
      seen.set(metric, all);
    }
    for (const { name, labels } of DEFINITIONS)
      expect([...(seen.get(name) ?? [])].toSorted(), name).toEqual(labels.toSorted());
    const explained = table('Label').flatMap(([label]) => codesIn(label));
    expect(explained.toSorted()).toEqual([...new Set(DEFINITIONS.flatMap(({ labels }) => labels))].toSorted());
  });

  it('have the buckets that stand there', () => {
    const told = table('Histogram').flatMap(([names, bounds = '']) =>
      codesIn(names).map((name) => [name, bounds.split(', ').map(Number)] as const),
    );
    const made = DEFINITIONS.flatMap(({ name, buckets }) => (buckets ? [[name, buckets] as const] : []));
    expect(new Map(told)).toEqual(new Map(made));
    expect(CHAPTER).toContain(`at most ${MAX_SERIES} combinations`);
  });

  it('count what was asked', () => {
    const own = series.slice(0, series.length);
    const requests = 'http_server_request_duration_seconds_count';
    expect(sumOf(own, requests, { error_type: 'UNAUTHENTICATED' })).toBe(2);
    expect(sumOf(own, requests, { error_type: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
    expect(sumOf(own, requests, { http_request_method: '_OTHER' })).toBe(1);
    expect(sumOf(own, requests, { graphql_operation_name: 'Basisdata' })).toBe(2);
    expect(sumOf(own, requests, { graphql_operation_name: 'other' })).toBeGreaterThan(1);
    expect(sumOf(own, 'registergraf_token_verifications_total', { result: 'NO_JWT' })).toBe(1);
    expect(sumOf(own, 'registergraf_token_verifications_total', { result: 'MISSING' })).toBe(1);
    expect(sumOf(own, 'registergraf_joined_reads_total', { kilde: 'STAR' })).toBeGreaterThanOrEqual(2);
    expect(sumOf(own, 'registergraf_kept_answers_total', { kilde: 'GRUNNDATA' })).toBeGreaterThan(0);
    expect(sumOf(own, 'registergraf_call_retries_total', { kilde: 'STAR' })).toBeGreaterThan(0);
    expect(sumOf(own, 'registergraf_calls_total', { kilde: 'STAR', kode: 'TILKOBLING' })).toBeGreaterThan(0);
    expect(sumOf(own, 'registergraf_transitions_total', { kilde: 'STAR', to: 'DOWN' })).toBeGreaterThan(0);
    expect(sumOf(own, 'registergraf_audit_records_total')).toBeGreaterThan(100);
    expect(sumOf(own, 'registergraf_audit_records_lost_total')).toBe(0);
    expect(sumOf(own, 'http_server_active_requests')).toBe(0);
    expect(sumOf(own, 'registergraf_certificate_remaining_seconds', { use: 'client' })).toBeGreaterThan(0);
    expect(sumOf(own, 'registergraf_copy_usable')).toBe(1);
    const calls = sumOf(own, 'registergraf_calls_total') - sumOf(own, 'registergraf_calls_total', { result: 'unsent' });
    expect(sumOf(own, 'http_client_request_duration_seconds_count')).toBe(calls);
  });

  it('hold nothing of any person, whom all of this was about', () => {
    const labels = [...new Set(series.flatMap((one) => Object.values(one.labels)))];
    expect(labels.length).toBeGreaterThan(150);
    const digits = identifiers()
      .map((identifier) => identifier.replace(/\D/g, ''))
      .filter((one) => one.length >= 6);
    expect(digits.length).toBeGreaterThan(100);
    expect(labels.filter((label) => digits.some((one) => label.replace(/\D/g, '').includes(one)))).toEqual([]);
    expect(labels.filter((label) => identifiers().some((identifier) => label.includes(identifier)))).toEqual([]);
    expect(labels.filter((label) => /\d{6}|@|#/.test(label))).toEqual([]);
  });

  it('are as many after a hundred names, fields and methods that nobody knows', async () => {
    const before = (await scene.scrape()).series.map(({ name, labels }) => JSON.stringify([name, labels]));
    const wild = Array.from({ length: 100 }, (_, index) =>
      scene.post({ query: `query Wild${index} { wild${index} }` }),
    );
    const named = Array.from({ length: 100 }, (_, index) => scene.post({ query: `query Tame${index} { __typename }` }));
    await Promise.all([...wild, ...named].map(async (sent) => (await sent).text()));
    const after = (await scene.scrape()).series.map(({ name, labels }) => JSON.stringify([name, labels]));
    const known = new Set(before);
    const added = after.filter((one) => !known.has(one));
    // Two ways to be refused, or not, that may not have come before; and the collector of garbage may do something new.
    expect(added.filter((one) => !one.includes('v8js_gc'))).toEqual(
      added.filter((one) => one.includes('http_server_request') && one.includes('"graphql_operation_name":"other"')),
    );
    expect(
      new Set(added.map((one) => one.replace(/"le":"[^"]+",?|_(?:sum|count|bucket)/g, ''))).size,
    ).toBeLessThanOrEqual(4);
  });
});

describe('The alerts and the board', () => {
  it('name metrics that there are, and every one is on the board', () => {
    const onBoard = new Set(
      ASKED.flatMap(({ expression }) => namesIn(expression)).map((name) => metricOf({ name }, HISTOGRAMS)),
    );
    const inRules = namesIn(expressionsOfRules().join('\n')).map((name) => metricOf({ name }, HISTOGRAMS));
    expect(inRules.length).toBeGreaterThan(30);
    expect(inRules.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect([...onBoard].toSorted()).toEqual(NAMES);
  });

  it('have a case in which each alert fires, and one in which it does not', () => {
    const { tests } = parse(RULE_TESTS) as {
      tests: { name: string; promql_expr_test: { expr: string; exp_samples?: unknown[] }[] }[];
    };
    const cases = tests.map(({ name, promql_expr_test: [first] }) => {
      const [, alert] = /alertname="(\w+)"/.exec(first?.expr ?? '') ?? [];
      expect(name).toBe(`${alert} ${first?.exp_samples?.length === 1 ? 'fires' : 'is quiet'}`);
      return name;
    });
    const wanted = alerts().flatMap(({ alert }) => [`${alert} fires`, `${alert} is quiet`]);
    expect(cases.toSorted()).toEqual(wanted.toSorted());
  });

  it('say what is the matter and what to do, and how soon', () => {
    for (const { alert, labels, annotations } of alerts()) {
      expect(alert).toMatch(/^Registergraf[A-Z]/);
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(annotations.summary.length, alert).toBeGreaterThan(20);
      expect(annotations.description.length, alert).toBeGreaterThan(40);
    }
  });

  it('are a board and panels of Grafana’s own types, in which what is wrong is found', async () => {
    const text = JSON.stringify(BOARD);
    const broken = [
      ['"schemaVersion":', '"schemaVersions":'],
      ['"gridPos":{"h":4', '"gridPos":{"h":"4"'],
      ['"placement":"bottom"', '"placement":"below"'],
      ['"drawStyle":"line"', '"drawStyles":"line"'],
      ['"graphMode":"none"', '"graphMode":"nothing"'],
    ].map(([right = '', wrong = '']) => {
      expect(text).toContain(right);
      return JSON.parse(text.replace(right, wrong));
    });
    const [own, ...others] = await typeErrorsOf([BOARD, ...broken]);
    expect(own).toEqual([]);
    expect(others.map((errors) => errors.length > 0)).toEqual(broken.map(() => true));
    for (const { type } of BOARD.panels) expect(['row', 'stat', 'timeseries']).toContain(type);
  });

  it('are laid out without a gap or an overlap, each panel with an id of its own', () => {
    const { panels } = BOARD;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const {
      gridPos: { x, w },
    } of panels)
      expect(x + w).toBeLessThanOrEqual(24);
  });
});

const skipped = reasonToSkip(JUDGES.promtool) ?? reasonToSkip(JUDGES.prometheus);

describe.skipIf(skipped)(`Prometheus${skipped ? ` (${skipped})` : ''}`, () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus(scene.targets);
  });
  afterAll(() => prometheus.stop());

  it('takes the configuration, the rules and their tests', () => {
    expect(promtool('check', 'config', 'prometheus.yml')).toMatchObject({ status: 0 });
    expect(promtool('check', 'rules', 'registergraf.rules.yml')).toMatchObject({ status: 0 });
    expect(promtool('test', 'rules', 'registergraf.rules.test.yml')).toMatchObject({ status: 0 });
    // Two seconds of CPU, which a busy machine takes long to give.
  }, 120_000);

  it('finds nothing to say about what we write', () => {
    for (const text of texts) {
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
      expect([status, stdout + stderr]).toEqual([0, '']);
    }
  });

  it('reads both gateways, and evaluates every rule', async () => {
    await expect.poll(async () => (await prometheus.targets()).map(({ health }) => health)).toEqual(['up', 'up']);
    await expect
      .poll(async () => (await prometheus.rules()).map(({ health }) => health))
      .toEqual(alerts().map(() => 'ok'));
  });

  it('has numbers for every panel of the board, after some more traffic', async () => {
    expect(ASKED.length).toBeGreaterThan(50);
    expect(ASKED.filter(({ expression }) => expression.includes('$'))).toEqual([]);
    const [{ expression: everything } = { expression: '' }] = ASKED;
    await expect.poll(async () => (await prometheus.query(everything)).length).toBe(1);
    await scene.traffic();
    let left = ASKED;
    await expect
      .poll(async () => {
        const found = await Promise.all(
          left.map(async ({ expression }) => (await prometheus.query(expression)).length),
        );
        left = left.filter((_, index) => found[index] === 0);
        return left;
      })
      .toEqual([]);
  });
});

function alerts() {
  const { groups } = parse(RULES) as {
    groups: {
      rules: {
        alert: string;
        expr: string;
        labels: { severity: string };
        annotations: { summary: string; description: string };
      }[];
    }[];
  };
  return groups.flatMap(({ rules }) => rules);
}

function expressionsOfRules(): readonly string[] {
  return alerts().map(({ expr }) => expr);
}

/** Runs promtool over the files of deploy/prometheus. */
function promtool(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('promtool', words, {
    cwd: join(ROOT, 'deploy/prometheus'),
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}
