import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { innbyggere } from '../../../src/sandbox/postkasse/index.ts';
import { responses } from '../../../src/sandbox/postkasse/schema/oppslagstjenesten.ts';
import { validate } from '../../../src/sandbox/postkasse/schema/schema.ts';
import { child, textOf, type XmlElement } from '../../../src/wire/soap/xml.ts';
import { faultOf, nummerTil, persons, startSandbox, wants } from './client.ts';

const sandbox = startSandbox();
const ALT = ['Person', 'Kontaktinfo', 'Sertifikat', 'SikkerDigitalPost'];
const uten16 = innbyggere.filter(({ systemError }) => !systemError).map(({ id }) => id);

/** A Person in one line: the names of its children, status words with their value. */
function summary(person: XmlElement | undefined): string {
  return (person?.children ?? [])
    .filter(({ name }) => name !== 'personidentifikator')
    .map(({ name, text, children }) => (children.length > 0 || name === 'X509Sertifikat' ? name : `${name}=${text}`))
    .join(' ');
}

describe('HentPersoner', () => {
  const kontakt = 'Kontaktinformasjon';
  const postkasse = 'SikkerDigitalPostAdresse';

  it.each([
    ['S01', ALT, `reservasjon=NEI status=AKTIV ${kontakt}`],
    ['S02', ALT, `reservasjon=NEI status=AKTIV ${kontakt} ${postkasse} X509Sertifikat`],
    ['S02', ['Sertifikat'], 'reservasjon=NEI status=AKTIV X509Sertifikat'],
    ['S02', ['SikkerDigitalPost'], `reservasjon=NEI status=AKTIV ${postkasse}`],
    ['S02', ['Person', 'Person'], 'reservasjon=NEI status=AKTIV'],
    ['S03', ALT, `reservasjon=NEI status=AKTIV ${kontakt} ${postkasse}`],
    ['S04', ALT, `reservasjon=NEI status=AKTIV ${kontakt}`],
    ['S05', ALT, `reservasjon=JA status=AKTIV ${kontakt}`],
    ['S06', ALT, 'status=SLETTET'],
    ['S07', ALT, 'status=IKKE_REGISTRERT'],
    ['abcdefghijk', ALT, 'status=IKKE_REGISTRERT'],
    ['S08', ALT, `reservasjon=NEI status=AKTIV ${kontakt} ${postkasse}`],
    [
      'S02',
      [...ALT, 'VarslingsStatus'],
      `reservasjon=NEI status=AKTIV varslingsstatus=KAN_VARSLES ${kontakt} ${postkasse} X509Sertifikat`,
    ],
    ['S05', [...ALT, 'VarslingsStatus'], 'reservasjon=JA status=AKTIV varslingsstatus=KAN_IKKE_VARSLES'],
    ['S06', ['VarslingsStatus'], 'status=SLETTET varslingsstatus=KAN_IKKE_VARSLES'],
    ['S07', ['VarslingsStatus'], 'status=IKKE_REGISTRERT varslingsstatus=KAN_IKKE_VARSLES'],
    ['S08', [...ALT, 'VarslingsStatus'], 'reservasjon=NEI status=AKTIV varslingsstatus=KAN_IKKE_VARSLES'],
  ])('%s asked for %j', async (person, needs, expected) => {
    expect(summary((await sandbox.hentPersoner([person], needs))[0])).toBe(expected);
  });

  it('writes the values of the register, times with an offset', async () => {
    const svar = await sandbox.lookup(
      'HentPersoner',
      wants(['Kontaktinfo', 'SikkerDigitalPost']) + persons([nummerTil('S02')]),
    );
    expect(svar.text).toContain(
      '<ns2:Kontaktinformasjon><ns2:Mobiltelefonnummer sistOppdatert="2026-05-16T13:00:00.000+01:00" sistVerifisert="2026-05-16T13:00:00.000+01:00">+4799999999</ns2:Mobiltelefonnummer><ns2:Epostadresse sistOppdatert="2026-05-16T13:00:00.000+01:00">s02@example.com</ns2:Epostadresse></ns2:Kontaktinformasjon>' +
        '<ns2:SikkerDigitalPostAdresse><ns2:postkasseadresse>test.person#S02A</ns2:postkasseadresse><ns2:postkasseleverandoerAdresse>311000012</ns2:postkasseleverandoerAdresse></ns2:SikkerDigitalPostAdresse>',
    );
    expect(svar.contentType).toBe('application/soap+xml; charset=utf-8');
  });

  it('gives as many persons as were asked for, in the same order, duplicates and all', async () => {
    const asked = [...uten16.toReversed(), 'S07', 'S02', 'S02'].map(nummerTil);
    const svar = await sandbox.lookup('HentPersoner', wants(ALT) + persons(asked));
    expect(svar.melding?.children.map((person) => textOf(person, 'personidentifikator'))).toEqual(asked);
    expect(svar.melding && validate(svar.melding, responses.HentPersoner)).toBeUndefined();
  });

  it.each([
    [0, 'Sender: Validation error'],
    [1, 1],
    [1000, 1000],
    [1001, 'Sender: Validation error'],
  ])('%i persons: %s', async (count, expected) => {
    const numbers = Array.from({ length: count }, (_, index) => nummerTil(uten16[index % uten16.length] ?? ''));
    const { melding } = await sandbox.lookup('HentPersoner', wants(ALT) + persons(numbers));
    expect(faultOf(melding) ?? melding?.children.length).toBe(expected);
  });

  it.each([
    ['no informasjonsbehov', persons([nummerTil('S01')])],
    ['an unknown informasjonsbehov', wants(['Person', 'Alt']) + persons([nummerTil('S01')])],
    ['persons first', persons([nummerTil('S01')]) + wants(['Person'])],
    ['a person of twelve characters', wants(['Person']) + persons(['018170110000'])],
  ])('%s is invalid', async (_, content) => {
    const svar = await sandbox.lookup('HentPersoner', content);
    expect([svar.status, faultOf(svar.melding)]).toEqual([400, 'Sender: Validation error']);
  });

  it('one S16 among many fails the whole call', async () => {
    const svar = await sandbox.lookup('HentPersoner', wants(ALT) + persons(['S01', 'S16', 'S02'].map(nummerTil)));
    expect([svar.status, faultOf(svar.melding)]).toEqual([500, 'Receiver: [U-1000] Sandbox system error']);
  });
});

