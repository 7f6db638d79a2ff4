import { describe, expect, it } from 'vitest';
import { flat, wrapped, kodelister, NUMBERINGS, open } from './register.ts';

describe.each(NUMBERINGS)('writing, with the code lists numbered $navn', (tal) => {
  const { mobil, fastnet, mail, ikkeVerificeret, verificeret } = tal;
  const start = () => open({ kodelister: kodelister(tal) });

  it('the same type again replaces, and types that are not mentioned stay', async () => {
    const register = await start();
    const answer = await register.call('CreateKontaktinformation', { content: wrapped([mobil, '67000002']) });
    expect(answer).toMatchObject({ status: 200, body: '', type: null });
    expect(await register.kontaktdata('fuld')).toEqual({
      [mobil]: ['67000002', ikkeVerificeret],
      [fastnet]: ['83000001', ikkeVerificeret],
      [mail]: ['borger-1@example.org', ikkeVerificeret],
    });
  });

  it('a borger with nothing gets her first entries', async () => {
    const register = await start();
    await register.call('CreateKontaktinformation', {
      borger: 'tom',
      content: wrapped([mobil, '67000001'], [mail, 'b@example.org']),
    });
    expect(await register.kontaktdata('tom')).toEqual({
      [mobil]: ['67000001', ikkeVerificeret],
      [mail]: ['b@example.org', ikkeVerificeret],
    });
  });

  it.each([
    ['null', null],
    ['an absent key', undefined],
    ['an empty text', ''],
  ])('%s deletes, and deletes nothing where there is nothing', async (_, kontaktdata) => {
    const register = await start();
    for (const _time of ['first', 'second']) {
      const { status } = await register.call('CreateKontaktinformation', {
        content: wrapped([mobil, kontaktdata], [mail, 'b@x']),
      });
      expect(status).toBe(200);
      expect(await register.kontaktdata('fuld')).toEqual({
        [fastnet]: ['83000001', ikkeVerificeret],
        [mail]: ['b@x', ikkeVerificeret],
      });
    }
  });

  it('identical text keeps its status', async () => {
    const register = await start();
    await register.call('CreateKontaktinformation', { content: wrapped([mobil, '67000001']) });
    expect((await register.kontaktdata('fuld'))[mobil]).toEqual(['67000001', verificeret]);
  });

  it.each([
    ['null', null],
    ['an absent key', undefined],
    ['an empty text', ''],
  ])('the mail that reminders go to cannot be deleted by %s: 9155, and nothing is stored', async (_, kontaktdata) => {
    const register = await start();
    const content = wrapped([mobil, '67000001'], [mail, kontaktdata]);
    expect(await register.call('CreateKontaktinformation', { borger: 'huske', content })).toMatchObject({
      status: 400,
      kode: 9155,
    });
    expect(await register.kontaktdata('huske')).toEqual({
      [mobil]: ['67000002', ikkeVerificeret],
      [mail]: ['borger-2@example.org', verificeret],
    });
  });

  it('that mail can be replaced, and the mobile deleted in spite of its reminders', async () => {
    const register = await start();
    const content = wrapped([mobil, null], [mail, 'b@example.org']);
    expect((await register.call('CreateKontaktinformation', { borger: 'huske', content })).status).toBe(200);
    expect(await register.kontaktdata('huske')).toEqual({ [mail]: ['b@example.org', ikkeVerificeret] });
  });

  it('UpdateKontaktinformation sets the status and not the value', async () => {
    const register = await start();
    const content = { kontaktdataType: mail, kontaktdatastatus: verificeret };
    expect(await register.call('UpdateKontaktinformation', { content })).toMatchObject({ status: 200, body: '' });
    expect((await register.kontaktdata('fuld'))[mail]).toEqual(['borger-1@example.org', verificeret]);
  });
});

it('of several bad values the first in the list answers, and none is stored', async () => {
  const register = await open();
  const content = wrapped([1, '67000002'], [3, 'b@'], [2, '112']);
  expect((await register.call('CreateKontaktinformation', { content })).kode).toBe(9158);
  expect((await register.kontaktdata('fuld'))[1]).toEqual(['67000001', 2]);
});

it('by a setting, the good entries before the first bad one are stored', async () => {
  const register = await open({ allOrNothing: false });
  const content = wrapped([1, '67000002'], [2, '112'], [3, 'b@x']);
  expect((await register.call('CreateKontaktinformation', { content })).kode).toBe(9157);
  expect(await register.kontaktdata('fuld')).toEqual({
    1: ['67000002', 1],
    2: ['83000001', 1],
    3: ['borger-1@example.org', 1],
  });
});

it('by a setting, a changed value keeps its status', async () => {
  const register = await open({ statusReset: false });
  await register.call('CreateKontaktinformation', { content: wrapped([1, '67000002']) });
  expect((await register.kontaktdata('fuld'))[1]).toEqual(['67000002', 2]);
});

