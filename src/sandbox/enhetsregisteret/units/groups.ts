/** One edge of a group of companies: who is held, by whom, on what ground. */
export interface Holding {
  readonly organisasjonsnummer: string;
  readonly parent: string;
  readonly nivaa: number;
  readonly grunnlag: string;
  readonly dato: string;
}

export interface CorporateGroup {
  readonly top: string;
  readonly members: readonly string[];
  readonly holdings: readonly Holding[];
}

/** The contract's, and one in which a company hangs in two places, at a level that is not its own. */
export const CORPORATE_GROUPS: readonly CorporateGroup[] = [
  group('700000001', [
    { organisasjonsnummer: '700040003', parent: '700000001', nivaa: 1, grunnlag: '95,00%', dato: '2025-11-12' },
  ]),
  group('312000016', [
    { organisasjonsnummer: '311000012', parent: '312000016', nivaa: 1, grunnlag: '100%', dato: '2024-02-01' },
    { organisasjonsnummer: '314000013', parent: '312000016', nivaa: 1, grunnlag: 'Indirekte mor', dato: '2024-02-01' },
    { organisasjonsnummer: '314000013', parent: '311000012', nivaa: 1, grunnlag: '60,00%', dato: '2024-02-01' },
  ]),
];

function group(top: string, holdings: readonly Holding[]): CorporateGroup {
  return { top, members: [top, ...holdings.map(({ organisasjonsnummer }) => organisasjonsnummer)], holdings };
}
