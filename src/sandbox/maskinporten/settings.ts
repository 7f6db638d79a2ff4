import { z } from 'zod';

/** What Maskinporten's documents leave open, and what only a sandbox has. */
export const Settings = z.strictObject({
  /** Seconds that a token lasts: at the real one each scope has its own, from 120 to 3600. */
  expiresIn: z.int().min(1).max(3600).default(119),
  /** Whether a token that is restricted to no API has the `aud` "unspecified", which is being removed, or none. */
  unspecifiedAudience: z.boolean().default(false),
  /** Status of an assertion whose body or scope was refused for lack of access, MP-250 and MP-251. */
  accessStatus: z.literal([400, 403]).default(403),
  /** Whether a `jti` that has come before is refused. */
  jtiList: z.boolean().default(true),
  /** Seconds that the time of issue may be from the clock, either way. */
  issuedWithin: z.int().min(0).default(10),
  /** Seconds that an assertion may hold. */
  assertionLifetime: z.int().min(1).default(120),
});

export type Settings = z.infer<typeof Settings>;
/** What is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;
