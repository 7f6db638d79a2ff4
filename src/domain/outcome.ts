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
