import { describe, expect, it } from 'vitest';
import type { AnswerStatus } from '../../../src/sources/enhet/adapters/grunndata/messages/index.ts';
import type { Enhetsdata } from '../../../src/sources/enhet/enhet.ts';
import type { GrunndataAnswer } from '../../../src/sources/enhet/adapters/grunndata/messages/index.ts';
import { readMangler, readOutcome } from '../../../src/sources/enhet/outcome.ts';

const ASKED = '700000206';
const OTHER = '700000001';
const DATA: Enhetsdata = {
  kilde: 'GRUNNDATA',
  ferskhet: null,
  operation: 'hentBasisdataMini',
  organisasjonsnummer: OTHER,
  prosessDato: '2026-01-15',
  mangler: [],
};
const melding = { name: 'melding', namespace: '', attributes: {}, children: [], text: '' };

function svar(hovedstatus: number, kode: string, tekst: string, subject: string | null = null): GrunndataAnswer {
  const status: Omit<AnswerStatus, 'asked'> = {
    hovedstatus,
    understatusList: [{ kode, tekst }],
    subject,
    hasMelding: subject !== null,
  };
  return { status, prosessDato: '2026-01-15', echo: undefined, melding };
}

function feilOf(operation: Parameters<typeof readOutcome>[0], asked: string | null, of: GrunndataAnswer) {
  const outcome = readOutcome(operation, asked, of, () => DATA);
  if (outcome.ok) throw new Error('data');
  return outcome.feil;
}

describe('The melding', () => {
  it.each([
    [
      0,
      '1',
      `Enhet ${ASKED} korrekt ${OTHER}`,
      OTHER,
      `Eining ${ASKED} er sletta som dublett - korrekt eining ${OTHER} er innført.`,
    ],
    [
      0,
      '2',
      `Enhet ${ASKED} korrekt ${OTHER}`,
      OTHER,
      `Eining ${ASKED} er sletta som samanslått - korrekt eining ${OTHER} er innført.`,
    ],
    [0, '3', `Enhet ${OTHER}`, OTHER, `Eining ${OTHER} er registreringseininga til den eininga som blei bestilt.`],
    [1, '100', '', null, `Eining ${ASKED} aldri oppretta.`],
    [1, '110', '', null, `Eining ${ASKED} er sletta.`],
    [
      1,
      '120',
      `${ASKED} ${OTHER}`,
      null,
      `Eining ${ASKED} er sletta som dublett eller samanslått - korrekt eining ${OTHER} er sletta.`,
    ],
    [1, '130', `${ASKED} ${OTHER}`, null, `Eining ${ASKED} er ei bedrift/verksemd, juridisk eining er ${OTHER}.`],
    [1, '130', 'none', null, `Eining ${ASKED} er ei bedrift/verksemd, juridisk eining er y.`],
    [1, '10', '', null, 'Orgnr i input ikkje gitt.'],
    [-1, '-100', '', null, 'Brukar manglar autorisasjon for denne tenesta.'],
  ])('of (%s, %s) is the documented text with the units filled in', (hovedstatus, kode, tekst, subject, expected) => {
    expect(feilOf('hentBasisdataMini', ASKED, svar(hovedstatus, kode, tekst, subject)).melding).toBe(expected);
  });

  it.each(['01817010055', '0101505006', 'Kari', '$&', '700017002', ''])(
    'does not repeat what was asked for and is no unit: %s',
    (asked) => {
      const { melding } = feilOf('hentBasisdataMini', asked, svar(1, '100', `Enhet ${asked} aldri opprettet`));
      expect(melding).toBe('Eining x aldri oppretta.');
      expect(feilOf('hentBasisdataMini', asked, svar(1, '170', '')).melding).toBe(
        'x er ikkje eit gyldig organisasjonsnummer.',
      );
    },
  );

  it.each([
    ['180', 'Personen x finst ikkje i databasen vår.'],
    ['181', 'Personen x er registrert død.'],
    ['182', 'Personen x er registrert ugyldig.'],
    ['183', 'Personen x har verje.'],
  ])('of %s leaves the person out', (kode, expected) => {
    const feil = feilOf('hentRolleutskrift', null, svar(1, kode, 'Personen 01817010055 ...'));
    expect(feil.melding).toBe(expected);
    expect(JSON.stringify(feil)).not.toContain('01817010055');
  });

  it('of an answer that contradicts itself says why', () => {
    expect(feilOf('hentBasisdataMini', ASKED, svar(7, '0', ''))).toMatchObject({
      kind: 'unavailable',
      kode: 'UGYLDIG_SVAR',
      kanProevesIgjen: false,
      melding: expect.stringContaining('HOVEDSTATUS'),
    });
  });

  it('is left as documented where data lack what must be there', () => {
    const outcome = readOutcome('hentBasisdataMini', ASKED, svar(0, '2', `${ASKED} ${OTHER}`, OTHER), () => undefined);
    expect(outcome).toMatchObject({ ok: false, feil: { kode: 'UGYLDIG_SVAR' } });
  });
});

describe('A redirect', () => {
  it('carries the other unit and its data', () => {
    const feil = feilOf('hentBasisdataMini', ASKED, svar(0, '2', `${ASKED} ${OTHER}`, OTHER));
    expect(feil).toMatchObject({ kind: 'documented', kode: '2', annenEnhet: OTHER, data: DATA, opphav: 'KILDE' });
  });
});

describe('The feiltekst of code 20', () => {
  it.each([
    ['Valideringsfeil i inputstreng: cvc-type: for kort', 'cvc-type: for kort'],
    ['Valideringsfeil', 'Valideringsfeil'],
    ['Feil: <BrSokeStreng>01817010055</BrSokeStreng>', '<BrSokeStreng>***********</BrSokeStreng>'],
    ['Feil: 018170 10055', '***********'],
    ['Feil: 700000001', '700000001'],
  ])('of %j is what stands after the first colon, without persons', (tekst, feiltekst) => {
    expect(feilOf('sokEnhet', null, svar(1, '20', tekst))).toMatchObject({ kind: 'documented', kode: '20', feiltekst });
  });

  it('is nowhere else', () => {
    expect(feilOf('hentBasisdataMini', ASKED, svar(1, '110', 'a: b')).feiltekst).toBeUndefined();
  });
});

describe('The missing information', () => {
  it('keeps the text of the wire, without persons, and codes that nobody has documented', () => {
    const notes = [
      { kode: '1180', tekst: 'Enhet 700000001 har ikke Rolleblokk 2' },
      { kode: '1999', tekst: 'Personen 01817010055 har ikke x' },
    ];
    expect(readMangler(notes)).toEqual([
      { kode: '1180', opplysning: 'ROLLEBLOKK', melding: 'Enhet 700000001 har ikke Rolleblokk 2' },
      { kode: '1999', opplysning: 'UKJENT', melding: 'Personen *********** har ikke x' },
    ]);
  });
});
