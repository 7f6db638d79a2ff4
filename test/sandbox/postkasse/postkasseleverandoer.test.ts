import { describe, expect, it, test } from 'vitest';
import {
  ERROR_DESCRIPTIONS,
  OPERATIONS,
  type Operation,
  respons,
} from '../../../src/sandbox/postkasse/schema/postkasseleverandoer.ts';
import { validate } from '../../../src/sandbox/postkasse/schema/schema.ts';
import { child, textOf } from '../../../src/wire/soap/xml.ts';
import { L1, L2, L3, type Questions, startSandbox, verdict } from './client.ts';

const sandbox = startSandbox();

/** A cell of the contract's coverage table: who is asked about, and what is odd about the question. */
type Cell = string;

const UGYLDIG = '01817011001';
// Laid out by hand: one row a code, one column an operation, as in the contract.
// biome-ignore format: a table
const COVERAGE: Record<string, readonly (readonly Cell[])[]> = {
  'JA/OK':                       [['S01', 'S04'], ['S01'],        ['S01'],        ['S04'],        ['S02'],        ['S02', 'S05']],
  RESERVERT:                     [['S05'],        ['S05'],        ['S05'],        ['S05'],        ['S05'],        ['S13']],
  ALLEREDE_AKTIV:                [['S02'],        ['S02'],        ['S02', 'S03'], ['S02', 'S03'], ['S12'],        ['S12']],
  INGEN_POSTBOKS_FUNNET:         [[],             ['S13'],        ['S13'],        ['S01'],        ['S01'],        ['S01']],
  BRUKER_IKKE_FUNNET:            [['S06', 'S07'], ['S06', 'S07'], ['S06', 'S07'], ['S06', 'S07'], ['S06', 'S07'], ['S06', 'S07']],
  POSTKASSE_EKSISTERER_ALLEREDE: [[],             ['S04'],        ['S04'],        ['S11'],        ['S11'],        ['S11']],
  UGYLDIG_SERTIFIKAT:            [['S10'],        ['S01 cert'],   ['S01 cert'],   ['S10'],        ['S02 cert'],   ['S10']],
  UGYLDIG_PERSONNUMMER:          [[UGYLDIG],      [UGYLDIG],      [UGYLDIG],      [UGYLDIG],      [UGYLDIG],      [UGYLDIG]],
  UGYLDIG_EPOSTADRESSE:          [['S09'],        ['S09'],        ['S09'],        ['S09'],        ['S09'],        ['S09']],
  UGYLDIG_ORGNR:                 [['S01 as L3'],  ['S01 @L3'],    ['S01 @L3'],    ['S04 @L3'],    ['S02 @L3'],    ['S02 @L3']],
  'uten beskrivelse':            [['S14'],        ['S14'],        ['S14'],        ['S14'],        ['S14'],        ['S14']],
  UKJENT_TESTKODE:               [['S15'],        ['S15'],        ['S15'],        ['S15'],        ['S15'],        ['S15']],
  systemError:                    [['S16'],        ['S16'],        ['S16'],        ['S16'],        ['S16'],        ['S16']],
};

const cells = Object.entries(COVERAGE).flatMap(([kode, row]) =>
  row.flatMap((cells, column) => {
    const operation = OPERATIONS[column] ?? 'SlettPostkasse';
    return cells.map((cell) => ({ operation, cell, kode, expected: expectation(operation, kode) }));
  }),
);

describe('Every documented code of every operation can be had', () => {
  test('the table names all nine codes and all six operations', () => {
    expect(Object.keys(COVERAGE)).toEqual(expect.arrayContaining([...ERROR_DESCRIPTIONS]));
    expect(new Set(cells.map(({ operation }) => operation))).toEqual(new Set(OPERATIONS));
    expect(cells).toHaveLength(86);
  });

  it.each(cells)('$operation of $cell: $expected', async ({ operation, cell, kode, expected }) => {
    const svar = await sandbox.ask(operation, question(cell));
    expect(verdict(svar)).toBe(expected);
    if (svar.status !== 200 || !svar.melding) return;
    const isValid = validate(svar.melding, respons(operation)) === undefined;
    expect(isValid).toBe(kode !== 'UKJENT_TESTKODE');
  });
});

