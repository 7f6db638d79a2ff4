import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSeenProofs } from '../../../src/server/callers/seen-proofs.ts';
import { SHARED_PROOF_MS } from '../../../src/server/redis/seen-proofs.ts';
import { MAX_SHARED_PROOFS } from '../../../src/server/redis/settings.ts';
import type { Shared } from '../../../src/server/redis/shared.ts';
import { JUDGES, reasonToSkip } from '../../support/judges.ts';
import { PATIENCE } from '../../support/patience.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { isTaken, testAllowance } from '../rates/allowance-contract.ts';
import { createPairs } from './two.ts';

const skipped = reasonToSkip(JUDGES.redis);

describe.skipIf(skipped)(`two gateways with one Redis${skipped ? ` (${skipped})` : ''}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  const { connectOne, connectTwo, end } = createPairs(() => redis);

  testAllowance(
    'of two gateways with one Redis',
    async (settings) => {
      const [one, other] = await connectTwo();
      return [one.rates.make(settings), other.rates.make(settings)];
    },
    end,
  );

  describe('count', () => {
    afterEach(async () => {
      await redis.start();
      await end();
    });
    const settings = { name: 'test', limit: 2, windowS: 60 };

    test('each by itself and at once while the store is lost, and together again afterwards', async () => {
      const [one, other] = await connectTwo();
      const [allowance, allowanceToo] = [one.rates.make(settings), other.rates.make(settings)];
      const taken = await allowance.take('a', 2);
      await redis.kill();
      expect(await allowance.take('a', 2)).toMatchObject({ ok: true, left: 0 });
      // Nobody waits: what is answered is no promise.
      expect(allowance.take('a', 1)).toMatchObject({ ok: false });
      expect(await isTaken(allowanceToo, 'a', 2)).toBe(true);
      // What was taken of the store is given back to the store, and is lost with it.
      await allowance.correct('a', -2, taken);
      expect(allowance.take('a', 1)).toMatchObject({ ok: false });

      await redis.start();
      for (const { report } of [one, other]) await expect.poll(() => report().state, PATIENCE).toBe('UP');
      expect(await isTaken(allowance, 'a', 1)).toBe(false);
      expect(await isTaken(allowanceToo, 'b', 2)).toBe(true);
      expect(await isTaken(allowance, 'b', 1)).toBe(false);
    });

    test('for a window only, under names in which no key stands as it is', async () => {
      const one = await connectOne();
      await one.rates.make(settings).take('hash', 1);
      const [key = ''] = await redis.client.keys('*rate:*');
      expect(key).toBe('registergraf:rate:test:hash');
      expect(await redis.client.pttl(key)).toBeGreaterThan(0);
    });
  });

  describe('know proofs', () => {
    afterEach(async () => {
      await redis.start();
      await end();
    });
    const seenBy = (shared: Shared) => shared.shareProofs(createSeenProofs({ now: Date.now }));

    test('that either has seen, of each key, as long as they could be used', async () => {
      const [one, other] = (await connectTwo()).map(seenBy);
      expect(await one?.isNew('key', '1')).toBe(true);
      expect(await other?.isNew('key', '1')).toBe(false);
      expect(await one?.isNew('key', '1')).toBe(false);
      expect(await other?.isNew('key', '2')).toBe(true);
      expect(await other?.isNew('another', '1')).toBe(true);
      for (const key of await redis.client.keys('*proof*')) {
        const leftMs = await redis.client.pttl(key);
        expect(leftMs, key).toBeGreaterThan(SHARED_PROOF_MS - 30_000);
        expect(leftMs, key).toBeLessThanOrEqual(SHARED_PROOF_MS);
      }
    });

    test('and each its own, while the store is lost', async () => {
      const [one, other] = (await connectTwo()).map(seenBy);
      expect(await one?.isNew('key', '1')).toBe(true);
      await redis.kill();
      expect([await one?.isNew('key', '1'), await one?.isNew('key', '2'), await one?.isNew('key', '2')]).toEqual([
        false,
        true,
        false,
      ]);
      // At another gateway, a proof that was stolen on its way can be used once more.
      expect(await other?.isNew('key', '1')).toBe(true);
    });

    test('of one key up to a number, so that nobody fills the store', async () => {
      const [one, other] = (await connectTwo()).map(seenBy);
      await one?.isNew('key', '1');
      const [count = ''] = await redis.client.keys('*proofs:*');
      await redis.client.set(count, MAX_SHARED_PROOFS - 1, 'KEEPTTL');
      for (const id of ['last', 'beyond']) expect(await one?.isNew('key', id)).toBe(true);
      expect(await redis.client.keys('*proof:*')).toHaveLength(2);
      expect([await other?.isNew('key', 'last'), await other?.isNew('key', 'beyond')]).toEqual([false, true]);
      // Which each knows of its own.
      expect(await one?.isNew('key', 'beyond')).toBe(false);
    });
  });
});
