import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DestinationStream } from 'pino';

// Everything that a gateway under test writes goes to one folder, so that one test at the very end can look through all of it.
const folder = fileURLToPath(new URL('../../node_modules/.cache/registergraf-output/', import.meta.url));

export function emptyOutput(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** A destination for a gateway's log, which also keeps the lines for the test at hand. */
export function captureOutput(): DestinationStream & { readonly lines: string[] } {
  const file = `${folder}${process.pid}-${process.env.VITEST_WORKER_ID ?? 0}.log`;
  const lines: string[] = [];
  return {
    lines,
    write(line) {
      lines.push(line);
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, line);
    },
  };
}

/** Every line that any gateway has written in this run. */
export function readOutput(): string[] {
  return readdirSync(folder).flatMap((name) => readFileSync(`${folder}${name}`, 'utf8').split('\n').filter(Boolean));
}
