import { expect, test } from 'vitest';
import { createStepLog } from '../../../src/server/log/step-log.ts';
import { createLogger } from '../../../src/server/logging.ts';

test('a step after the last, of a client that has hung up, is no beginning of a request', () => {
  const lines: { step: string; atMs?: number }[] = [];
  const logStep = createStepLog(createLogger('trace', { write: (line: string) => void lines.push(JSON.parse(line)) }));
  for (const step of ['load', 'execution', 'log', 'audit', 'audit']) logStep?.(step, 'a');
  expect(lines.map(({ step, atMs }) => [step, typeof atMs])).toEqual([
    ['load', 'number'],
    ['execution', 'number'],
    ['log', 'number'],
    ['audit', 'undefined'],
    ['audit', 'undefined'],
  ]);
});