describe('Contact data grow old on the register’s clock', () => {
  const varsling = async (person: string) =>
    textOf((await sandbox.hentPersoner([person], ['VarslingsStatus']))[0], 'varslingsstatus');

  it('18 calendar months after the last date, and not a day before', async () => {
    // S01 was updated 30 days before the start: 2026-05-16T12:00Z. 18 months on it is 2027-11-16T12:00Z.
    await sandbox.hook('POST', 'clock', { time: '2027-11-16T11:59:59Z' });
    expect(await varsling('S01')).toBe('KAN_VARSLES');
    await sandbox.hook('POST', 'clock', { time: '2027-11-16T12:00:00Z' });
    expect(await varsling('S01')).toBe('KAN_IKKE_VARSLES');
  });

  it('the number of months is a setting', async () => {
    await sandbox.hook('PUT', 'settings', { varslingMonths: 20 });
    expect(await varsling('S08')).toBe('KAN_VARSLES');
  });
});

describe('HentEndringer', () => {
  const endringer = async (fra: number, needs: readonly string[] = ['Person'], orgnr?: string) => {
    const attributes = ` fraEndringsNummer="${fra}"`;
    const { melding } = await sandbox.lookup('HentEndringer', wants(needs), {
      attributes,
      ...(orgnr ? { orgnr } : {}),
    });
    const { fraEndringsNummer, tilEndringsNummer, senesteEndringsNummer } = melding?.attributes ?? {};
    const personer = (melding?.children ?? []).map((person) => textOf(person, 'personidentifikator'));
    return { melding, personer, numbers: [fraEndringsNummer, tilEndringsNummer, senesteEndringsNummer].join(' ') };
  };
  const registrerte = innbyggere.filter(({ id }) => id !== 'S07').map(({ personidentifikator }) => personidentifikator);

  it('from 0 gives everybody in the register, in the order of their latest change', async () => {
    const { melding, personer, numbers } = await endringer(0);
    expect(personer).toEqual(registrerte);
    expect(numbers).toBe('0 15 15');
    expect(melding && validate(melding, responses.HentEndringer)).toBeUndefined();
  });

  it('counts from and including', async () => {
    expect((await endringer(15)).personer).toEqual([nummerTil('S16')]);
    expect(await endringer(16)).toMatchObject({ personer: [], numbers: '16 15 15' });
  });

  it('goes on in pages: the next begins after til, and til reaches seneste on the last', async () => {
    await sandbox.hook('PUT', 'settings', { pageSize: 6 });
    const pages = [];
    for (let fra = 0; fra < 16; ) {
      const page = await endringer(fra);
      pages.push(page);
      fra = Number(page.melding?.attributes.tilEndringsNummer) + 1;
    }
    expect(pages.map(({ numbers }) => numbers)).toEqual(['0 6 15', '7 12 15', '13 15 15']);
    expect(pages.flatMap(({ personer }) => personer)).toEqual(registrerte);
  });

  it('gives the latest state once, however many the changes', async () => {
    for (const adresse of ['adresse#1', 'adresse#2']) {
      await sandbox.ask('OppdaterPostkasse', { person: 'S02', postkasseadresse: adresse });
    }
    const { melding, personer, numbers } = await endringer(2, ['SikkerDigitalPost']);
    expect(personer).toEqual([...registrerte.slice(2), nummerTil('S02')]);
    expect(numbers).toBe('2 17 17');
    expect(textOf(child(melding?.children.at(-1), 'SikkerDigitalPostAdresse'), 'postkasseadresse')).toBe('adresse#2');
  });

  it('always holds Kontaktinfo and never heeds VarslingsStatus', async () => {
    const { melding } = await endringer(7, ['VarslingsStatus']);
    expect(summary(melding?.children[0])).toBe('reservasjon=NEI status=AKTIV Kontaktinformasjon');
  });

  it.each([
    ['no number', ''],
    ['a number that is none', ' fraEndringsNummer="fem"'],
    ['a number past a long', ' fraEndringsNummer="9223372036854775808"'],
  ])('%s is invalid', async (_, attributes) => {
    const { melding } = await sandbox.lookup('HentEndringer', wants(['Person']), { attributes });
    expect(faultOf(melding)).toBe('Sender: Validation error');
  });
});

