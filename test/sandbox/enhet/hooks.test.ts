import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childrenOf, textOf } from '../../../src/wire/soap/xml.ts';
import { BEGRENSET, searchDocument, startSandbox, statusOf } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const set = async (settings: unknown) => (await sandbox.hook('PUT', 'settings', settings)).status;

describe('the hooks', () => {
  it('tell which calls were made, and nothing of people and users', async () => {
    await sandbox.ask('hentBasisdataMini', ' 700102009 ');
    await sandbox.ask('hentRoller', '700000001', BEGRENSET);
    await sandbox.ask('hentRolleutskrift', '01817010055');
    await sandbox.ask('hentKontaktdata', '01817010055');
    await sandbox.ask('sokEnhet', searchDocument('Synt Persøn'));
    await sandbox.ask('hentEndringslogg');
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const { calls } = (await (await sandbox.hook('GET', 'calls')).json()) as { calls: object[] };
    expect(calls).toEqual([
      { time, operation: 'hentBasisdataMini', organisasjonsnummer: '700102009' },
      { time, operation: 'hentRoller', organisasjonsnummer: '700000001' },
      { time, operation: 'hentRolleutskrift', organisasjonsnummer: null },
      { time, operation: 'hentKontaktdata', organisasjonsnummer: null },
      { time, operation: 'sokEnhet', organisasjonsnummer: null },
      { time, operation: 'hentEndringslogg', organisasjonsnummer: null },
    ]);
  });

  it('start everything over: calls, counters and settings', async () => {
    const mini = async () => statusOf(await sandbox.ask('hentBasisdataMini', '790100107'));
    await set({ endringslogg: true });
    expect([await mini(), await mini(), await mini()]).toEqual(['-1: -1000', '-1: -1000', '0: 0']);
    expect((await sandbox.hook('POST', 'reset')).status).toBe(204);
    expect(await (await sandbox.hook('GET', 'calls')).json()).toEqual({ calls: [] });
    expect(await mini()).toBe('-1: -1000');
    expect(statusOf(await sandbox.ask('hentEndringslogg'))).toBe('1: 2000');
  });

  it('count the failures of each user apart', async () => {
    await sandbox.ask('hentBasisdataMini', '790100107');
    await sandbox.ask('hentBasisdataMini', '790100107');
    expect(statusOf(await sandbox.ask('hentBasisdataMini', '790100107', BEGRENSET))).toBe('-1: -1000');
  });

  it('switch the change log on', async () => {
    expect(await set({ endringslogg: true })).toBe(200);
    const answer = await sandbox.ask('hentEndringslogg');
    const enheter = childrenOf(answer.melding, 'endring').map((endring) => textOf(endring, 'organisasjonsnummer'));
    expect(statusOf(answer)).toBe('0: 0');
    expect(enheter).toEqual(expect.arrayContaining(['700000001', '700115518', '311000012']));
    expect(enheter).not.toContain('700011003');
  });

  it.each([
    ['hentBasisdataMini', '700000206', { zeroFirst: false }, '0: 2 0'],
    ['hentBasisdataMini', '700013006', { subUnitAnswer: 3 }, '0: 0 3'],
    ['hentBasisdataMini', '700000303', { subUnitAnswer: 130 }, '1: 130'],
    ['hentBasisdataMini', '700000001', { code200Operations: ['hentBasisdataMini'] }, '1: 200'],
    ['hentEnBedriftVirksomhet', '700000001', { code200Operations: [] }, '1: 190'],
    ['hentBasisdataMini', '700103005', { address1030: 'in addition' }, '0: 0 1010 1020 1030'],
    ['hentFrivillighet', '700119009', { hovedStatus1190: 1 }, '1: 1190'],
    ['hentBasisdataMini', '12345678', { inputRule: '10/170' }, '1: 170'],
    ['hentEndringslogg', '', { unexpectedError: ['hentEndringslogg'] }, '-1: -1000'],
  ] as const)('change how %s answers %s: %j', async (operation, input, setting, status) => {
    expect(statusOf(await sandbox.ask(operation, input))).not.toBe(status);
    expect(await set(setting)).toBe(200);
    expect(statusOf(await sandbox.ask(operation, input))).toBe(status);
  });

  it('change what is said around the answers', async () => {
    await set({
      prossessDato: '2027-02-01',
      invalidEcho: '',
      contentType: 'text/xml',
      limitedAccess: ['hentRoller'],
    });
    const { header, contentType } = await sandbox.ask('hentBasisdataMini', 'ABC');
    expect([header?.attributes.prossessDato, header?.children[0]?.name, contentType]).toEqual([
      '2027-02-01',
      'hovedStatus',
      'text/xml',
    ]);
    expect(statusOf(await sandbox.ask('hentRoller', '700040003', BEGRENSET))).toBe('0: 0');
    expect(statusOf(await sandbox.ask('hentKontaktdata', '700040003', BEGRENSET))).toBe('-1: -100');
    await set({ faultNamespace: false });
    expect((await sandbox.post('/grunndata/ErFr', 'x')).wire).toContain('<S:Fault><faultcode>');
  });

  it.each([{ finnesIkke: true }, { endringslogg: 'ja' }, 'tekst'])(
    'refuse the settings %j, and keep those they have',
    async (wrong) => {
      const before = await (await sandbox.hook('GET', 'settings')).json();
      expect(await set(wrong)).toBe(400);
      expect(await (await sandbox.hook('GET', 'settings')).json()).toEqual(before);
    },
  );

  it('are nothing else', async () => {
    expect((await sandbox.hook('GET', 'reset')).status).toBe(404);
  });
});
