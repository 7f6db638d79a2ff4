import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';

// Everything that a gateway under test writes goes to one folder, so that one test at the very end can look through all of it.
const FOLDER = 'REGISTERGRAF_TEST_OUTPUT';

/** A folder for this run alone, for another may go on beside it. The workers inherit its name. */
export function openOutput(): string {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-output-'));
  process.env[FOLDER] = folder;
  return folder;
}

export function removeOutput(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A destination for a gateway's log, which also keeps the lines for the test at hand. */
export function captureOutput(): DestinationStream & { readonly lines: string[] } {
  const keep = keepOutput(process.env.VITEST_WORKER_ID ?? 0);
  const lines: string[] = [];
  return {
    lines,
    write(line) {
      lines.push(line);
      keep(line);
    },
  };
}

/** Where what `writer` writes is kept for the test at the end; a writer of its own for each stream that is cut into pieces. */
export function keepOutput(writer: string | number): (piece: string | Buffer) => void {
  const folder = process.env[FOLDER];
  return (piece) => {
    if (folder) appendFileSync(join(folder, `${process.pid}-${writer}.log`), piece);
  };
}

/** Every line that any gateway has written in this run. */
export function readOutput(): string[] {
  const folder = process.env[FOLDER];
  if (!folder) throw new Error('nobody has opened a folder for the output of this run: see test/support/setup.ts');
  return readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));
}
