import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type IdempotencySettings,
  type IdempotencyStore,
  KEY_REUSED,
  type Waiting,
} from '../../src/domain/idempotency.ts';
import { DONE, notDone, unknownEffect, type WriteOutcome } from '../../src/domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../src/domain/registerfeil.ts';
import { PATIENCE } from '../support/patience.ts';

/** A write that answers this, and counts how often it is run. */
export function createWrite(outcome: WriteOutcome = DONE) {
  const write = async () => {
    write.runs += 1;
    return outcome;
  };
  write.runs = 0;
  return write;
}

/** A write that goes on until it is told what came of it. */
export function createSlowWrite() {
  let finish: (outcome: WriteOutcome) => void = () => {};
  const outcome = new Promise<WriteOutcome>((resolve) => {
    finish = resolve;
  });
  const write = () => {
    write.runs += 1;
    return outcome;
  };
  write.runs = 0;
  return Object.assign(write, { finish: (known: WriteOutcome = DONE) => finish(known) });
}

export const once = (key: string, fingerprint = 'input', caller = 'one') => ({ key, fingerprint, caller });

/** Somebody who waits as long as it takes. */
export const patient = (withinMs = 60_000): Waiting => ({
  signal: new AbortController().signal,
  deadlineAt: performance.now() + withinMs,
});

/** Of two gateways, or of one that is asked twice. */
export type TwoStores = readonly [IdempotencyStore, IdempotencyStore];

/** What every store of outcomes keeps to: what the first is told is known to the second. */
export function testStore(
  name: string,
  make: (settings: IdempotencySettings) => Promise<TwoStores>,
  end: () => Promise<void> = async () => {},
): void {
  const SETTINGS = { ttlMs: 60_000, max: 100 };
  const first = (outcome: WriteOutcome = DONE) => ({ replayed: false, outcome });
  const again = (outcome: WriteOutcome = DONE) => ({ replayed: true, outcome });

  describe(`the store of outcomes: ${name}`, () => {
    let one: IdempotencyStore;
    let other: IdempotencyStore;
    beforeEach(async () => {
      [one, other] = await make(SETTINGS);
    });
    afterEach(end);

    test('runs the first write under a key, and gives its outcome to those who come after', async () => {
      const write = createWrite();
      expect(await one.once(once('a'), write, patient())).toEqual(first());
      for (const store of [other, one]) expect(await store.once(once('a'), write, patient())).toEqual(again());
      expect(write.runs).toBe(1);
    });

    test('refuses another input, also while the first is under way', async () => {
      const slow = createSlowWrite();
      const write = createWrite();
      const running = one.once(once('a'), slow, patient());
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      for (const store of [one, other])
        expect(await store.once(once('a', 'another'), write, patient())).toBe(KEY_REUSED);
      slow.finish();
      await running;
      for (const store of [one, other])
        expect(await store.once(once('a', 'another'), write, patient())).toBe(KEY_REUSED);
      expect(write.runs).toBe(0);
    });

    test('lets all who ask at once share one run', async () => {
      const slow = createSlowWrite();
      const running = [one, other, one, other].map((store) => store.once(once('a'), slow, patient()));
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      slow.finish();
      const results = await Promise.all(running);
      expect(results).toEqual(expect.arrayContaining([first(), again(), again(), again()]));
      expect(slow.runs).toBe(1);
    });

    test('forgets an outcome when its time is up', async () => {
      const [short, shortToo] = await make({ ...SETTINGS, ttlMs: 150 });
      const write = createWrite();
      await short.once(once('a'), write, patient());
      expect(await shortToo.once(once('a'), write, patient())).toEqual(again());
      await expect
        .poll(() => shortToo.once(once('a', 'another'), write, patient()), { ...PATIENCE, interval: 20 })
        .toEqual(first());
      expect(write.runs).toBe(2);
    });

    const refusal = udokumentertFeil('STAR', '1');
    const mayPass = kildeUtilgjengelig('STAR', 'TILKOBLING');
    test.each([
      ['that was done', DONE, 1],
      ['that the register has refused, and will again', notDone(refusal), 1],
      ['that was not done, and may be the next time', notDone(mayPass), 2],
      // The same failure, but for what is known of it: the code alone never says so.
      ['that may have been done, though it may be tried again', unknownEffect(mayPass), 1],
      ['that may have been done', unknownEffect(refusal), 1],
      ['that the gateway has refused', notDone({ ...refusal, opphav: 'GATEWAY' }), 2],
      ['at a source that is not configured', notDone(kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT')), 2],
    ])('asked for twice, a write %s is run so often', async (_, outcome, runs) => {
      const write = createWrite(outcome);
      expect(await one.once(once('a'), write, patient())).toEqual(first(outcome));
      expect(await other.once(once('a'), write, patient())).toEqual({ replayed: runs === 1, outcome });
      expect(write.runs).toBe(runs);
    });

    test('keeps a bug: better an error twice than a write', async () => {
      let runs = 0;
      const buggy = async (): Promise<WriteOutcome> => {
        runs += 1;
        throw new Error('a bug');
      };
      await expect(one.once(once('a'), buggy, patient())).rejects.toThrow('a bug');
      expect(await other.once(once('a'), buggy, patient())).toEqual({ replayed: true, bug: expect.any(Error) });
      expect(runs).toBe(1);
    });

    test('holds so many outcomes of one caller and no more: the oldest give way', async () => {
      const [small, smallToo] = await make({ ...SETTINGS, max: 2 });
      const write = createWrite();
      for (const key of ['a', 'b', 'c']) await small.once(once(key), write, patient());
      await smallToo.once(once('c'), write, patient());
      await smallToo.once(once('b'), write, patient());
      expect(write.runs).toBe(3);
      await smallToo.once(once('a'), write, patient());
      expect(write.runs).toBe(4);
    });
  });
}