describe('What an OK does to the register', () => {
  const SDP = ['SikkerDigitalPost', 'Sertifikat'];
  const aktivHos = async (person: string) => {
    const [read] = await sandbox.hentPersoner([person], SDP);
    const adresse = child(read, 'SikkerDigitalPostAdresse');
    return {
      supplier: textOf(adresse, 'postkasseleverandoerAdresse'),
      postkasseadresse: textOf(adresse, 'postkasseadresse'),
      sertifikat: textOf(read, 'X509Sertifikat'),
    };
  };
  const none = { supplier: undefined, postkasseadresse: undefined, sertifikat: undefined };
  const etSertifikat = () => sandbox.sandbox.certificates.forOrganisation(L2).der.toString('base64');
  const senesteNummer = async () => {
    const svar = await sandbox.lookup('HentEndringer', '<ot:informasjonsbehov>Person</ot:informasjonsbehov>', {
      attributes: ' fraEndringsNummer="0"',
    });
    return svar.melding?.attributes.senesteEndringsNummer;
  };

  it('OpprettPostkasse adds a mailbox that is not active, and Velg activates it', async () => {
    const sertifikat = etSertifikat();
    expect(verdict(await sandbox.ask('OpprettPostkasse', { person: 'S01', sertifikat }))).toBe('OK');
    expect(await aktivHos('S01')).toEqual(none);
    expect(verdict(await sandbox.ask('VelgSikkerDigitalPostkasse', { person: 'S01' }))).toBe('OK');
    expect(await aktivHos('S01')).toEqual({ supplier: L1, postkasseadresse: 'test.person#NY01', sertifikat });
  });

  it('OpprettOgVelg adds an active one, and a second try finds it active', async () => {
    expect(verdict(await sandbox.ask('OpprettOgVelgSikkerDigitalPostkasse', { person: 'S01' }))).toBe('OK');
    expect(await aktivHos('S01')).toMatchObject({ supplier: L1, postkasseadresse: 'test.person#NY01' });
    const again = await sandbox.ask('OpprettOgVelgSikkerDigitalPostkasse', { person: 'S01' });
    expect(verdict(again)).toBe('FEILET ALLEREDE_AKTIV');
  });

  it('Oppdater replaces the address, and the certificate only when one is sent', async () => {
    const before = await aktivHos('S02');
    await sandbox.ask('OppdaterPostkasse', { person: 'S02', postkasseadresse: 'ny.adresse#0001' });
    expect(await aktivHos('S02')).toEqual({ ...before, postkasseadresse: 'ny.adresse#0001' });
    await sandbox.ask('OppdaterPostkasse', { person: 'S02', sertifikat: etSertifikat() });
    expect((await aktivHos('S02')).sertifikat).toBe(etSertifikat());
    expect(before.sertifikat).not.toBe(etSertifikat());
  });

  it('Slett removes the mailbox, and a second try finds none', async () => {
    expect(verdict(await sandbox.ask('SlettPostkasse', { person: 'S02' }))).toBe('OK');
    expect(await aktivHos('S02')).toEqual(none);
    expect(verdict(await sandbox.ask('SlettPostkasse', { person: 'S02' }))).toBe('FEILET INGEN_POSTBOKS_FUNNET');
  });

  it('Slett takes only the mailbox of the supplier who asks', async () => {
    expect(verdict(await sandbox.ask('SlettPostkasse', { person: 'S03' }))).toBe('OK');
    expect(await aktivHos('S03')).toMatchObject({ supplier: L2, postkasseadresse: '0000000003' });
  });

  it('a second supplier may put its mailbox beside the active one, and leaves it active', async () => {
    const before = await aktivHos('S02');
    const beside = await sandbox.ask('OpprettPostkasse', { person: 'S02', orgnr: L2, supplier: L2 });
    expect(verdict(beside)).toBe('OK');
    expect(await aktivHos('S02')).toEqual(before);
    await sandbox.ask('SlettPostkasse', { person: 'S02' });
    const velg = await sandbox.ask('VelgSikkerDigitalPostkasse', { person: 'S02', orgnr: L2, supplier: L2 });
    expect(verdict(velg)).toBe('OK');
  });

  it('a stranger who is taken in is active, not reserved, and the latest change', async () => {
    await sandbox.hook('PUT', 'settings', { unknownPerson: 'isAdded' });
    await sandbox.ask('OpprettOgVelgSikkerDigitalPostkasse', { person: 'S07' });
    const [stranger] = await sandbox.hentPersoner(['S07'], ['Person']);
    expect([textOf(stranger, 'status'), textOf(stranger, 'reservasjon')]).toEqual(['AKTIV', 'NEI']);
    expect(await aktivHos('S07')).toMatchObject({ supplier: L1 });
    expect(await senesteNummer()).toBe('16');
  });

  it('each OK write gives the next endringsNummer; a refusal, and KanVelge, give none', async () => {
    expect(await senesteNummer()).toBe('15');
    await sandbox.ask('SlettPostkasse', { person: 'S02' });
    expect(await senesteNummer()).toBe('16');
    await sandbox.ask('SlettPostkasse', { person: 'S02' });
    await sandbox.ask('KanVelgeSikkerDigitalPostkasse', { person: 'S02' });
    expect(await senesteNummer()).toBe('16');
  });

  it('a write is gone after a reset', async () => {
    await sandbox.ask('SlettPostkasse', { person: 'S02' });
    sandbox.sandbox.reset();
    expect(await aktivHos('S02')).toMatchObject({ supplier: L1, postkasseadresse: 'test.person#S02A' });
    expect(await senesteNummer()).toBe('15');
  });
});

