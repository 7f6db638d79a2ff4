import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { mutateOne, readBorger, starTrace } from '../../mutations/support.ts';
import { dayInDenmark, isValidOn } from '../../../src/sources/kontaktinformation/validity.ts';

describe('A value of a code list', () => {
  it.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-11-30', true],
    ['2026-12-01', false],
  ])('that holds from 2026-07-01 to 2026-12-01: on %s, %s', (day, isValid) => {
    expect(isValidOn({ kode: 1, gyldigFra: '2026-07-01', gyldigTil: '2026-12-01' }, day)).toBe(isValid);
  });

  it('without days holds for ever', () => {
    expect([isValidOn(1, '1900-01-01'), isValidOn({ kode: 1 }, '2999-12-31')]).toEqual([true, true]);
  });

  it.each([
    ['2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['2026-11-30T22:59:59.999Z', '2026-11-30'],
    ['2026-11-30T23:00:00.000Z', '2026-12-01'],
  ])('at %s it is %s in Denmark', (time, day) => {
    expect(dayInDenmark(new Date(time))).toBe(day);
  });
});

describe('A write with a value that does not hold today', () => {
  const FULD = '0101505006';
  const kodelister = {
    bekraeftet: false,
    kontaktdata: { mobiltelefon: { kode: 1, gyldigTil: '2026-12-01' }, fastnetTelefon: 2, mailadresse: 3 },
    kontaktdatastatus: { ikkeVerificeret: { kode: 1, gyldigFra: '2026-12-01' }, verificeret: 2 },
  };
  const mobile = { cpr: FULD, kontaktdataType: 'MOBILTELEFON' };
  const landline = { cpr: FULD, kontaktdataType: 'FASTNET_TELEFON' };

  // The gateway's clock alone: the sandbox's numbers hold for ever.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function start(time: string) {
    const gateway = await startGateway({
      sources: ({ kontaktinformation }) => ({
        kontaktinformation: kontaktinformation && { ...kontaktinformation, kodelister },
      }),
    });
    onTestFinished(() => gateway.close());
    vi.setSystemTime(time);
    return gateway;
  }

  it.each([
    [
      'createKontaktinformation',
      { cpr: FULD, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }] },
    ],
    ['sletKontaktinformation', mobile],
    ['updateKontaktinformation', { ...mobile, kontaktdatastatus: 'VERIFICERET' }],
    ['getVerifikationskode', mobile],
    ['verificerKontaktinformation', { ...mobile, verifikationskode: '000000' }],
  ])('is 9153 from the day of its end on, without a call: %s', async (felt, input) => {
    const gateway = await start('2026-11-30T23:00:00Z');
    expect(await mutateOne(gateway, felt, input)).toMatchObject({
      __typename: 'UgyldigKontaktdataType',
      kode: '9153',
      opphav: 'GATEWAY',
    });
    expect(await starTrace(gateway)).toBe('');
    vi.setSystemTime('2026-11-30T22:59:59.999Z');
    expect((await mutateOne(gateway, felt, input)).opphav).not.toBe('GATEWAY');
    expect(await starTrace(gateway)).not.toBe('');
  });

  it('is 9193 before its first day, where it is a status', async () => {
    const gateway = await start('2026-11-30T22:59:59.999Z');
    const input = { ...landline, kontaktdatastatus: 'IKKE_VERIFICERET' };
    expect(await mutateOne(gateway, 'updateKontaktinformation', input)).toMatchObject({
      __typename: 'UgyldigKontaktdataStatus',
      kode: '9193',
      opphav: 'GATEWAY',
    });
    vi.setSystemTime('2026-11-30T23:00:00Z');
    expect((await mutateOne(gateway, 'updateKontaktinformation', input)).__typename).toBe('KontaktinformationGemt');
  });

  it('was perhaps stored while it held, and is read by its name', async () => {
    const gateway = await start('2027-06-01T00:00:00Z');
    const entries = await readBorger(gateway, FULD);
    expect(entries.map(({ kontaktdataType }) => kontaktdataType)).toContain('MOBILTELEFON');
  });
});
