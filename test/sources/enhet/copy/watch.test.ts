import { expect, test } from 'vitest';
import type { Knowledge } from '../../../../src/sources/enhet/adapters/copy/facts.ts';
import { SEEN_MS, watchCopy } from '../../../../src/sources/enhet/adapters/copy/watch.ts';

const knowledgeAt = (ms: number): Knowledge => ({
  asOf: new Date(ms).toISOString(),
  changesFrom: '',
  changesTo: '',
  lastIds: { units: 0, subUnits: 0, roles: 0 },
});

test('many requests in one moment look at the copy once, and a health check always', () => {
  let [now, looks] = [1_000_000, 0];
  let known: Knowledge | undefined = knowledgeAt(now);
  const store = {
    knowledge() {
      looks += 1;
      return known;
    },
    problem: () => 'it is gone',
  };
  const said: string[] = [];
  const onNote = ({ text }: { readonly text: string }) => said.push(text);
  const watch = watchCopy(store, { file: 'units.db', maxAgeMs: 60_000 }, onNote, () => now);
  for (let request = 0; request < 5; request += 1) expect(watch.current()).toBe(known);
  expect(looks).toBe(1);
  expect(watch.state()).toMatchObject({ ageMs: 0, isTooOld: false });
  expect(looks).toBe(2);

  const before = known;
  known = undefined;
  now += SEEN_MS - 1;
  expect(watch.current()).toBe(before);
  now += 1;
  expect(watch.current()).toBeUndefined();
  expect(watch.current()).toBeUndefined();
  expect(looks).toBe(3);
  expect(said.at(-1)).toBe('it is gone; the register is asked instead');

  // A clock that has been set back is no reason not to look.
  known = knowledgeAt(now);
  now -= 10_000;
  expect(watch.current()).toBe(known);
  expect(looks).toBe(4);
  known = knowledgeAt(now - 60_001);
  now += SEEN_MS;
  expect(watch.current()).toBeUndefined();
});
