import { describe, expect, it } from 'vitest';
import { type Classified, classify, otherUnit } from '../../../src/sources/enhet/outcome.ts';
import type { Answer, Entry } from './classify-reference.ts';
import * as reference from './classify-reference.ts';
import { CODES, isLegal, MISSING } from './documented.ts';

const ASKED = '700000206';
const OTHER = '700000001';
const ALL_CODES = ['0', ...CODES];

function entry(kode: string, names: readonly string[] = [ASKED, OTHER]): Entry {
  return { kode, tekst: names.length > 0 ? `Enhet ${names.join(' ... ')}` : 'Enheten er slettet', names };
}

const ours = ({ entries, ...status }: Answer): Classified =>
  classify({ ...status, understatusList: entries.map(({ kode, tekst }) => ({ kode, tekst })) });

describe('The codes of the contract', () => {
  const classified = (hovedstatus: number, kode: string): Classified =>
    ours({ hovedstatus, entries: [entry(kode)], asked: ASKED, subject: ASKED, hasMelding: true });

  it('are fifty', () => {
    expect(new Set(ALL_CODES).size).toBe(50);
  });

  it.each([0, 1, -1])('are legal with hovedStatus %s, or make no sense there', (hovedstatus) => {
    for (const kode of ALL_CODES) {
      const one = classified(hovedstatus, kode);
      const isCombination = one.kind === 'illegal' && one.why === 'KOMBINASJON';
      expect([kode, isCombination]).toEqual([kode, !isLegal(hovedstatus, kode)]);
    }
  });

  it.each([7, 2, -2, 10, Number.NaN])('make no sense with hovedStatus %s', (hovedstatus) => {
    for (const kode of ALL_CODES)
      expect(classified(hovedstatus, kode)).toEqual({ kind: 'illegal', why: 'HOVEDSTATUS' });
  });
});

describe('The contract’s table', () => {
  const singles = [...ALL_CODES, '999', '-999', '1999', 'ord', '', '1.0', '0110', '12345678'];
  const lists = [[], ...singles.map((one) => [one]), ...singles.flatMap((one) => singles.map((other) => [one, other]))];

  it.each([0, 1, -1, 7, Number.NaN])('classifies every pair of codes under hovedStatus %s as we do', (hovedstatus) => {
    let compared = 0;
    for (const names of [[ASKED, OTHER], []]) {
      for (const list of lists) {
        const entries = list.map((kode) => entry(kode, names));
        for (const asked of [ASKED, null]) {
          for (const subject of [ASKED, OTHER, null]) {
            for (const hasMelding of [true, false]) {
              const answer = { hovedstatus, entries, asked, subject, hasMelding };
              const [our, its] = [ours(answer), reference.classify(answer)];
              compared += 1;
              // Compared as text: expect is too slow for so many.
              if (JSON.stringify(our) !== JSON.stringify(its)) expect({ answer, is: our }).toEqual({ answer, is: its });
            }
          }
        }
      }
    }
    expect(compared).toBe(lists.length * 24);
  });

  // The rows of §7.3 that no reading of the contract can bend: the answer, and what the contract prints as its outcome.
  const ALL_MISSING = MISSING.map(([kode]) => kode);
  const about = (subject: string | null) => ({ subject, hasMelding: subject !== null });
  const illegal = (why: string) => ({ kind: 'illegal', why });
  const notes = (...list: readonly string[]) => list.map((kode) => ({ kode, tekst: 'Enheten er slettet' }));
  it.each([
    [
      'all 26 missing codes, full data',
      0,
      ['0', ...ALL_MISSING],
      about(ASKED),
      { kind: 'data', notes: notes(...ALL_MISSING) },
    ],
    ['an unknown code beside data', 0, ['0', '1999'], about(ASKED), { kind: 'data', notes: notes('1999') }],
    ['an unknown reason', 1, ['999'], about(null), { kind: 'undocumented', kode: '999' }],
    ['an unknown failure', -1, ['-999'], about(null), { kind: 'undocumented', kode: '-999' }],
    ['deleted, with data', 0, ['0', '110'], about(ASKED), illegal('KOMBINASJON')],
    ['a failure with a reason', -1, ['180'], about(null), illegal('KOMBINASJON')],
    ['hovedStatus 7', 7, ['0'], about(null), illegal('HOVEDSTATUS')],
    ['data of another unit, without a word', 0, ['0'], about(OTHER), illegal('ANNEN_ENHET_UTEN_KODE')],
    ['a redirect to nowhere', 0, ['1'], about(ASKED), illegal('OMDIRIGERT_UTEN_NUMMER')],
    ['no melding', 0, ['0'], about(null), illegal('UTEN_MELDING')],
    ['a failure without underStatus', -1, [], about(null), illegal('INGEN_UNDERSTATUS')],
    ['1190 with hovedStatus 1', 1, ['1190'], about(null), { kind: 'no data', kode: '210' }],
  ])('says of the sandbox’s odd answer %s what we say', (_, hovedstatus, list, melding, outcome) => {
    const answer = { hovedstatus, entries: list.map((kode) => entry(kode, [])), asked: ASKED, ...melding };
    expect(ours(answer)).toMatchObject(outcome);
    expect(reference.classify(answer)).toMatchObject(outcome);
  });
});

describe('The other unit in a text', () => {
  it.each([
    [
      'is the one that was not asked for',
      `Enhet ${ASKED} er slettet - korrekt enhet ${OTHER} er innført`,
      ASKED,
      OTHER,
    ],
    ['is found wherever it stands', `${OTHER} er korrekt for ${ASKED}`, ASKED, OTHER],
    ['is found with spaces', 'korrekt enhet 700 000 001 er innført', ASKED, OTHER],
    ['is found with no-break spaces', 'korrekt enhet 700\u00a0000\u00a0001 er innført', ASKED, OTHER],
    ['is found when named twice', `${OTHER}, altså ${OTHER}`, ASKED, OTHER],
    ['is found at the end of a sentence', `juridisk enhet er ${OTHER}.`, ASKED, OTHER],
    ['is found when nothing was asked for', `Enhet ${OTHER}`, null, OTHER],
    ['is nobody when only the asked one stands there', `Enhet ${ASKED} er slettet`, ASKED, undefined],
    ['is nobody when two others stand there', `${OTHER} eller 700102009`, ASKED, undefined],
    ['is nobody when the check digit is wrong', 'korrekt enhet 700017002', ASKED, undefined],
    ['is not cut out of a longer number', '01817000000155 og 7000000011', ASKED, undefined],
    ['is not a person', 'Personen 01817010055', null, undefined],
    ['is not nine zeros', 'enhet 000000000', ASKED, undefined],
    ['is nobody in an empty text', '', ASKED, undefined],
  ])('%s', (_, text, asked, other) => {
    expect(otherUnit(text, asked)).toBe(other);
  });
});
