import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/cli.ts';

interface Panel {
  readonly type: string;
  readonly options?: unknown;
  readonly fieldConfig?: { readonly defaults: { readonly custom?: unknown } };
}

const RAW = '@grafana/schema/dist/esm/raw/composable';
/** Where Grafana's types of a kind of panel are: what the board itself has under `options` and `custom` is anything. */
const PANELS = `import type { Dashboard } from '@grafana/schema';
import type { FieldConfig, Options as TimeSeries } from '${RAW}/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Options as Stat } from '${RAW}/stat/panelcfg/x/StatPanelCfg_types.gen';
// Words in the place of enumerations, and Grafana fills in what is left out.
type Said<T> = T extends string ? \`\${T}\` : T extends readonly (infer One)[] ? Said<One>[] : T extends object ? { [K in keyof T]?: Said<T[K]> } : T;
`;

/** What the compiler finds wrong with each board, by Grafana's own types of a board and of its panels. */
export async function typeErrorsOf(boards: readonly { readonly panels: readonly Panel[] }[]): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'registergraf-board-'));
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const compilerOptions = {
      ...{ noEmit: true, strict: true, skipLibCheck: true, target: 'ES2024', types: [] },
      ...{ module: 'nodenext', moduleResolution: 'nodenext' },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await Promise.all(boards.map((board, index) => writeFile(join(folder, `board-${index}.ts`), programOf(board))));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const said = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [tsc, '--pretty', 'false', '-p', folder], { cwd: folder }, (error, stdout, stderr) => {
        if (error && !stdout.includes('error TS')) reject(new Error(error.message + stdout + stderr));
        else resolve(stdout);
      });
    });
    const errors = said.split(/\n(?=\S)/).filter((text) => text.includes('error TS'));
    return boards.map((_, index) => errors.filter((text) => text.startsWith(`board-${index}.ts`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function programOf(board: { readonly panels: readonly Panel[] }): string {
  const parts = board.panels.flatMap(({ type, options, fieldConfig }, index) => {
    const custom = fieldConfig?.defaults.custom;
    return [
      ...(type === 'timeseries' ? [`export const o${index}: Said<TimeSeries> = ${JSON.stringify(options)};`] : []),
      ...(type === 'timeseries' ? [`export const c${index}: Said<FieldConfig> = ${JSON.stringify(custom)};`] : []),
      ...(type === 'stat' ? [`export const o${index}: Said<Stat> = ${JSON.stringify(options)};`] : []),
    ];
  });
  return `${PANELS}export const board: Dashboard = ${JSON.stringify(board)};\n${parts.join('\n')}\n`;
}
