/** One line of what Prometheus reads. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The lines of a text in Prometheus' format. Its own parser has judged the text; this one reads what we write. */
export function parseScrape(text: string): Series[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = /^([a-z_\d]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === '') throw new Error(`a line that is none: ${line}`);
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"(?:,|$)/g)].map(([, label = '', said = '']) => [label, said]);
      return { name, labels: Object.fromEntries(pairs) as Series['labels'], value: Number(value) };
    });
}

/** The metric that a series belongs to: a histogram has several. */
export function metricOf({ name }: Pick<Series, 'name'>, histograms: ReadonlySet<string>): string {
  const base = name.replace(/_(?:bucket|sum|count)$/, '');
  return histograms.has(base) ? base : name;
}

/** The sum of all series of a name that have these labels. */
export function sumOf(series: readonly Series[], name: string, labels: Series['labels'] = {}): number {
  return series
    .filter((one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
