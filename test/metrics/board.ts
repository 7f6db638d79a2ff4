import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/cli.ts';

/** What Grafana would ask Prometheus for a panel. */
export interface Asked {
  readonly title: string;
  readonly expression: string;
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

export interface Board {
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] };
}

export const BOARD = JSON.parse(readFileSync(join(ROOT, 'deploy/grafana/registergraf.json'), 'utf8')) as Board;

/** What stands for the board's variables, and for what Grafana puts in itself. */
const VARIABLES: Readonly<Record<string, string>> = { job: 'registergraf', instance: '.*', __rate_interval: '1m' };

/** Every expression of the board, as it is asked. */
export const ASKED: readonly Asked[] = BOARD.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({
    title,
    expression: expr.replace(/\$(\w+)/g, (whole, name: string) => VARIABLES[name] ?? whole),
  })),
);

/** The metrics of ours, and series of histograms, that an expression, or a text, names. */
export function namesIn(text: string): readonly string[] {
  const withoutLabels = text.replace(/\b(?:by|on) \([^)]*\)|\{[^}]*\}/g, ' ');
  return withoutLabels.match(/\b(?:registergraf|http|nodejs|v8js|process)_[a-z\d_]+\b(?=\{|\[|\)| |$|\n)/gm) ?? [];
}