describe('Access', () => {
  const paaVegneAv = (nummer: string) =>
    `<ot:Oppslagstjenesten><ot:PaaVegneAv>${nummer}</ot:PaaVegneAv></ot:Oppslagstjenesten>`;
  const refused = (nummer: string, tjeneste: string) =>
    `Sender: Invalid service usage: Service owner ${nummer} does not have access to ${tjeneste}`;

  it.each([
    ['TESTETATEN for itself', '315000017', '', undefined, undefined],
    ['TESTETATEN, on behalf of itself', '315000017', paaVegneAv('315000017'), undefined, undefined],
    [
      'TESTDRIFT for itself',
      '310000108',
      '',
      refused('310000108', 'OPPSLAGSTJENESTEN'),
      refused('310000108', 'ENDRINGSTJENESTEN'),
    ],
    [
      'TESTDRIFT for TESTKOMMUNEN',
      '310000108',
      paaVegneAv('316000010'),
      undefined,
      refused('316000010', 'ENDRINGSTJENESTEN'),
    ],
    [
      'TESTETATEN for TESTKOMMUNEN',
      '315000017',
      paaVegneAv('316000010'),
      refused('316000010', 'OPPSLAGSTJENESTEN'),
      refused('316000010', 'ENDRINGSTJENESTEN'),
    ],
    [
      'on behalf of no number',
      '310000108',
      paaVegneAv('<!---->'),
      refused('(invalid)', 'OPPSLAGSTJENESTEN'),
      refused('(invalid)', 'ENDRINGSTJENESTEN'),
    ],
    [
      'two headers',
      '310000108',
      paaVegneAv('316000010').repeat(2),
      'Sender: Validation error',
      'Sender: Validation error',
    ],
    [
      'a header without its content',
      '310000108',
      '<ot:Oppslagstjenesten/>',
      'Sender: Validation error',
      'Sender: Validation error',
    ],
  ])('%s', async (_, orgnr, header, entries, endring) => {
    const fetched = await sandbox.lookup('HentPersoner', wants(['Person']) + persons([nummerTil('S01')]), {
      orgnr,
      header,
    });
    expect(faultOf(fetched.melding)).toBe(entries);
    const changed = await sandbox.lookup('HentEndringer', wants(['Person']), {
      orgnr,
      header,
      attributes: ' fraEndringsNummer="0"',
    });
    expect(faultOf(changed.melding)).toBe(endring);
    expect((await sandbox.lookup('HentPrintSertifikat', '', { orgnr, header })).status).toBe(entries ? 400 : 200);
  });

  it('the header may carry mustUnderstand and an id, for the service reads it', async () => {
    const header = paaVegneAv('316000010').replace(
      '>',
      ' env:mustUnderstand="true" xmlns:wsu="urn:wsu" wsu:Id="OT-1">',
    );
    const svar = await sandbox.lookup('HentPrintSertifikat', '', { orgnr: '310000108', header });
    expect(svar.status).toBe(200);
  });
});

describe('HentPrintSertifikat', () => {
  it('gives the printer and its certificate', async () => {
    const { melding } = await sandbox.lookup('HentPrintSertifikat', '');
    expect(melding && validate(melding, responses.HentPrintSertifikat)).toBeUndefined();
    expect(textOf(melding, 'postkasseleverandoerAdresse')).toBe('319000011');
    const { subject } = new X509Certificate(Buffer.from(textOf(melding, 'X509Sertifikat') ?? '', 'base64'));
    expect(subject.split('\n')).toContain('serialNumber=319000011');
  });
});
