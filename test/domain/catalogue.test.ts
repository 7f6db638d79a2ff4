import { expect, it } from 'vitest';
import { createCatalogue, type DokumentertKode } from '../../src/domain/catalogue.ts';

const ukjentCpr: DokumentertKode<'hent' | 'slet'> = {
  kode: '1010',
  type: 'UkendtCpr',
  tekst: 'CPR-nummeret findes ikke.',
  betydning: 'Nobody has this number.',
  kanProevesIgjen: false,
  operations: ['hent'],
};
const registerDown: DokumentertKode<'hent' | 'slet'> = {
  kode: '1100',
  type: 'KildeUtilgjengelig',
  tekst: 'Teknisk fejl.',
  betydning: 'Something is down.',
  kanProevesIgjen: true,
  operations: ['hent', 'slet'],
};
const catalogue = createCatalogue('STAR', [ukjentCpr, registerDown]);

it('names the row of a documented code, with its text and retry advice', () => {
  expect(catalogue.feil('hent', '1010')).toEqual({
    kind: 'documented',
    kode: '1010',
    melding: 'CPR-nummeret findes ikke.',
    kilde: 'STAR',
    opphav: 'KILDE',
    kanProevesIgjen: false,
  });
  expect(catalogue.feil('slet', '1100')).toMatchObject({ kind: 'documented', kanProevesIgjen: true });
});

it('says when the gateway decided, and takes a better text', () => {
  expect(catalogue.feil('hent', '1010', { opphav: 'GATEWAY' })).toMatchObject({
    opphav: 'GATEWAY',
    melding: ukjentCpr.tekst,
  });
  expect(catalogue.feil('hent', '1010', { melding: 'Bedre.' })).toMatchObject({ opphav: 'KILDE', melding: 'Bedre.' });
});

it.each([
  ['documented for another operation', 'slet', '1010'],
  ['documented nowhere', 'hent', '9999'],
  ['written otherwise', 'hent', '01010'],
  ['the name of what every object has', 'hent', 'constructor'],
] as const)('keeps a code visible that is %s', (_, operation, kode) => {
  const how = { opphav: 'GATEWAY', melding: 'Free text of the source about 0101505006.' } as const;
  const feil = catalogue.feil(operation, kode, how);
  expect(feil).toMatchObject({
    kind: 'undocumented',
    kode,
    kilde: 'STAR',
    opphav: 'KILDE',
    kanProevesIgjen: false,
  });
  expect(feil.melding).not.toContain('Free text');
});

it('is the list that it was made from', () => {
  expect([catalogue.kilde, catalogue.codes]).toEqual(['STAR', [ukjentCpr, registerDown]]);
});
