import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KEY_REUSED, NEVER_KNOWN, STORE_LOST, UNDER_WAY } from '../../../src/domain/idempotency.ts';
import { DONE, notDone } from '../../../src/domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../src/domain/registerfeil.ts';
import { LEASE_REST_MS } from '../../../src/server/redis/settings.ts';
import { createSlowWrite, createWrite, once, patient, testStore } from '../../domain/idempotency-contract.ts';
import { JUDGES, reasonToSkip } from '../../support/judges.ts';
import { PATIENCE } from '../../support/patience.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { createPairs, SECRET } from './two.ts';

const skipped = reasonToSkip(JUDGES.redis);
const first = { replayed: false, outcome: DONE };
const again = { replayed: true, outcome: DONE };

describe.skipIf(skipped)(`two gateways with one Redis${skipped ? ` (${skipped})` : ''}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  const { connectOne, connectTwo, end } = createPairs(() => redis);

  testStore(
    'of two gateways with one Redis',
    async (idempotency) => {
      const [one, other] = await connectTwo({ idempotency });
      return [one.writes.store, other.writes.store];
    },
    end,
  );

  describe('keep to it when something fails', () => {
    afterEach(async () => {
      redis.thaw();
      await redis.start();
      await end();
    });

    /** Who waits for so long. */
    const forMs = (ms: number) => ({ signal: AbortSignal.timeout(ms), deadlineAt: performance.now() + ms });

    test('nobody sends again what a gateway has begun that is gone, and the key is free when its time is up', async () => {
      const [gone, other] = await connectTwo({ idempotency: { ttlMs: 300, max: 10 } });
      const slow = createSlowWrite();
      // Of a request whose deadline is now: what it has begun has ended one way or another when the rest of its time is over.
      void gone.writes.store.once(once('a'), slow, patient(0));
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      await gone.close();

      const write = createWrite();
      const began = performance.now();
      expect(await other.writes.store.once(once('a'), write, forMs(100))).toBe(UNDER_WAY);
      expect(await other.writes.store.once(once('a', 'another'), write, patient())).toBe(KEY_REUSED);
      expect(await other.writes.store.once(once('a'), write, patient())).toBe(NEVER_KNOWN);
      expect(performance.now() - began).toBeGreaterThan(LEASE_REST_MS / 2);
      expect(write.runs).toBe(0);
      await expect.poll(() => other.writes.store.once(once('a'), write, patient()), PATIENCE).toEqual(first);
      expect(write.runs).toBe(1);
    });

    test('who waits is answered when the other gateway knows', async () => {
      const [one, other] = await connectTwo();
      const slow = createSlowWrite();
      const running = one.writes.store.once(once('a'), slow, patient());
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      const waiting = other.writes.store.once(once('a'), slow, patient());
      slow.finish();
      expect(await Promise.all([running, waiting])).toEqual([first, again]);
      expect(slow.runs).toBe(1);
    });

    test('who waits sends it where the other gateway could not', async () => {
      const [one, other] = await connectTwo();
      const failed = notDone(kildeUtilgjengelig('STAR', 'TILKOBLING'));
      const slow = createSlowWrite();
      const running = one.writes.store.once(once('a'), slow, patient());
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      const write = createWrite();
      const waiting = other.writes.store.once(once('a'), write, patient());
      slow.finish(failed);
      expect(await Promise.all([running, waiting])).toEqual([{ replayed: false, outcome: failed }, first]);
    });

    test('a lost store: nothing is sent, what this gateway has done is told, and nothing is sent twice afterwards', async () => {
      const [one, other] = await connectTwo();
      const write = createWrite();
      await one.writes.store.once(once('before'), write, patient());
      await redis.kill();
      const unsent = createWrite();
      for (const { writes } of [one, other]) {
        expect(await writes.store.once(once('a'), unsent, patient())).toBe(STORE_LOST);
      }
      expect(await one.writes.store.once(once('before'), unsent, patient())).toEqual(again);
      expect(await other.writes.store.once(once('before'), unsent, patient())).toBe(STORE_LOST);
      expect(unsent.runs).toBe(0);

      await redis.start();
      await expect.poll(() => other.report().state, PATIENCE).toBe('UP');
      expect(await other.writes.store.once(once('before'), unsent, patient())).toEqual(again);
      expect(await other.writes.store.once(once('a'), write, patient())).toEqual(first);
    });

    test('a store that is lost while a write is under way hears of it when it is back', async () => {
      const [one, other] = await connectTwo();
      const slow = createSlowWrite();
      const running = one.writes.store.once(once('a'), slow, patient());
      await expect.poll(() => slow.runs, PATIENCE).toBe(1);
      await redis.kill();
      slow.finish();
      expect(await running).toEqual(first);
      await redis.start();
      await expect.poll(() => other.report().state, PATIENCE).toBe('UP');
      // Claimed until it is told: never sent by anybody else.
      expect(await other.writes.store.once(once('a'), slow, patient())).toEqual(again);
      expect(slow.runs).toBe(1);
    });

    test('a claim whose answer was late is taken back: nobody waits for a write that was not sent', async () => {
      const one = await connectOne({ shared: { timeoutMs: 60 } });
      const other = await connectOne();
      redis.freeze();
      const write = createWrite();
      expect(await one.writes.store.once(once('a'), write, patient())).toBe(STORE_LOST);
      redis.thaw();
      await expect.poll(() => one.report().state, PATIENCE).toBe('UP');
      expect(await other.writes.store.once(once('a'), write, patient())).toEqual(first);
      expect(write.runs).toBe(1);
    });

    test('and nothing that another gateway has kept is taken back with it', async () => {
      const one = await connectOne({ shared: { timeoutMs: 60 } });
      const [other, third] = await connectTwo();
      const write = createWrite();
      await other.writes.store.once(once('a'), write, patient());
      redis.freeze();
      expect(await one.writes.store.once(once('a'), write, patient())).toBe(STORE_LOST);
      redis.thaw();
      await expect.poll(() => one.report().state, PATIENCE).toBe('UP');
      // What was to be told when the store is back has been told, in turn.
      expect(await one.writes.store.once(once('b'), createWrite(), patient())).toEqual(first);
      expect(await third.writes.store.once(once('a'), write, patient())).toEqual(again);
      expect(write.runs).toBe(1);
    });

    test('a store that has forgotten everything is no reason to send again what this gateway has sent', async () => {
      const one = await connectOne();
      const write = createWrite();
      await one.writes.store.once(once('a'), write, patient());
      await redis.client.flushall();
      expect(await one.writes.store.once(once('a'), write, patient())).toEqual(again);
      expect(write.runs).toBe(1);
    });

    test('where writes go on without it, each gateway knows its own, and tells of them when the store is back', async () => {
      const [one, other] = await connectTwo({ shared: { lostWrites: 'proceed' } });
      await redis.kill();
      const write = createWrite();
      expect(await one.writes.store.once(once('a'), write, patient())).toEqual(first);
      expect(await one.writes.store.once(once('a'), write, patient())).toEqual(again);
      expect(await one.writes.store.once(once('a', 'another'), write, patient())).toBe(KEY_REUSED);
      expect(write.runs).toBe(1);
      await redis.start();
      await expect.poll(() => other.report().state, PATIENCE).toBe('UP');
      await expect
        .poll(async () => (await redis.dump()).some((text) => text.startsWith('outcome')), PATIENCE)
        .toBe(true);
      expect(await other.writes.store.once(once('a'), write, patient())).toEqual(again);
      expect(write.runs).toBe(1);
    });
  });

  describe('keep nothing that can be read', () => {
    afterEach(end);

    test('by who has not the secret, and an outcome that does not open was not nothing', async () => {
      const one = await connectOne();
      const other = await connectOne();
      const refused = notDone({ ...kildeUtilgjengelig('STAR', 'HTTP_400'), kanProevesIgjen: false });
      await one.writes.store.once(once('a'), createWrite(refused), patient());
      const texts = await redis.dump();
      expect(texts.join('\n')).not.toMatch(/STAR|HTTP_400|source/);
      const [key = ''] = await redis.client.keys('*write:*');
      const kept = (await redis.client.get(key)) ?? '';
      for (const changed of [`${kept.slice(0, -8)}AAAAAAAA`, kept.replace('outcome', 'another')]) {
        await redis.client.set(key, changed);
        const write = createWrite();
        expect(await other.writes.store.once(once('a'), write, patient())).toBe(NEVER_KNOWN);
        expect(write.runs).toBe(0);
      }
    });

    test('and are no matter of gateways with another prefix', async () => {
      const one = await connectOne();
      const other = await connectOne({ shared: { prefix: 'other:', secret: SECRET } });
      await one.writes.store.once(once('a'), createWrite(), patient());
      expect(await other.writes.store.once(once('a'), createWrite(), patient())).toEqual(first);
      const prefixes = (await redis.client.keys('*')).map((key) => key.replace(/:.*/, ''));
      expect(new Set(prefixes)).toEqual(new Set(['registergraf', 'other']));
    });

    test('and everything for a time only', async () => {
      const [one] = await connectTwo({ idempotency: { ttlMs: 5_000, max: 10 } });
      await one.writes.store.once(once('a'), createWrite(), patient());
      for (const key of await redis.client.keys('*')) {
        const leftMs = await redis.client.pttl(key);
        expect(leftMs, key).toBeGreaterThan(0);
        expect(leftMs, key).toBeLessThanOrEqual(5_000);
      }
    });

    test('and one caller’s many push out nobody else’s, nor a new one under an old name', async () => {
      const [one, other] = await connectTwo({ idempotency: { ttlMs: 60_000, max: 2 } });
      const write = createWrite();
      await one.writes.store.once(once('mine', '', 'me'), write, patient());
      for (const key of ['a', 'b', 'c', 'd']) await one.writes.store.once(once(key), write, patient());
      expect(await redis.client.keys('*write:*')).toHaveLength(3);
      expect(await other.writes.store.once(once('mine', '', 'me'), write, patient())).toEqual(again);

      // A record of the list has gone by itself, and its key is claimed again: it is not the oldest any more.
      const place = 'registergraf:write:c';
      await redis.client.set(place, 'claim input mark 1', 'PX', 60_000);
      for (const key of ['e', 'f']) await one.writes.store.once(once(key), write, patient());
      expect(await redis.client.get(place)).toBe('claim input mark 1');
    });
  });
});