describe('What no source states is a setting', () => {
  const set = async (settings: object) => expect((await sandbox.hook('PUT', 'settings', settings)).status).toBe(200);

  const situations: readonly (readonly [object, Operation, Questions, string, string])[] = [
    [{ slettWhenReservert: false }, 'SlettPostkasse', { person: 'S05' }, 'OK', 'FEILET RESERVERT'],
    [{ oppdaterWhenReservert: true }, 'OppdaterPostkasse', { person: 'S05' }, 'FEILET RESERVERT', 'OK'],
    [{ requireOwnOrgnr: false }, 'OpprettPostkasse', { person: 'S01', supplier: L2 }, 'FEILET UGYLDIG_ORGNR', 'OK'],
    [{ unknownPerson: 'isAdded' }, 'OpprettPostkasse', { person: 'S07' }, 'FEILET BRUKER_IKKE_FUNNET', 'OK'],
    [
      { unknownPerson: 'isAdded' },
      'OpprettPostkasse',
      { person: 'S06' },
      'FEILET BRUKER_IKKE_FUNNET',
      'FEILET BRUKER_IKKE_FUNNET',
    ],
    [{ takeOver: true }, 'VelgSikkerDigitalPostkasse', { person: 'S03' }, 'FEILET ALLEREDE_AKTIV', 'OK'],
    [{ takeOver: true }, 'OpprettOgVelgSikkerDigitalPostkasse', { person: 'S08' }, 'FEILET ALLEREDE_AKTIV', 'OK'],
    [{ withdrawnOperations: false }, 'OpprettPostkasse', { person: 'S01' }, 'OK', 'HTTP 500 Client: Unknown operation'],
    [{ withdrawnOperations: false }, 'OppdaterPostkasse', { person: 'S02' }, 'OK', 'OK'],
    [{ allowSynthetic: false }, 'KanVelgeSikkerDigitalPostkasse', { person: 'S01' }, 'JA', 'NEI UGYLDIG_PERSONNUMMER'],
    [
      { decisionOrder: ['reservasjon', 'personidentifikator', 'bruker', 'organisasjonsnummer'] },
      'OpprettPostkasse',
      { person: 'S05', supplier: L3 },
      'FEILET UGYLDIG_ORGNR',
      'FEILET RESERVERT',
    ],
  ];

  it.each(situations)('%j: %s', async (settings, operation, questions, before, after) => {
    expect(verdict(await sandbox.ask(operation, questions))).toBe(before);
    sandbox.sandbox.reset();
    await set(settings);
    expect(verdict(await sandbox.ask(operation, questions))).toBe(after);
  });

  it('a mailbox that is taken over leaves one active mailbox, the new one', async () => {
    await set({ takeOver: true });
    await sandbox.ask('VelgSikkerDigitalPostkasse', { person: 'S03' });
    const [person] = await sandbox.hentPersoner(['S03'], ['SikkerDigitalPost']);
    expect(textOf(child(person, 'SikkerDigitalPostAdresse'), 'postkasseleverandoerAdresse')).toBe(L1);
    const velg = await sandbox.ask('VelgSikkerDigitalPostkasse', { person: 'S03', orgnr: L2, supplier: L2 });
    expect(verdict(velg)).toBe('OK');
  });

  it('Oppdater without a certificate clears the old one when told so', async () => {
    await set({ keepCertificateOnOppdater: false });
    await sandbox.ask('OppdaterPostkasse', { person: 'S02' });
    const [person] = await sandbox.hentPersoner(['S02'], ['Sertifikat']);
    expect(textOf(person, 'X509Sertifikat')).toBeUndefined();
  });

  it('an expired certificate is a certificate, until dates are judged', async () => {
    const sertifikat = sandbox.sandbox.certificates.expired(L1).der.toString('base64');
    expect(verdict(await sandbox.ask('OppdaterPostkasse', { person: 'S02', sertifikat }))).toBe('OK');
    await set({ certMustBeValidNow: true });
    const judged = await sandbox.ask('OppdaterPostkasse', { person: 'S02', sertifikat });
    expect(verdict(judged)).toBe('FEILET UGYLDIG_SERTIFIKAT');
  });
});

function expectation(operation: Operation, kode: string): string {
  const [ja, nei] = operation === 'KanVelgeSikkerDigitalPostkasse' ? ['JA', 'NEI'] : ['OK', 'FEILET'];
  if (kode === 'JA/OK') return ja ?? '';
  if (kode === 'uten beskrivelse') return nei ?? '';
  return kode === 'systemError' ? 'HTTP 500 Server: [U-1000] Sandbox system error' : `${nei} ${kode}`;
}

function question(cell: Cell): Questions {
  const [person = '', ...odd] = cell.split(' ');
  return {
    person,
    ...(odd.includes('cert') ? { sertifikat: 'MIIB' } : {}),
    ...(odd.includes('@L3') ? { supplier: L3 } : {}),
    ...(odd.includes('as') ? { orgnr: L3 } : {}),
  };
}
