import { isMaskinportenSet } from '../maskinporten.ts';
import type { Environment } from '../values.ts';
import { asksKrr, KONTAKTREGISTER } from './settings.ts';

/** What only HentPersoner reads, and what only KRR does. */
const OF_HENT_PERSONER = ['KONTAKTREGISTER_URL', ...Object.values(KONTAKTREGISTER), 'POSTKASSE_PAA_VEGNE_AV'] as const;
const OF_KRR = ['KRR_URL', 'KRR_SCOPES'] as const;

/** What KRR needs and has not got, and what is set for the register that is not asked. */
export function checkWhole(set: Environment): string[] {
  const isKrr = asksKrr(set);
  const needs = (name: string) => `${name}: missing; KONTAKTREGISTER_SOURCE=krr needs it.`;
  const missing = isKrr ? ['KRR_URL', ...(isMaskinportenSet(set) ? [] : ['MASKINPORTEN_ISSUER'])] : [];
  const unread = isKrr ? OF_HENT_PERSONER : OF_KRR;
  const source = isKrr ? 'krr' : 'oppslagstjenesten';
  return [
    ...missing.filter((name) => !set[name]).map(needs),
    ...unread
      .filter((name) => set[name])
      .map((name) => `${name}: is set and not read; KONTAKTREGISTER_SOURCE is ${source}.`),
    ...(set.ON_BEHALF_OF && set.POSTKASSE_PAA_VEGNE_AV && !isKrr
      ? ['POSTKASSE_PAA_VEGNE_AV: set beside ON_BEHALF_OF; it is one body, or each caller’s own.']
      : []),
    ...(set.ON_BEHALF_OF && set.AUTHENTICATION === 'off'
      ? ['ON_BEHALF_OF: says whom callers act for, which their tokens tell; AUTHENTICATION is off.']
      : []),
  ];
}
