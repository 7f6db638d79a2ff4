import type { Catalogue } from '../domain/catalogue.ts';

interface Resultat {
  readonly catalogue: Catalogue;
  readonly operations: readonly string[];
  /** The name of the type that is a success. */
  readonly data: string;
}

/** What each union stands on. Whatever answers one of them can call a register. */
export const results = new Map<string, Resultat>();

/** The name of the union's member that a value is. */
export function memberName(union: string, value: object): string {
  if ('opphav' in value && 'type' in value) return String(value.type);
  return results.get(union)?.data ?? union;
}
