import { expect, test } from 'vitest';
import { type Result, reportOf } from './report.ts';

const result = (changes: Partial<Result>): Result => ({
  file: 'src/domain/a.ts',
  line: 7,
  kind: '=== to !==',
  from: 'a === b;',
  to: 'a !== b;',
  testFiles: 1,
  ...changes,
});

test('the score is of the mutations that change something, and a room counts its own', () => {
  const equivalent = { from: 'f(1);', to: 'f((1 + 1));' };
  const all = [
    result({ killedBy: 'test/a.test.ts > a' }),
    result({ line: 8 }),
    result({ ...equivalent, line: 9 }),
    // Found all the same: it is no survivor, whatever the list says.
    result({ ...equivalent, line: 10, killedBy: 'test/a.test.ts > b' }),
    result({ file: 'src/wire/b.ts', killedBy: 'test/b.test.ts > b' }),
  ];
  const known = [{ file: 'src/domain/a.ts', ...equivalent, why: 'never called' }];
  const { text, summary } = reportOf(all, { rooms: ['src/domain', 'src/wire'], known, seed: '3' });
  expect(summary).toBe('75.0 % (3 of 4)');
  expect(text).toContain('5 mutations of one place each, chosen by seed 3: **75.0 %**');
  expect(text).toContain('| src/domain | 4 | 2 | 1 | 1 |\n| src/wire | 1 | 1 | 0 | 0 |');
  expect(text).toContain('## Lives\n\n- `src/domain/a.ts:8`, === to !==\n  - `a === b;`\n  - `a !== b;`\n');
  expect(text).toContain('## Changes nothing\n\n- `src/domain/a.ts:9`, === to !==: never called\n  - `f(1);`');
});

test('the same lines of another file are another mutation', () => {
  const known = [{ file: 'src/domain/a.ts', from: 'a === b;', to: 'a !== b;', why: 'never called' }];
  const { summary } = reportOf([result({ file: 'src/domain/c.ts' })], { rooms: ['src/domain'], known, seed: '1' });
  expect(summary).toBe('0.0 % (0 of 1)');
});
