import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Caller, NO_ORGANISATION, type Organisation } from '../../../src/domain/caller.ts';
import { type MakeAllowance, memoryAllowance } from '../../../src/server/rates/allowance.ts';
import { createRates } from '../../../src/server/rates/rates.ts';

const caller = (id: string, organisation: Organisation): Caller => ({
  user: { navn: id, type: 'system', identifikator: id },
  organisation,
  userOrganisation: organisation,
  scopes: 'all',
  id,
});
const OWN: Organisation = { type: 8, kode: '90100' };
const OTHER: Organisation = { type: 7, kode: '90100' };

const isAdmitted = async (rates: ReturnType<typeof createRates>, who: Caller, calls: number) =>
  (await rates?.admit(who, calls))?.refused === undefined;

describe('rates', () => {
  test('are none where nothing has a limit', () => {
    expect(createRates(undefined)).toBeUndefined();
    expect(createRates({ quotas: { SEARCHES: {} } })).toBeUndefined();
    expect(createRates({ callsPerMinute: 1, quotas: {} })?.quotasOf(caller('a', OWN))).toBeUndefined();
    expect(createRates({ quotas: { SEARCHES: { perHour: 1 } } })?.admit(caller('a', OWN), 1)).toBeUndefined();
  });

  test('of an organisation are those of its type and its code, and callers without one have none in common', async () => {
    const rates = createRates({ organisationCallsPerMinute: 1, quotas: {} });
    expect(await isAdmitted(rates, caller('a', OWN), 1)).toBe(true);
    expect(await isAdmitted(rates, caller('b', OWN), 1)).toBe(false);
    expect(await isAdmitted(rates, caller('c', OTHER), 1)).toBe(true);
    for (const id of ['d', 'e', 'd']) expect(await isAdmitted(rates, caller(id, NO_ORGANISATION), 1)).toBe(true);
  });

  test('are remembered of so many callers', async () => {
    const rates = createRates({ callsPerMinute: 1, quotas: {}, maxRemembered: 2 });
    for (const id of ['a', 'b']) await isAdmitted(rates, caller(id, OWN), 1);
    expect(await isAdmitted(rates, caller('a', OWN), 1)).toBe(false);
    await isAdmitted(rates, caller('c', OWN), 1);
    expect(await isAdmitted(rates, caller('a', OWN), 1)).toBe(false);
    expect(await isAdmitted(rates, caller('b', OWN), 1)).toBe(true);
  });

  test('are kept under hashes with a key, in which neither caller nor organisation stands', async () => {
    const keys: string[] = [];
    const make: MakeAllowance = (settings) => {
      const allowance = memoryAllowance(10)(settings);
      const take: typeof allowance.take = (key, amount) => {
        keys.push(key);
        return allowance.take(key, amount);
      };
      return { ...allowance, take };
    };
    const settings = { callsPerMinute: 9, organisationCallsPerMinute: 9, quotas: {} };
    for (const secret of ['one', 'one', 'other']) {
      await createRates(settings, { make, secret: Buffer.from(secret) })?.admit(caller('a', OWN), 1);
    }
    expect(keys).toHaveLength(6);
    expect(keys.every((key) => /^[\w-]{43}$/.test(key))).toBe(true);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2, 4));
    expect(new Set(keys).size).toBe(4);
  });

  test('are right also where the store is slow: what is taken at once is taken once', async () => {
    const slow: MakeAllowance = (settings) => {
      const allowance = memoryAllowance(10)(settings);
      return {
        ...allowance,
        async take(key, amount) {
          await turn();
          return allowance.take(key, amount);
        },
      };
    };
    const rates = createRates({ callsPerMinute: 3, organisationCallsPerMinute: 4, quotas: {} }, { make: slow });
    const admissions = await Promise.all(['a', 'a', 'b', 'b'].map(async (id) => rates?.admit(caller(id, OWN), 2)));
    expect(admissions.filter((admission) => admission && !admission.refused)).toHaveLength(2);
    for (const admission of admissions) await admission?.settle(0);
    // All that was taken has been given back, once.
    expect(await isAdmitted(rates, caller('a', OWN), 3)).toBe(true);
    expect(await isAdmitted(rates, caller('b', OWN), 2)).toBe(false);
    expect(await isAdmitted(rates, caller('b', OWN), 1)).toBe(true);
  });
});
