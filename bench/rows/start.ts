import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../test/support/ports.ts';
import type { TestBed } from '../bed.ts';
import { askOnce } from '../load.ts';
import { profileStart } from '../profiling.ts';
import { QUERIES } from '../queries.ts';
import { environment, listening } from '../servers.ts';
import { spread } from '../statistics.ts';
import type { Line, Row } from './row.ts';

const HALF = { atMost: 0.5 };
const here = fileURLToPath(new URL('../../', import.meta.url));

export const start: Row = {
  name: 'start',
  about:
    'From the start to the first answer, against the start of another checkout: in pairs, one right after the other',
  async measure(bed, { rounds, against }) {
    const lines: Line[] = [];
    const kinds = [
      { what: 'registers and issuer configured', env: environment(bed.backend.url), target: HALF },
      { what: 'embedded sandbox', env: { SANDBOX: 'on' }, target: undefined },
    ];
    for (const { what, env, target } of kinds) {
      const folders = against === undefined ? [here] : [here, resolve(against)];
      // What the system and Node keep of a file that has been read once is there for both.
      for (const folder of folders) await timeStart(bed, folder, env);
      const pairs: { ours: number; theirs: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const ours = await timeStart(bed, here, env);
        pairs.push({ ours, theirs: against === undefined ? Number.NaN : await timeStart(bed, resolve(against), env) });
      }
      const time = (measure: string, values: number[]): Line => ({
        measure,
        measured: spread(values),
        unit: 'ms',
        digits: 0,
      });
      if (against !== undefined) {
        const measured = spread(pairs.map(({ ours, theirs }) => ours / theirs));
        lines.push({ measure: `start to first answer, ${what}: this ÷ the older`, measured, target });
        lines.push(
          time(
            `the older, ${what}`,
            pairs.map(({ theirs }) => theirs),
          ),
        );
      }
      lines.push(
        time(
          `this, ${what}`,
          pairs.map(({ ours }) => ours),
        ),
      );
    }
    const skipped = against === undefined ? ['compared with no older checkout: --against <folder>'] : [];
    return { lines, skipped };
  },
  explain: async (bed) => [await profileStart(bed)],
};

/** Milliseconds from starting what `npm start` starts, without npm itself, to the answer to the small query. */
async function timeStart(bed: TestBed, folder: string, env: Readonly<Record<string, string>>): Promise<number> {
  const port = await freePorts();
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = `${join(folder, 'node_modules/.bin')}:${dirname(process.execPath)}:${process.env.PATH}`;
  const began = performance.now();
  const child = spawn('sh', ['-c', scripts.start], {
    cwd: folder,
    env: { PATH: path, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, whatever the script makes of the shell.
    detached: true,
  });
  try {
    await listening(port, () => child.exitCode !== null);
    const { status } = await askOnce(`http://127.0.0.1:${port}`, bed.message(QUERIES.small, 0).bytes);
    if (status !== 200) throw new Error(`the first answer of ${folder} is ${status}`);
    return performance.now() - began;
  } finally {
    await kill(child);
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}
