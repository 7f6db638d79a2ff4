import { expect, test } from 'vitest';
import type { Row } from './fuzz.ts';
import { reportOf } from './report.ts';

const row = (changes: Partial<Row>): Row => ({
  target: 'documents',
  inputs: 1_200,
  outcomes: { refused: 200, answered: 1_000 },
  slowestMs: 12,
  seconds: 3,
  seed: 7,
  ...changes,
});

test('a report counts what was made of each target, and says what was not run', () => {
  const text = reportOf([row({}), row({ target: 'framing', inputs: 800 })]);
  expect(text).toContain('2,000 inputs by seed 7: **nothing wrong**');
  expect(text).toContain('over HTTP | 1,200 | 1,000 answered, 200 refused | 12 ms | 3 s | none |');
  expect(text).toContain('| Signed and encrypted envelopes | 0 | not run |');
});

test('a report says what was wrong', () => {
  const text = reportOf([row({ complaint: 'somebody else' })]);
  expect(text).toContain('**1 wrong**');
  expect(text).toContain('- documents: somebody else');
});
