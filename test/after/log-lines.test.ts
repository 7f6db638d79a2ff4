import { expect, it } from 'vitest';
import { readLogTables, undocumented } from '../support/log-lines.ts';
import { readOutput } from '../support/output.ts';

it('no gateway of the whole run has written a line, a level or a key that docs/operations.md does not have', () => {
  const lines = readOutput().flatMap((line): Record<string, unknown>[] => {
    const read = /^\{"level":/.test(line) ? (JSON.parse(line) as Record<string, unknown>) : undefined;
    return read ? [read] : [];
  });
  expect(lines.length).toBeGreaterThan(300);
  const tables = readLogTables();
  expect([...new Set(lines.flatMap((line) => undocumented(line, tables)))]).toEqual([]);
});
