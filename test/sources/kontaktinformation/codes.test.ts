import { describe, expect, it } from 'vitest';
import { catalogue, type StarOperation } from '../../../src/sources/kontaktinformation/codes.ts';
import { CODES, DOCUMENTED, WITHOUT_NUMBER } from './documented.ts';

/** By the letters of the printed table, which is kept as it is printed. */
const OPERATIONS: ReadonlyMap<string, StarOperation> = new Map([
  ['C', 'CreateKontaktinformation'],
  ['U', 'UpdateKontaktinformation'],
  ['K', 'GetVerifikationskode'],
  ['G', 'GetKontaktinformation'],
]);

describe('The catalogue of STAR', () => {
  it('has every documented code exactly once, and beside them only words for what comes without a code', () => {
    const codes = catalogue.codes.map(({ kode }) => kode);
    expect(codes.toSorted()).toEqual(CODES.toSorted());
    expect(codes.filter((kode) => !/^\d+$/.test(kode)).toSorted()).toEqual(WITHOUT_NUMBER.toSorted());
    expect(DOCUMENTED).toHaveLength(38);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(DOCUMENTED)('has %s as %s, with the documented text', (kode, type, tekst, printedFor) => {
    const entry = catalogue.codes.find((candidate) => candidate.kode === kode);
    expect(entry).toMatchObject({ type, tekst });
    const printed = printedFor.split(' ').flatMap((letter) => OPERATIONS.get(letter) ?? []);
    expect(entry?.operations).toEqual(expect.arrayContaining(printed));
  });

  it('advises to try again after 1011 and 1100 alone', () => {
    const passing = catalogue.codes.filter((entry) => entry.kanProevesIgjen).map(({ kode }) => kode);
    expect(passing).toEqual(['1011', '1100']);
  });
});
