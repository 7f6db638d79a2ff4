import { z } from 'zod';

/** What becomes of a unit when it is asked for, in place of its data. */
export const ODD_ANSWERS = ['malformed', 'cut off', 'other unit', 'missing', 'redirect', 'null values'] as const;
export type OddAnswer = (typeof ODD_ANSWERS)[number];

const count = (largest: number) => z.int().min(1).max(largest);

/** Where the contract is silent or marks an assumption, and how the register may have a bad day. */
export const Settings = z.strictObject({
  /** Most numbers in one `organisasjonsnummer`; one more is a 400. */
  numbersLimit: count(10_000).default(2000),
  /** Whether a search by number also finds deleted units. */
  deletedInSearch: z.boolean().default(false),
  /** Pages of a feed that hold anything, counted from the first; later ones are empty, without an error. */
  feedPages: count(10_000).default(20),
  /** The most entries of any page, whatever size is asked for. */
  pageLimit: count(10_000).default(10_000),
  /** Units of one page of juridiskeroller. */
  juridiskerollerSize: count(1000).default(100),
  /** Odd answers about units, by organisasjonsnummer, wherever they are asked for by number. */
  oddAnswers: z.record(z.string().regex(/^[0-9]{9}$/), z.enum(ODD_ANSWERS)).default({}),
  /** Whether every page of a search, a feed or Frivillighetsregisteret is the first one. */
  repeatedPage: z.boolean().default(false),
  /** What a feed of units does wrong: entries from before what was asked, or the latest first. */
  feed: z.enum(['ordinary', 'backwards', 'unordered']).default('ordinary'),
  /** The files: whole, cut in the middle of their bytes, of their JSON, or with one entry that is no unit. */
  bulk: z.enum(['whole', 'cut', 'cut JSON', 'malformed entry']).default('whole'),
  /** Answered whatever is asked, as a gateway before the register would. */
  answersAlways: z
    .strictObject({ status: z.literal([302, 429, 502, 503, 504]), retryAfter: z.string().optional() })
    .nullable()
    .default(null),
  /** `aud` of a token: the address of the authorised tier, or this one. */
  audience: z.string().nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;
/** What is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;