it('a write on the current number shows on the former one', async () => {
  const register = await open();
  await register.call('CreateKontaktinformation', { borger: 'nytcpr', content: wrapped([1, '67000001']) });
  expect((await register.kontaktdata('gammeltcpr'))[1]).toEqual(['67000001', 1]);
});

it('by settings, a former number takes writes, and the dead take neither updates nor verifications', async () => {
  const register = await open({ formerCpr: 'off', deadOnUpdate: 'refused' });
  expect(
    (await register.call('CreateKontaktinformation', { borger: 'gammeltcpr', content: wrapped([1, null]) })).status,
  ).toBe(200);
  expect(await register.kontaktdata('nytcpr')).toEqual({ 3: ['borger-13@example.org', 1] });
  const status = { kontaktdataType: 1, kontaktdatastatus: 1 };
  expect((await register.call('UpdateKontaktinformation', { borger: 'doed', content: status })).kode).toBe(4405);
  const kode = { kontaktdataType: 1, verifikationskode: '000000' };
  expect((await register.call('VerificerKontaktinformation', { borger: 'doed', content: kode })).kode).toBe(4405);
});

it('the flat form is read and written by a setting, and 204 answers a write', async () => {
  const register = await open({ form: 'flat', successStatus: 204 });
  expect(
    (await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([1, '67000001']) })).kode,
  ).toBe(1014);
  expect(
    (await register.call('CreateKontaktinformation', { borger: 'tom', content: flat([1, '67000001']) })).status,
  ).toBe(204);
  expect((await register.call('GetKontaktinformation', { borger: 'tom' })).json).toEqual({
    kontaktinformationer: [{ kontaktdata: '67000001', kontaktdataType: 1, kontaktdatastatus: 1 }],
  });
});

it.each([
  ['leftOut', { status: 200, json: {} }],
  ['9159', { status: 400, kode: 9159 }],
  ['404', { status: 404, body: '' }],
] as const)('nothing registered is told as %s by a setting', async (emptyAnswer, answer) => {
  const register = await open({ emptyAnswer });
  expect(await register.call('GetKontaktinformation', { borger: 'tom' })).toMatchObject(answer);
  expect((await register.call('GetKontaktinformation')).status).toBe(200);
});

describe('x-requestId', () => {
  const content = wrapped([1, '67000002']);
  const fejl = wrapped([1, '112']);

  it('a repeat answers 412 without a code, and writes nothing', async () => {
    const register = await open();
    const requestId = '3f0f7a52-52c5-4b43-9a2c-0a0c4c5a9a11';
    expect((await register.call('CreateKontaktinformation', { requestId, content })).status).toBe(200);
    const again = await register.call('CreateKontaktinformation', { requestId, content: wrapped([1, null]) });
    expect(again).toMatchObject({ status: 412, body: '' });
    expect((await register.kontaktdata('fuld'))[1]).toEqual(['67000002', 1]);
  });

  it('is spent also when the call then fails, unless only success spends it', async () => {
    const register = await open();
    await register.call('CreateKontaktinformation', { requestId: 'a', content: fejl });
    expect((await register.call('CreateKontaktinformation', { requestId: 'a', content })).status).toBe(412);

    const other = await open({ requestIdConsumption: 'onSuccess' });
    await other.call('CreateKontaktinformation', { requestId: 'a', content: fejl });
    expect((await other.call('CreateKontaktinformation', { requestId: 'a', content })).status).toBe(200);
    expect((await other.call('CreateKontaktinformation', { requestId: 'a', content })).status).toBe(412);
  });

  it('is looked at on POSTs only', async () => {
    const register = await open();
    await register.call('CreateKontaktinformation', { requestId: 'a', content });
    expect((await register.call('GetKontaktinformation', { requestId: 'a' })).status).toBe(200);
    await register.call('GetKontaktinformation', { requestId: 'b' });
    expect((await register.call('CreateKontaktinformation', { requestId: 'b', content })).status).toBe(200);
  });

  it('may be missing, and may have 46 characters', async () => {
    const register = await open();
    for (const _time of ['first', 'second'])
      expect((await register.call('CreateKontaktinformation', { content })).status).toBe(200);
    expect((await register.call('CreateKontaktinformation', { content, requestId: 'x'.repeat(46) })).status).toBe(200);
    expect((await register.call('CreateKontaktinformation', { content, requestId: 'x'.repeat(47) })).kode).toBe(1014);
  });

  it.each([
    ['accept', 1014],
    ['off', undefined],
  ] as const)('with %s, a repeat is let pass, and one too long answers %s', async (requestId, kode) => {
    const register = await open({ requestId });
    for (const _time of ['first', 'second']) {
      expect((await register.call('CreateKontaktinformation', { content, requestId: 'a' })).status).toBe(200);
    }
    expect((await register.call('CreateKontaktinformation', { content, requestId: 'x'.repeat(47) })).kode).toBe(kode);
  });
});
