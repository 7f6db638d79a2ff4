import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LOST_AGAIN_MS } from '../src/server/log/lost-spans.ts';
import { MAX_QUEUED } from '../src/server/traces/span-queue.ts';
import { ROOT } from './support/cli.ts';
import { type Seen, seeOneRequest } from './support/one-request.ts';

// docs/operations.md as the runbook: what it shows of one request, and what it says of lines and alerts, held to what there is.

const PAGE = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');

/** A chapter or a part of one, without its heading. */
function under(heading: string): string {
  const start = PAGE.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`docs/operations.md has no heading "${heading}"`);
  const rest = PAGE.slice(start + heading.length + 2);
  const level = heading.indexOf(' ');
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end < 0 ? rest : rest.slice(0, end);
}

const blocks = (text: string) => [...text.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, block = '']) => block);

interface ShownSpan {
  readonly kind: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A request as the page shows one, or as it was seen. */
interface Shown {
  readonly line: Readonly<Record<string, unknown>>;
  readonly spans: readonly ShownSpan[];
  readonly series: ReadonlyMap<string, number>;
}

function shown(): Shown {
  const [line = '', spans = '', metrics = ''] = blocks(under('## One request, seen three ways'));
  const series = metrics
    .trim()
    .split('\n')
    .map((text) => {
      const space = text.lastIndexOf(' ');
      return [text.slice(0, space), Number(text.slice(space + 1))] as const;
    });
  return { line: JSON.parse(line), spans: JSON.parse(spans), series: new Map(series) };
}

/** Names, keys and counts: what is the same each time that the request is made. */
function shapeOf({ line, spans, series }: Shown) {
  const { outcomes, calls, wireMs, waitedMs, operation, kind, status, msg, level } = line;
  return {
    keys: Object.keys(line).toSorted(),
    line: { outcomes, calls, operation, kind, status, msg, level },
    registers: [wireMs, waitedMs].map((map) => Object.keys(map as object).toSorted()),
    spans: spans
      .map((span) => `${span.kind} ${span.name} ${Object.keys(span.attributes).toSorted()} ${told(span)}`)
      .toSorted(),
    series: [...series].map(([name, value]) => (/_sum\{/.test(name) ? name : `${name} ${value}`)).toSorted(),
  };
}

const TOLD = ['graphql.operation.name', 'http.response.status_code', 'registergraf.kilde', 'registergraf.operation'];
const told = ({ attributes }: ShownSpan) => TOLD.map((name) => attributes[name]);

/** The same times, told by all three; in milliseconds. */
function expectAgreement({ line, spans, series }: Shown): void {
  const [server, ...calls] = spans;
  const sum = (metric: string, label = '') =>
    1000 *
    [...series]
      .filter(([name]) => name.startsWith(`${metric}_sum{`) && name.includes(label))
      .reduce((all, [, one]) => all + one, 0);
  const near = (one: number, other: unknown, slackMs = SLACK_MS) =>
    expect(Math.abs(one - Number(other)), `${one} and ${other}`).toBeLessThan(slackMs);
  near((server?.endMs ?? 0) - (server?.startMs ?? 0), line.durationMs, TURN_MS);
  near(sum('http_server_request_duration_seconds'), line.durationMs, TURN_MS);
  for (const [kilde, wireMs] of Object.entries(line.wireMs as object)) {
    const own = calls.filter(({ attributes }) => attributes['registergraf.kilde'] === kilde);
    near(
      own.reduce((all, { startMs, endMs }) => all + endMs - startMs, 0),
      wireMs,
    );
    near(sum('http_client_request_duration_seconds', `kilde="${kilde}"`), wireMs);
    near(sum('registergraf_call_wait_seconds', `kilde="${kilde}"`), (line.waitedMs as Record<string, number>)[kilde]);
  }
  expect(server?.attributes['registergraf.request_id']).toBe(line.requestId);
}

/** Tenths of a millisecond are written, of up to two calls. */
const SLACK_MS = 0.5;
/** Log, metrics and trace are told of the end one after the other, and a busy machine may do something else in between. */
const TURN_MS = 1_000;

describe('one request, as the page shows it', () => {
  let seen: Shown;
  beforeAll(async () => {
    const { line, spans, series }: Seen = await seeOneRequest();
    seen = { line, spans: spans as Shown['spans'], series };
  });

  test('has the lines, spans and series that it really has', () => {
    expect(shapeOf(shown())).toEqual(shapeOf(seen));
  });

  test('and all three tell the same of it, there and in truth', () => {
    expectAgreement(shown());
    expectAgreement(seen);
    expect(shown().spans.map(({ startMs }) => startMs)).toEqual(
      shown()
        .spans.map(({ startMs }) => startMs)
        .toSorted((a, b) => a - b),
    );
  });
});

const LEVELS = /^(?:warn|error|fatal)$/;

/** Lines whose text is put together elsewhere: the files that write them, each as often as it does, and what the page calls them. */
const PUT_TOGETHER: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'announce.ts': [['VARIABLE: …']],
  'serve.ts': [['WORKERS=…: …']],
  'server/health.ts': [['the client certificate has expired', 'the client certificate expires soon']],
  'server/log/process-log.ts': [[], []],
  'server/log/call-log.ts': [['call failed']],
  'server/log/transitions.ts': [['transition']],
};

interface Written {
  readonly texts: ReadonlySet<string>;
  /** How often each file has one that is put together. */
  readonly others: Readonly<Record<string, number>>;
}

/** The texts of all lines from `warn` on that stand in the sources, with … for what is filled in. */
function writtenIn(files: readonly (readonly [name: string, text: string])[]): Written {
  const texts = new Set<string>();
  const others: Record<string, number> = {};
  for (const [name, text] of files) {
    for (const found of text.matchAll(/\b(?:logger|log)(?:\.(?:warn|error|fatal)|\[[^\]]+\])\(/g)) {
      const args = argumentsAt(text, found.index + found[0].length);
      const said = found[0].includes('[') ? undefined : literalAtEnd(args);
      if (said === undefined) others[name] = (others[name] ?? 0) + 1;
      else texts.add(said);
    }
    // What is handed on to whoever writes it: a level, and the text beside it.
    for (const [, said = ''] of text.matchAll(/(?:level: )?'(?:warn|error)', (?:text: )?(`[^`]+`|'[^']+')/g))
      if (said.includes(' ')) texts.add(plain(said));
    for (const [, said = ''] of text.matchAll(/level: '(?:warn|error)',[^}]*msg: ('[^']+')/g)) texts.add(plain(said));
  }
  return { texts, others };
}

/** Up to the bracket that closes the call. */
function argumentsAt(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < text.length; at += 1) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return text.slice(from, at - 1);
}

function literalAtEnd(args: string): string | undefined {
  const [, literal] = /(`[^`]+`|'[^']+')\s*,?\s*$/.exec(args) ?? [];
  return literal && plain(literal);
}

const plain = (literal: string) => literal.slice(1, -1).replace(/\$\{[^}]*\}/g, '…');

describe('the runbook says what to do', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^(?:cli|sandbox|client)\//.test(file))
    .map((file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8')] as const);
  const written = writtenIn(files);
  const rows = under('### Lines of the log')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

  test('of each line that warns of something, and of no other', () => {
    expect(written.others).toEqual(
      Object.fromEntries(Object.entries(PUT_TOGETHER).map(([file, all]) => [file, all.length])),
    );
    const all = new Set([...written.texts, ...Object.values(PUT_TOGETHER).flat(2)]);
    expect(all.size).toBeGreaterThan(25);
    expect(rows.map(([line = '']) => line.slice(1, -1)).toSorted()).toEqual([...all].toSorted());
  });

  test('in words, at a level that there is', () => {
    for (const [line, level = '', means = '', what = ''] of rows) {
      expect(level.slice(1, -1), line).toMatch(LEVELS);
      expect(
        [means, what].every((cell) => cell.length > 3 && cell !== '—'),
        line,
      ).toBe(true);
    }
  });

  test('and finds a line that is written in another way', () => {
    const text = `logger.error({ a: f(b) }, 'x y');
      logger.warn(\`a \${b.c} d\`);
      onNote({ level: 'warn', text: \`e \${f}\` });
      tell('k', 'error', 'g h');
      logger.warn(said);
      logger[level]({}, 'i');
      JSON.stringify({ level: 'warn', lost, msg: 'l m' });`;
    expect(writtenIn([['one.ts', text]])).toEqual({
      texts: new Set(['x y', 'a … d', 'e …', 'g h', 'l m']),
      others: { 'one.ts': 2 },
    });
  });

  test('with the numbers of the code', () => {
    const page = PAGE.replace(/\s+/g, ' ');
    expect(page).toContain(`Up to ${MAX_QUEUED} spans wait`);
    expect(page).toContain(`then once in ${LOST_AGAIN_MS / 60_000} minutes`);
  });
});

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly labels: { readonly severity: string };
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

describe('the runbook has each alert', () => {
  const rules = (
    parse(readFileSync(join(ROOT, 'deploy/prometheus/registergraf.rules.yml'), 'utf8')) as Rules
  ).groups.flatMap(({ rules: own }) => own);
  const parts = [...under('### Alerts').matchAll(/^#### (\w+)\n\n`(\w+)`\. (.+?)\n\n\*\*Do\.\*\* (.+?)$/gms)];

  test('with its severity, in the order of the rules, and no other', () => {
    expect(rules.length).toBeGreaterThan(20);
    expect(parts.map(([, alert, severity]) => [alert, severity])).toEqual(
      rules.map(({ alert, labels }) => [alert, labels.severity]),
    );
    expect(under('### Alerts').match(/^#### /gm)).toHaveLength(parts.length);
  });

  test('to which its rule leads', () => {
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook, alert).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    }
  });
});
