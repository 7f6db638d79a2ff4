import type { Registerfeil } from './registerfeil.ts';

/**
 * What one question about one key came to: the data, or the reason there are none.
 * Everything that is expected to go wrong is a value of this type; what is thrown is a bug.
 */
export type Outcome<Data, Feil extends Registerfeil = Registerfeil> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly feil: Feil };

export function found<Data>(data: Data): { readonly ok: true; readonly data: Data } {
  return { ok: true, data };
}

export function failed<Feil extends Registerfeil>(feil: Feil): { readonly ok: false; readonly feil: Feil } {
  return { ok: false, feil };
}

/** Whether what was asked for may have been carried out by the source. */
export type Effect = 'done' | 'not done' | 'unknown';

/**
 * What a write came to. Success says no more than that. `effect` is said once, where the exchange is seen, and is what everybody
 * else goes by: whether to read back or to send again, what is kept for an Idempotency-Key, and the audit record.
 */
export type WriteOutcome =
  | { readonly ok: true; readonly effect: 'done' }
  | { readonly ok: false; readonly effect: 'not done' | 'unknown'; readonly feil: Registerfeil };

export const DONE: WriteOutcome = { ok: true, effect: 'done' };

/** The source has refused it, or has certainly never got it. */
export function notDone(feil: Registerfeil): WriteOutcome {
  return { ok: false, effect: 'not done', feil };
}

/** It may have been carried out, or may yet be. */
export function unknownEffect(feil: Registerfeil): WriteOutcome {
  return { ok: false, effect: 'unknown', feil };
}
