import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENHET_OPERATIONS, type Operation } from '../../../src/sandbox/enhet/operations/names.ts';
import { textOf } from '../../../src/wire/soap/xml.ts';
import { aboutOf, startSandbox, statusOf } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const MINI = 'hentBasisdataMini';
const BASIS = 'hentBasisdata';
const KONTAKT = 'hentKontaktdata';
const SAERLIGE = 'hentSaerligeOpplysninger';
const TILKN = 'hentOpplTilknRegister';
const ROLLER = 'hentRoller';
const EN_BEDRIFT = 'hentEnBedriftVirksomhet';
const BEDRIFTER = 'hentBedrifterVirksomheter';
const KONSERN = 'hentKonsern';
const FRIVILLIGHET = 'hentFrivillighet';

/** Number, operation, what is answered, and the unit that the melding is about; `-`: no melding. */
const TABLE: readonly (readonly [string, Operation, string, string])[] = [
  ['700000001', MINI, '0: 0', '700000001'],
  ['700000001', BASIS, '0: 0', '700000001'],
  ['700000001', KONTAKT, '0: 0', '700000001'],
  ['700000001', SAERLIGE, '0: 0', '700000001'],
  ['700000001', TILKN, '0: 0', '700000001'],
  ['700000001', ROLLER, '0: 0 1180', '700000001'],
  ['700000001', 'hentRollerFdato', '0: 0 1180', '700000001'],
  ['700000001', 'hentProkuraSignatur', '0: 0', '700000001'],
  ['700000001', BEDRIFTER, '0: 0', '700000001'],
  ['700000001', KONSERN, '0: 0', '700000001'],
  ['700000001', EN_BEDRIFT, '1: 200', '-'],
  ['700000001', FRIVILLIGHET, '1: 210', '-'],
  ['700102009', MINI, '0: 0 1020', '700102009'],
  ['700102009', BASIS, '0: 0 1020 1080 1165', '700102009'],
  ['700102009', KONTAKT, '0: 0 1115 1116 1119', '700102009'],
  ['700102009', TILKN, '0: 0 1111 1140', '700102009'],
  ['700102009', ROLLER, '0: 0 1180 1180 1180', '700102009'],
  ['700102009', BEDRIFTER, '0: 0 1145', '700102009'],
  ['700102009', KONSERN, '0: 0 1150', '700102009'],
  ['700102009', EN_BEDRIFT, '1: 190', '-'],
  ['700101002', MINI, '0: 0 1010', '700101002'],
  ['700103005', MINI, '0: 0 1030', '700103005'],
  ['700103005', BASIS, '0: 0 1030 1060 1070 1080 1090 1100 1165', '700103005'],
  ['700103005', KONTAKT, '0: 0 1115 1116 1117 1118 1119', '700103005'],
  ['700103005', SAERLIGE, '0: 0 1120', '700103005'],
  ['700103005', TILKN, '0: 0 1111 1125 1130 1135 1140', '700103005'],
  ['700103005', ROLLER, '0: 0 1180 1180 1180 1180', '700103005'],
  ['700103005', BEDRIFTER, '0: 0 1145', '700103005'],
  ['700103005', KONSERN, '0: 0 1150', '700103005'],
  ['700040003', MINI, '0: 0', '700040003'],
  ['700013103', MINI, '0: 0', '700013103'],
  ['700013200', MINI, '0: 0', '700013200'],
  ['700013006', MINI, '1: 130', '-'],
  ['700013006', EN_BEDRIFT, '0: 0', '700013006'],
  ['700115518', MINI, '1: 130', '-'],
  ['700115518', EN_BEDRIFT, '0: 0 1155 1160', '700115518'],
  ['700050009', FRIVILLIGHET, '0: 0', '700050009'],
  ['700000303', MINI, '0: 0 3', '700050009'],
  ['700000303', FRIVILLIGHET, '0: 0 3', '700050009'],
  ['700119009', FRIVILLIGHET, '0: 0 1190', '700119009'],
  ['700119009', MINI, '0: 0', '700119009'],
  ['700021009', FRIVILLIGHET, '1: 210', '-'],
  ['700021009', MINI, '0: 0', '700021009'],
  ['700000109', MINI, '0: 0 1 1020', '700102009'],
  ['700000109', KONTAKT, '0: 0 1 1115 1116 1119', '700102009'],
  ['700000206', MINI, '0: 0 2', '700000001'],
  ['700011003', MINI, '1: 110', '-'],
  ['700012018', MINI, '1: 120', '-'],
  ['700010007', MINI, '1: 100', '-'],
  ['700017002', MINI, '1: 170', '-'],
  ['700000010', MINI, '1: 170', '-'],
  ['000000000', MINI, '1: 170', '-'],
  ['700099903', MINI, '0: 0', '700099903'],
  ['700041018', MINI, '1: 110', '-'],
  ['790100018', MINI, '-1: -1000', '-'],
  ['790100018', 'hentRolleutskrift', '-1: -1000', '-'],
  ['', MINI, '1: 10', '-'],
  ['  ', MINI, '1: 10', '-'],
  ['12345678', MINI, '1: 10000', '-'],
  ['70001100X', MINI, '1: 10000', '-'],
  ['700 102 009', MINI, '1: 10000', '-'],
  ['constructor', MINI, '1: 10000', '-'],
  ...['311000012', '312000016', '314000013', '315000017', '310000108', '316000010', '319000011', '310000000'].map(
    (orgnr) => [orgnr, MINI, '0: 0', orgnr] as const,
  ),
];

