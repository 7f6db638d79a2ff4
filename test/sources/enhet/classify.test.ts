import { describe, expect, it } from 'vitest';
import { type Classified, classify, otherUnit, type Understatus } from '../../../src/sources/enhet/classify.ts';
import * as reference from './classify-reference.ts';

const X = '700000206';
const Y = '700000001';
const { MISSING, NO_DATA, REDIRECT, SERVICE } = reference;
const CODES = [0, ...REDIRECT, ...NO_DATA, ...MISSING, ...SERVICE];

/** Which hovedStatus each code may come with: §4.2, with 1190 under two. */
const LEGAL: readonly { hovedstatus: number; codes: readonly number[] }[] = [
  { hovedstatus: 0, codes: [0, ...REDIRECT, ...MISSING] },
  { hovedstatus: 1, codes: [...NO_DATA, 1190] },
  { hovedstatus: -1, codes: SERVICE },
];

function understatus(kode: number | string, tekst = `Enhet ${X} ... ${Y}`): Understatus {
  return { kode: String(kode), tekst };
}

describe('The codes of the contract', () => {
  it('are fifty', () => {
    expect(new Set(CODES).size).toBe(50);
  });

  it.each(LEGAL)('are legal with hovedStatus $hovedstatus, or make no sense there', ({ hovedstatus, codes }) => {
    for (const code of CODES) {
      const status = { hovedstatus, understatuses: [understatus(code)], asked: X, subject: X, hasMelding: true };
      const classified = classify(status);
      const isCombination = classified.kind === 'illegal' && classified.why === 'KOMBINASJON';
      expect([code, isCombination]).toEqual([code, !codes.includes(code)]);
    }
  });

  it.each([7, 2, -2, 10, Number.NaN])('make no sense with hovedStatus %s', (hovedstatus) => {
    for (const code of CODES) {
      const status = { hovedstatus, understatuses: [understatus(code)], asked: X, subject: X, hasMelding: true };
      expect(classify(status)).toEqual({ kind: 'illegal', why: 'HOVEDSTATUS' });
    }
  });
});

/** Ours in the words of the reference. */
function inItsWords(classified: Classified): unknown {
  const notes = (of: readonly Understatus[]) =>
    of.map(({ kode, tekst }) => ({ code: Number(kode), text: tekst, documented: MISSING.includes(Number(kode)) }));
  switch (classified.kind) {
    case 'data':
      return { kind: 'data', notes: notes(classified.notes) };
    case 'redirect': {
      const { kode, other } = classified;
      return { kind: 'redirect', code: Number(kode), other, notes: notes(classified.notes) };
    }
    case 'no data': {
      const code = Number(classified.kode);
      return code < 0 ? { kind: 'serviceError', code } : { kind: 'noData', code, other: classified.other ?? null };
    }
    case 'undocumented':
      return { kind: 'undocumented', code: Number(classified.kode) };
    case 'illegal':
      return classified;
  }
}

/** What the reference says, without what we do not keep, and with (1, 1190) as the 210 that it means. */
function itsWords(outcome: reference.Outcome): unknown {
  if (outcome.kind === 'undocumented') return { kind: outcome.kind, code: outcome.code };
  if (outcome.kind === 'noData' && outcome.code === 1190) return { ...outcome, code: 210 };
  return outcome;
}

describe('The reference implementation of the contract', () => {
  const singles = [...CODES, 999, -999, 1999, 'ord', '', '1.0', '0110', '12345678'].map((code) => understatus(code));
  const lists = [[], ...singles.map((one) => [one]), ...singles.flatMap((one) => singles.map((other) => [one, other]))];
  const silent = lists.map((list) => list.map(({ kode }) => understatus(kode, 'Enheten er slettet')));

  it.each([0, 1, -1, 7, Number.NaN])('classifies every pair of codes under hovedStatus %s as we do', (hovedstatus) => {
    let compared = 0;
    for (const understatuses of [...lists, ...silent]) {
      const entries = understatuses.map(({ kode, tekst }) => ({ kode, text: tekst }));
      for (const asked of [X, null]) {
        for (const subject of [X, Y, null]) {
          for (const hasMelding of [true, false]) {
            const ours = inItsWords(classify({ hovedstatus, understatuses, asked, subject, hasMelding }));
            const its = itsWords(reference.classify(hovedstatus, entries, asked, subject, hasMelding));
            compared += 1;
            // Compared as text: expect is too slow for so many.
            if (JSON.stringify(ours) !== JSON.stringify(its))
              expect({ understatuses, asked, subject, ours }).toEqual(its);
          }
        }
      }
    }
    expect(compared).toBe((lists.length + silent.length) * 12);
  });
});

describe('The other unit in a text', () => {
  it.each([
    ['is the one that was not asked for', `Enhet ${X} er slettet - korrekt enhet ${Y} er innført`, X, Y],
    ['is found wherever it stands', `${Y} er korrekt for ${X}`, X, Y],
    ['is found with spaces', 'korrekt enhet 700 000 001 er innført', X, Y],
    ['is found with no-break spaces', 'korrekt enhet 700\u00a0000\u00a0001 er innført', X, Y],
    ['is found when named twice', `${Y}, altså ${Y}`, X, Y],
    ['is found at the end of a sentence', `juridisk enhet er ${Y}.`, X, Y],
    ['is found when nothing was asked for', `Enhet ${Y}`, null, Y],
    ['is nobody when only the asked one stands there', `Enhet ${X} er slettet`, X, undefined],
    ['is nobody when two others stand there', `${Y} eller 700102009`, X, undefined],
    ['is nobody when the check digit is wrong', 'korrekt enhet 700017002', X, undefined],
    ['is not cut out of a longer number', '01817000000155 og 7000000011', X, undefined],
    ['is not a person', 'Personen 01817010055', null, undefined],
    ['is not nine zeros', 'enhet 000000000', X, undefined],
    ['is nobody in an empty text', '', X, undefined],
  ])('%s', (_, text, asked, other) => {
    expect(otherUnit(text, asked)).toBe(other);
    expect(reference.otherUnit(text, asked) ?? undefined).toBe(other);
  });
});
