import { expect } from 'vitest';
import type { CallReport } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';

// A cpr has ten digits and a fødselsnummer eleven, a Danish phone number eight; mail and mailbox addresses have their signs.
const PERSONAL = /\d{10}|(?<!\d)\d{8}(?!\d)|\+\d|[@#]/;

/** No outcome's melding or kode says anything of a person, nor what was asked about, but for a unit's public number; nor does a report. */
export function expectNoPersonalData(
  outcomes: readonly Outcome<unknown>[],
  asked: readonly unknown[],
  reports: readonly CallReport[] = [],
): void {
  const secrets = asked.filter((key) => typeof key === 'string' && !/^\d{9}$/.test(key)) as readonly string[];
  const said = outcomes.map((outcome) => (outcome.ok ? '' : `${outcome.feil.kode} ${outcome.feil.melding}`));
  const told = reports.map(({ durationMs, waitedMs, ...report }) => JSON.stringify(report));
  for (const text of new Set([...said, ...told])) {
    expect(text).not.toMatch(PERSONAL);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
}
