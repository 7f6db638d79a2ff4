import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/sources/enhet/codes.ts';
import { MANGLER } from '../../../src/sources/enhet/mangler.ts';
import { CODES, DOCUMENTED, MISSING } from './documented.ts';

describe('The catalogue of grunndataWS', () => {
  it('has every documented code exactly once, and no other', () => {
    expect(catalogue.codes.map(({ kode }) => kode).toSorted()).toEqual(CODES.toSorted());
    expect(CODES).toHaveLength(49);
  });

  it.each(DOCUMENTED)('has %s as %s, with the documented text', (kode, type, tekst) => {
    expect(catalogue.codes.find((entry) => entry.kode === kode)).toMatchObject({ type, tekst });
  });

  it.each(MISSING)('has %s as missing %s, with the documented text', (kode, opplysning, tekst) => {
    expect(catalogue.codes.find((entry) => entry.kode === kode)).toMatchObject({ type: 'ManglendeOpplysning', tekst });
    expect(MANGLER.find((entry) => entry.kode === kode)?.opplysning).toBe(opplysning);
  });

  it('advises to try again after -1000 alone', () => {
    expect(catalogue.codes.filter((entry) => entry.kanProevesIgjen).map(({ kode }) => kode)).toEqual(['-1000']);
  });
});
