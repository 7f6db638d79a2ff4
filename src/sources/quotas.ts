import type { Quota } from '../domain/quota.ts';

/** Of every field that finds people or units by something else than their number. */
export const SEARCHES: Quota = {
  name: 'SEARCHES',
  counts: 'Searches, in all registers together',
  perHour: 1_000,
  organisationPerHour: 10_000,
};
