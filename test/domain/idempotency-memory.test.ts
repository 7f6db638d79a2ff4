import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createIdempotencyStore } from '../../src/domain/idempotency.ts';
import { unknownEffect } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig } from '../../src/domain/registerfeil.ts';

const WRITES = 8;
const CHARACTERS = 2_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('what is kept of a write holds nothing of the answer that it was read from', async () => {
  const store = createIdempotencyStore();
  const write = async (index: number) => {
    const answer = `${index} An error of ${'0101701234 '.repeat(CHARACTERS / 11)}`;
    return unknownEffect(kildeUtilgjengelig('STAR', 'UTFALL_UKJENT', { melding: answer.slice(0, 40) }));
  };
  const send = (index: number) =>
    store.once({ key: `${index}`, fingerprint: 'f', caller: 'c' }, () => write(index)).then((result) => typeof result);
  await send(0);
  const before = heapUsed();
  for (let index = 1; index <= WRITES; index += 1) await send(index);
  expect((heapUsed() - before) / CHARACTERS).toBeLessThan(WRITES / 2);
  expect(store.size).toBe(WRITES + 1);
});
