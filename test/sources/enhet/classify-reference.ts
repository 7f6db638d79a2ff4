import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';

// The reference implementation that the contract of grunndata prints in §4.3, word for word but for the non-null
// assertions that this project does not write, and for isOrgnr, which stands in src/domain.

export type Entry = { kode: string; text: string };
export type Note = { code: number; documented: boolean; text: string };
export type Outcome =
  | { kind: 'data'; notes: Note[] }
  | { kind: 'redirect'; code: number; other: string; notes: Note[] }
  | { kind: 'noData'; code: number; other: string | null }
  | { kind: 'serviceError'; code: number }
  | { kind: 'undocumented'; hoved: number; code: number }
  | { kind: 'illegal'; why: string };

export const REDIRECT = [1, 2, 3];
export const SERVICE = [-100, -101, -1000];
export const NO_DATA = [10, 20, 100, 110, 120, 130, 160, 170, 180, 181, 182, 183, 190, 200, 210, 2000, 10000];
// biome-ignore format: as printed
export const MISSING = [1010, 1020, 1030, 1060, 1070, 1080, 1090, 1100, 1111, 1115, 1116, 1117, 1118, 1119, 1120, 1125, 1130, 1135, 1140, 1145, 1150, 1155, 1160, 1165, 1180, 1190];
const LEGAL = new Map([
  [0, [0, ...REDIRECT, ...MISSING]],
  [1, [...NO_DATA, 1190]],
  [-1, SERVICE],
]);
const KNOWN = new Set([...LEGAL.values()].flat());

export function classify(
  hoved: number,
  entries: readonly Entry[],
  asked: string | null,
  subject: string | null,
  hasMelding: boolean,
): Outcome {
  const illegal = (why: string): Outcome => ({ kind: 'illegal', why });
  const legal = LEGAL.get(hoved);
  if (!legal) return illegal('HOVEDSTATUS');
  if (entries.length === 0) return illegal('INGEN_UNDERSTATUS');
  if (!entries.every((e) => /^-?\d{1,6}$/.test(e.kode))) return illegal('KODE');
  const all = entries.map((e) => ({ code: Number(e.kode), text: e.text }));
  if (all.some((e) => KNOWN.has(e.code) && !legal.includes(e.code))) return illegal('KOMBINASJON');
  if (hoved !== 0) {
    const first = all.find((e) => legal.includes(e.code));
    if (!first) return { kind: 'undocumented', hoved, code: all[0]?.code ?? Number.NaN };
    if (hoved === -1) return { kind: 'serviceError', code: first.code };
    const other = [120, 130].includes(first.code) ? otherUnit(first.text, asked) : null;
    return { kind: 'noData', code: first.code, other };
  }
  const notes = all
    .filter((e) => e.code !== 0 && !REDIRECT.includes(e.code))
    .map((e) => ({ ...e, documented: MISSING.includes(e.code) }));
  const redirect = REDIRECT.map((c) => all.find((e) => e.code === c)).find((e) => e !== undefined);
  if (!hasMelding && (redirect || !notes.some((n) => n.documented))) return illegal('UTEN_MELDING');
  const differs = asked !== null && subject !== null && subject !== asked;
  if (!redirect) return differs ? illegal('ANNEN_ENHET_UTEN_KODE') : { kind: 'data', notes };
  const other = differs ? subject : otherUnit(redirect.text, asked);
  return other ? { kind: 'redirect', code: redirect.code, other, notes } : illegal('OMDIRIGERT_UTEN_NUMMER');
}

export function otherUnit(text: string, asked: string | null): string | null {
  const found = [...text.matchAll(/(?<!\d)(\d{3})[ \u00a0]?(\d{3})[ \u00a0]?(\d{3})(?!\d)/g)].map((m) =>
    [m[1], m[2], m[3]].join(''),
  );
  const others = [...new Set(found)].filter((n) => n !== asked && isOrganisasjonsnummer(n));
  return others.length === 1 ? (others[0] ?? null) : null;
}
