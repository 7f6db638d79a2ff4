import type { ValueOrPromise } from './value-or-promise.ts';

/**
 * How often a caller, and all callers of one organisation together, may ask for what is scarce. A source declares it once, and names it at
 * each of its fields that counts for it; sources can share one.
 */
export interface Quota {
  /** As it stands in the names of its settings: QUOTA_<name>_PER_HOUR and QUOTA_ORGANISATION_<name>_PER_HOUR. */
  readonly name: Uppercase<string>;
  /** What is counted, in English, for whoever sets it. */
  readonly counts: string;
  /** How many an hour where nothing is set: of one caller, and of one organisation. */
  readonly perHour: number;
  readonly organisationPerHour: number;
}

/** One is counted, and can be given back where nothing was sent after all; or none was left, for so many seconds. */
export type Taken =
  | { readonly ok: true; giveBack(): ValueOrPromise<void> }
  | { readonly ok: false; readonly retryAfterS: number };

/** What the caller of one request may still ask for. */
export interface Quotas {
  take(quota: Quota): ValueOrPromise<Taken>;
}
