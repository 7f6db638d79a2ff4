import { describe, expect, it } from 'vitest';
import { katalog, type StarOperation } from '../../../src/sources/kontaktinformation/codes.ts';
import { DOCUMENTED } from './documented.ts';

const OPERATIONS: Readonly<Record<string, StarOperation>> = {
  C: 'CreateKontaktinformation',
  U: 'UpdateKontaktinformation',
  K: 'GetVerifikationskode',
  G: 'GetKontaktinformation',
};

describe('The catalogue of STAR', () => {
  it('has every documented code exactly once, and beside them only words for what comes without a code', () => {
    const koder = katalog.koder.map(({ kode }) => kode);
    expect(koder.filter((kode) => /^\d+$/.test(kode)).toSorted()).toEqual(DOCUMENTED.map(([kode]) => kode).toSorted());
    expect(koder.filter((kode) => !/^\d+$/.test(kode)).toSorted()).toEqual([
      'GENTAGET_REQUEST',
      'HTTP_401',
      'HTTP_403',
      'HTTP_404',
      'HTTP_405',
      'HTTP_415',
      'VERIFICERING_AFVIST',
    ]);
    expect(new Set(koder).size).toBe(koder.length);
  });

  it.each(DOCUMENTED)('has %s as %s, with the documented text', (kode, type, tekst, printedFor) => {
    const entry = katalog.koder.find((candidate) => candidate.kode === kode);
    expect(entry).toMatchObject({ type, tekst });
    const printed = printedFor.split(' ').flatMap((letter) => OPERATIONS[letter] ?? []);
    expect(entry?.operasjoner).toEqual(expect.arrayContaining(printed));
  });

  it('advises to try again after 1011 and 1100 alone', () => {
    const passing = katalog.koder.filter((entry) => entry.kanProevesIgjen).map(({ kode }) => kode);
    expect(passing).toEqual(['1011', '1100']);
  });
});
