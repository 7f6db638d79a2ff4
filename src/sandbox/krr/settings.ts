import { z } from 'zod';

/** What KRR's documents leave open, each with the contract's default. */
export const Settings = z.strictObject({
  /** Whether contact data and mailbox are left out for those who may not be notified: stale data, or a reservation. */
  restStripsStale: z.boolean().default(true),
  /** Contact data older than this many calendar months are stale. */
  varslingMonths: z.int().min(1).default(18),
  /** Persons on a page of the feed. */
  pageSize: z.int().min(1).max(1000).default(3),
  /** Whether a page of the feed begins with the change that is named, or with the next one. */
  feedIsInclusive: z.boolean().default(false),
  /** How an error is written: its form is documented nowhere. */
  errorForm: z.enum(['json', 'text', 'empty']).default('json'),
});

export type Settings = z.infer<typeof Settings>;
/** What is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;
