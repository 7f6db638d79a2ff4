import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/sources/postkasse/codes.ts';
import { CODES, DOCUMENTED } from './documented.ts';

describe('The catalogue of postkasseleverandoer-v1', () => {
  it('has every documented code exactly once, and no other', () => {
    const codes = catalogue.codes.map(({ kode }) => kode);
    expect(codes.toSorted()).toEqual(CODES.toSorted());
    expect(codes).toHaveLength(11);
  });

  it.each(DOCUMENTED)(
    'has %s with the documented text, for the operations that document it',
    (kode, tekst, kanVelge, others) => {
      const entry = catalogue.codes.find((candidate) => candidate.kode === kode);
      expect(entry).toMatchObject({ tekst, kanProevesIgjen: false });
      expect(entry?.operations.includes('KanVelgeSikkerDigitalPostkasse')).toBe(kanVelge);
      for (const operation of ['OppdaterPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse', 'SlettPostkasse'] as const) {
        expect(entry?.operations.includes(operation)).toBe(others);
      }
    },
  );

  it('has a type of its own for each code', () => {
    expect(new Set(catalogue.codes.map(({ type }) => type)).size).toBe(catalogue.codes.length);
  });
});
