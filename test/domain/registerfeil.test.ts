import { describe, expect, it } from 'vitest';
import {
  kildeUtilgjengelig,
  UTILGJENGELIG,
  type UtilgjengeligKode,
  udokumentertFeil,
} from '../../src/domain/registerfeil.ts';

describe('an undocumented code', () => {
  it.each(['1010', '-1000', 'U-1000', 'HELT_NY_KODE', '2032', 'x'.repeat(64)])('stays visible as sent: %s', (kode) => {
    expect(udokumentertFeil('STAR', kode)).toMatchObject({ kind: 'undocumented', kode, opphav: 'KILDE' });
  });

  it.each([
    ['free text', 'Bruker finnes ikke'],
    ['a mail address', 'ola@example.com'],
    ['a personal number', '0101505006'],
    ['a personal number with a hyphen', '010150-5006'],
    ['a personal number in parts', '01_01_50_5006'],
    ['a personal number after a word', 'FEIL_22849120046'],
    ['a mobile number', '99999999'],
    ['several lines', '1010\n'],
    ['markup', '<b>1010</b>'],
    ['letters that are not ASCII', 'Blåbær'],
    ['more than a short word', 'x'.repeat(65)],
    ['nothing', ''],
  ])('is unknown rather than %s', (_, kode) => {
    const feil = udokumentertFeil('GRUNNDATA', kode);
    expect(feil.kode).toBe('UKJENT');
    if (kode !== '') expect(JSON.stringify(feil)).not.toContain(kode.trim());
  });

  it('promises nothing of another try', () => {
    expect(udokumentertFeil('STAR', '9999').kanProevesIgjen).toBe(false);
  });
});

describe('a source that could not be asked', () => {
  it.each([
    ['TIDSAVBRUDD', true, 'KILDE'],
    ['TILKOBLING', true, 'KILDE'],
    ['UGYLDIG_SVAR', false, 'KILDE'],
    ['SOAP_FAULT', true, 'KILDE'],
    ['AVBRUTT', true, 'KILDE'],
    ['IKKE_KONFIGURERT', false, 'GATEWAY'],
    ['IKKE_TILBUDT', false, 'GATEWAY'],
  ] as const)('says %s, whether it may pass (%s) and who decided (%s)', (kode, kanProevesIgjen, opphav) => {
    const { melding } = UTILGJENGELIG[kode satisfies UtilgjengeligKode];
    expect(kildeUtilgjengelig('STAR', kode)).toEqual({
      kind: 'unavailable',
      kode,
      melding,
      kilde: 'STAR',
      opphav,
      kanProevesIgjen,
      proevIgjenOm: undefined,
    });
  });

  it('says its HTTP status, and when to come back where the source gave a time', () => {
    const feil = kildeUtilgjengelig('STAR', 'HTTP_503', { proevIgjenOm: 7 });
    expect(feil).toMatchObject({ kode: 'HTTP_503', kanProevesIgjen: true, proevIgjenOm: 7 });
    expect(feil.melding).toMatch(/HTTP status/);
  });

  it('may be known better by the one who asked', () => {
    const how = { kanProevesIgjen: false, melding: 'Known better.' };
    expect(kildeUtilgjengelig('STAR', 'TILKOBLING', how)).toMatchObject(how);
  });
});
