import { expect } from 'vitest';
import type { Outcome } from '../../src/domain/outcome.ts';

// A cpr has ten digits and a fødselsnummer eleven, a Danish phone number eight; mail and mailbox addresses have their signs.
const PERSONAL = /\d{10}|(?<!\d)\d{8}(?!\d)|\+\d|[@#]/;

/** No outcome's melding or kode says anything of a person, nor what was asked about, but for a unit's public number. */
export function expectNoPersonalData(outcomes: readonly Outcome<unknown>[], asked: readonly unknown[]): void {
  const secrets = asked.filter((key) => typeof key === 'string' && !/^\d{9}$/.test(key)) as readonly string[];
  for (const text of new Set(
    outcomes.map((outcome) => (outcome.ok ? '' : `${outcome.feil.kode} ${outcome.feil.melding}`)),
  )) {
    expect(text).not.toMatch(PERSONAL);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
}