describe('the units of the sandbox', () => {
  it.each(TABLE)('%s, asked of by %s, answer (%s) about %s', async (orgnr, operation, status, about) => {
    const answer = await sandbox.ask(operation, orgnr);
    expect([statusOf(answer), aboutOf(answer)]).toEqual([status, about]);
  });

  it.each(['700019004', '700020002'])('%s answers its forced code to every unit operation', async (orgnr) => {
    const answers = await Promise.all(ENHET_OPERATIONS.map((operation) => sandbox.ask(operation, orgnr)));
    expect(new Set(answers.map(statusOf))).toEqual(new Set([orgnr === '700019004' ? '1: 190' : '1: 200']));
  });

  it('790100107 fails twice for each user and operation, then answers as the complete unit under its own number', async () => {
    const mini = async () => statusOf(await sandbox.ask('hentBasisdataMini', '790100107'));
    expect([await mini(), await mini()]).toEqual(['-1: -1000', '-1: -1000']);
    const answer = await sandbox.ask('hentBasisdataMini', '790100107');
    expect([statusOf(answer), aboutOf(answer)]).toEqual(['0: 0', '790100107']);
    expect(answer.inner.replaceAll('790100107', '700000001')).toBe((await sandbox.ask(MINI, '700000001')).inner);
    expect(statusOf(await sandbox.ask('hentKontaktdata', '790100107'))).toBe('-1: -1000');
  });

  it('700099903 is bankrupt', async () => {
    expect((await sandbox.ask(SAERLIGE, '700099903')).inner).toContain('statuskode="KONK"');
    expect((await sandbox.ask(SAERLIGE, '700000001')).inner).not.toContain('KONK');
  });
});

describe('the header', () => {
  it.each([
    ['hentBasisdataMini', '700000206', 'orgnr', '700000206'],
    ['hentBasisdataMini', '70001100X', 'orgnr', '0'],
    ['hentBasisdataMini', '', 'orgnr', '0'],
    ['hentRolleutskrift', '700040003', 'orgnr', '700040003'],
    ['hentRolleutskrift', '01817018099', 'fodselsnr', '01817018099'],
    ['hentRolleutskrift', 'ABC', 'requestID', '0'],
  ] as const)('of %s for "%s" echoes %s %s', async (operation, input, name, echo) => {
    const { header } = await sandbox.ask(operation, input);
    expect(header?.attributes).toEqual({ prossessDato: '2026-01-15', tjeneste: operation });
    expect(header?.children.map((element) => element.name)).toEqual([name, 'hovedStatus', 'underStatus']);
    expect(textOf(header, name)).toBe(echo);
  });

  it('of a search and of the change log echoes nothing', async () => {
    for (const operation of ['sokEnhet', 'hentEndringslogg'] as const) {
      expect((await sandbox.ask(operation, '')).header?.children[0]?.name).toBe('hovedStatus');
    }
  });
});

describe('the texts', () => {
  it.each([
    ['700000109', 1, 'Enhet 700000109 er slettet som dublett - korrekt enhet 700102009 er innført'],
    ['700000109', 2, 'Enhet 700102009 har ikke postadresse'],
    ['700000206', 1, 'Enhet 700000206 er slettet som sammenslått - korrekt enhet 700000001 er innført'],
    ['700000303', 1, 'Enhet 700050009 er registreringsenheten til den enheten som ble bestilt!'],
    ['700012018', 0, 'Enhet 700012018 er slettet som dublett eller sammenslått - korrekt enhet 700011003 er slettet'],
    ['700115518', 0, 'Enhet 700115518 er en bedrift/virksomhet, juridisk enhet er 700000001'],
    // The top of the public sector's chain, and not the unit just above.
    ['700013006', 0, 'Enhet 700013006 er en bedrift/virksomhet, juridisk enhet er 700013103'],
    ['700017002', 0, '700017002 er ikke et gyldig organisasjonsnummer'],
  ])('of %s names the units: %s %s', async (orgnr, index, tekst) => {
    expect((await sandbox.ask('hentBasisdataMini', orgnr)).texts[index]).toBe(tekst);
  });

  it('name the block of roles that is missing', async () => {
    expect((await sandbox.ask('hentRoller', '700102009')).texts).toEqual([
      'Data returnert',
      ...[2, 3, 4].map((block) => `Enhet 700102009 har ikke Rolleblokk ${block}`),
    ]);
  });
});
