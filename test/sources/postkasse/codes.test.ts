import { describe, expect, it } from 'vitest';
import { katalog } from '../../../src/sources/postkasse/codes.ts';
import { DOCUMENTED } from './documented.ts';

describe('The catalogue of postkasseleverandoer-v1', () => {
  it('has every documented code exactly once, and no other', () => {
    const koder = katalog.koder.map(({ kode }) => kode);
    expect(koder.toSorted()).toEqual(DOCUMENTED.map(([kode]) => kode).toSorted());
    expect(koder).toHaveLength(11);
  });

  it.each(DOCUMENTED)(
    'has %s with the documented text, for the operations that document it',
    (kode, tekst, kanVelge, others) => {
      const entry = katalog.koder.find((candidate) => candidate.kode === kode);
      expect(entry).toMatchObject({ tekst, kanProevesIgjen: false });
      expect(entry?.operasjoner.includes('KanVelgeSikkerDigitalPostkasse')).toBe(kanVelge);
      for (const operasjon of ['OppdaterPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse', 'SlettPostkasse'] as const) {
        expect(entry?.operasjoner.includes(operasjon)).toBe(others);
      }
    },
  );

  it('has a type of its own for each code', () => {
    expect(new Set(katalog.koder.map(({ type }) => type)).size).toBe(katalog.koder.length);
  });
});
