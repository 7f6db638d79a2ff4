/** How much callers may ask for. What is left out has no limit. */
export interface RateSettings {
  /** Calls to registers that one caller may cause in a minute. */
  readonly callsPerMinute?: number | undefined;
  /** The same of all callers of one organisation together. */
  readonly organisationCallsPerMinute?: number | undefined;
  /** By the name of the quota: how many an hour. */
  readonly quotas: Readonly<Record<string, QuotaSettings>>;
  /** How many callers, and how many organisations, are remembered for each limit. Left out: `MAX_REMEMBERED`. */
  readonly maxRemembered?: number | undefined;
}

export interface QuotaSettings {
  /** Of one caller. */
  readonly perHour?: number | undefined;
  /** Of all callers of one organisation together. */
  readonly organisationPerHour?: number | undefined;
}

/** Where nothing is set: a hundred calls a second. An application without users of its own is one caller. */
export const CALLS_PER_MINUTE = 6_000;
export const ORGANISATION_CALLS_PER_MINUTE = 30_000;

/** Of more callers than this, those who have asked last are remembered; the others begin anew. Some 300 bytes each. */
export const MAX_REMEMBERED = 10_000;

export const MINUTE_S = 60;
export const HOUR_S = 60 * 60;
