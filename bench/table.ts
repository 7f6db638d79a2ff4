/** What one server did in one round of one query. */
export interface Measured {
  readonly requestsPerSecond: number;
  readonly cpuMicrosPerRequest: number;
}

/** The two servers in the same round, one right after the other. */
export interface Pair {
  readonly gateway: Measured;
  readonly byHand: Measured;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Summary {
  readonly query: string;
  readonly callsPerRequest: number;
  readonly gateway: Readonly<Record<keyof Measured, Spread>>;
  readonly byHand: Readonly<Record<keyof Measured, Spread>>;
  /** Gateway divided by hand-written, round by round. */
  readonly ratio: Readonly<Record<keyof Measured, Spread>>;
}

export function summarize(query: string, callsPerRequest: number, pairs: readonly Pair[]): Summary {
  const both = (read: (pair: Pair, what: keyof Measured) => number) => ({
    requestsPerSecond: spread(pairs.map((pair) => read(pair, 'requestsPerSecond'))),
    cpuMicrosPerRequest: spread(pairs.map((pair) => read(pair, 'cpuMicrosPerRequest'))),
  });
  return {
    query,
    callsPerRequest,
    gateway: both(({ gateway }, what) => gateway[what]),
    byHand: both(({ byHand }, what) => byHand[what]),
    ratio: both(({ gateway, byHand }, what) => gateway[what] / byHand[what]),
  };
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, min: at(0), max: at(sorted.length - 1) };
}

const HEAD = ['query', 'server', 'calls', 'requests/s', '(min–max)', 'CPU µs/request', '(min–max)'];

/** Markdown, aligned, so that it reads in a terminal and can be pasted into a text. */
export function writeTable(summaries: readonly Summary[]): string {
  const rows = summaries.flatMap(({ query, callsPerRequest, gateway, byHand, ratio }) => [
    [query, 'gateway', String(callsPerRequest), ...writeBoth(gateway, 0)],
    ['', 'by hand', String(callsPerRequest), ...writeBoth(byHand, 0)],
    ['', 'ratio', '', ...writeBoth(ratio, 2)],
  ]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(HEAD), rule, ...rows.map(line)].join('\n');
}

function writeBoth({ requestsPerSecond, cpuMicrosPerRequest }: Summary['ratio'], digits: number): string[] {
  return [requestsPerSecond, cpuMicrosPerRequest].flatMap(({ median, min, max }) => [
    median.toFixed(digits),
    `${min.toFixed(digits)}–${max.toFixed(digits)}`,
  ]);
}
