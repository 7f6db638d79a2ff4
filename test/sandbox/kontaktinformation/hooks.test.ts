import { describe, expect, it } from 'vitest';
import { createKontaktinformationSandbox, type StarCall } from '../../../src/sandbox/kontaktinformation/index.ts';
import { wrapped, open } from './register.ts';

const callsOf = (json: unknown) => (json as { calls: StarCall[] }).calls;

describe('GET calls', () => {
  it('shows each call, and nobody’s cpr, phone or mail', async () => {
    const register = await open();
    await register.call('GetKontaktinformation', { requestId: '3f0f7a52-52c5-4b43-9a2c-0a0c4c5a9a11' });
    await register.call('CreateKontaktinformation', {
      content: wrapped([1, '67000001'], [3, 'b@example.org'], [2, null]),
      requestId: '67000001',
    });
    await register.call('CreateKontaktinformation', { content: { '67000001': { kontaktdata: 67000001 }, tom: '' } });
    await register.call('VerificerKontaktinformation', {
      content: { verifikationskode: '012345', kontaktdataType: 3 },
    });
    await register.call('GetKontaktinformationMobilNr', { caller: 'star', parameter: '67000001' });
    await register.call('GetKontaktinformationEmail', { caller: 'star', parameter: 'borger-1@example.org' });
    await register.call('GetKontaktinformation', { path: '/v1/mobil/67000001/0101505006' });
    await register.call('GetKontaktinformation', { borger: '1503515016' });
    await register.call('GetKontaktinformation', { borger: '0112576500' });
    await register.call('CreateKontaktinformation', { content: '{"kontaktdata":"67000001"' });

    const { body, json } = await register.hook('GET', 'calls');
    expect(body).not.toMatch(/67000001|0101505006|1503515016|0112576500|example\.org|012345/);
    const calls = callsOf(json);
    expect(calls.map(({ operation, borger, answer }) => [operation, borger, answer.status, answer.fejlkode])).toEqual([
      ['GetKontaktinformation', 'fuld', 200, null],
      ['CreateKontaktinformation', 'fuld', 200, null],
      ['CreateKontaktinformation', 'fuld', 400, 1014],
      ['VerificerKontaktinformation', 'fuld', 400, null],
      ['GetKontaktinformationMobilNr', null, 200, null],
      ['GetKontaktinformationEmail', null, 200, null],
      [null, 'fuld', 404, null],
      ['GetKontaktinformation', null, 400, 1010],
      ['GetKontaktinformation', 'fejl-500', 500, null],
      ['CreateKontaktinformation', 'fuld', 400, 1014],
    ]);
    expect(calls[0]).toMatchObject({
      method: 'GET',
      path: '/v1/kontaktinformation',
      client: 'klient-ok',
      cpr: '***',
      requestId: '3f0f7a52-52c5-4b43-9a2c-0a0c4c5a9a11',
      activeOrganisation: { organisationTypeIdentifier: 8, organisationCode: '90100' },
      requestUserMetadata: { requestUserStructure: { userFullName: 'Test Sagsbehandler' } },
      content: null,
    });
    expect(calls[1]?.content).toEqual(wrapped([1, '***'], [3, '***'], [2, null]));
    expect(calls[2]?.content).toEqual({ '***': { kontaktdata: '***' }, tom: '' });
    expect(calls[4]?.path).toBe('/v1/kontaktinformation/mobiltelefon/{mobiltelefon}');
    expect(calls[9]?.content).toBe('***');
  });

  it('shows what is never answered, and what is dropped', async () => {
    const register = await open();
    await register.call('GetKontaktinformation', { borger: '0112576901', timeout: 300 }).catch(() => undefined);
    await register
      .call('CreateKontaktinformation', { borger: '0112576902', content: wrapped([1, '67000001']) })
      .catch(() => undefined);
    const { json } = await register.hook('GET', 'calls');
    expect(callsOf(json).map(({ answer }) => answer.status)).toEqual(['never answers', 'drops the connection']);
  });
});

it('POST nulstil brings back data, ids, codes, clock, settings and calls as they were at start', async () => {
  const register = await open({ successStatus: 204 });
  const write = () => register.call('CreateKontaktinformation', { requestId: 'a', content: wrapped([1, null]) });
  const sendKode = async () => {
    await register.call('GetVerifikationskode', { borger: 'kunjob', parameter: 1 });
    return register.verifikationskode('kunjob', 1);
  };
  const kode = await sendKode();
  await write();
  await register.hook('POST', 'clock', { time: '2031-01-01T12:00:00+01:00' });
  await register.hook('PUT', 'settings', { errorForm: 'empty' });

  expect((await register.hook('POST', 'reset')).status).toBe(204);
  expect((await register.hook('GET', 'calls')).json).toEqual({ calls: [] });
  expect((await register.kontaktdata('fuld'))[1]).toEqual(['67000001', 2]);
  expect((await register.call('GetKontaktinformation', { borger: 'ukendt' })).kode).toBe(1010);
  expect((await write()).status).toBe(204);
  expect(await sendKode()).toBe(kode);
  const { json } = await register.hook('POST', 'clock', { forward: 0 });
  expect(Math.abs(Date.parse((json as { time: string }).time) - Date.now())).toBeLessThan(60_000);
});

it('the simulator resets itself as the hook does', async () => {
  const simulator = createKontaktinformationSandbox();
  const request = (path: string) => ({
    method: 'GET',
    url: new URL(`http://127.0.0.1${path}`),
    headers: {},
    body: Buffer.alloc(0),
  });
  await simulator.handle(request('/v1/kontaktinformation'));
  expect(await simulator.hooks(request('/_sandbox/calls'))).not.toMatchObject({ body: '{"calls":[]}' });
  simulator.reset();
  expect(await simulator.hooks(request('/_sandbox/calls'))).toMatchObject({ body: '{"calls":[]}' });
});

it('GET verifikationskode answers 404 when none is pending', async () => {
  const register = await open();
  expect((await register.hook('GET', 'verifikationskode?kontaktdataType=3', undefined, 'kunmail')).status).toBe(404);
  expect((await register.hook('GET', 'verifikationskode?kontaktdataType=3', undefined, 'ukendt')).status).toBe(404);
  expect((await register.hook('GET', 'verifikationskode', undefined, 'kunmail')).status).toBe(404);
});

it('POST huskeservice begins and ends the reminders that keep a mail from being deleted', async () => {
  const register = await open();
  const deleteMail = (borger: string) =>
    register.call('CreateKontaktinformation', { borger, content: wrapped([3, null]) });
  expect((await register.hook('POST', 'huskeservice', { mail: false }, 'huske')).json).toEqual({
    sms: true,
    mail: false,
  });
  expect((await deleteMail('huske')).status).toBe(200);
  await register.hook('POST', 'huskeservice', { mail: true }, 'kunmail');
  expect((await deleteMail('kunmail')).kode).toBe(9155);
  expect((await register.hook('POST', 'huskeservice', { mail: true }, 'ukendt')).status).toBe(404);
});

it('POST ur sets the clock, moves it, and lets it go', async () => {
  const register = await open();
  const set = async (body: unknown) => {
    const { json } = await register.hook('POST', 'clock', body);
    return (json as { time: string }).time.slice(0, 13);
  };
  expect(await set({ time: '2031-01-01T12:00:00+01:00' })).toBe('2031-01-01T11');
  expect(await set({ forward: 120 })).toBe('2031-01-01T13');
  expect(await set({ time: null })).toBe(new Date().toISOString().slice(0, 13));
});

describe('PUT settings', () => {
  it('changes the settings at start, keeps the data, and shows the result', async () => {
    const register = await open({ successStatus: 204 });
    await register.call('CreateKontaktinformation', { content: wrapped([1, null]) });
    await register.hook('PUT', 'settings', { errorForm: 'empty' });
    const { json } = await register.hook('PUT', 'settings', { access: { GetKontaktinformation: { refusal: 1013 } } });
    expect(json).toMatchObject({
      errorForm: 'fejlkode',
      successStatus: 204,
      access: { GetKontaktinformation: { rule: 'matrix', refusal: 1013 }, CreateKontaktinformation: { refusal: 4575 } },
    });
    expect((await register.hook('GET', 'settings')).json).toEqual(json);
    expect((await register.call('GetKontaktinformation', { borger: 'fremmed' })).kode).toBe(1013);
    expect(await register.kontaktdata('fuld')).not.toHaveProperty('1');
  });

  it.each([
    { ukendt: 1 },
    { errorForm: 'xml' },
    { kodelister: { kontaktdata: { mobiltelefon: 1, fastnetTelefon: 1, mailadresse: 3 } } },
    { kodelister: { kontaktdata: { mobiltelefon: 1 } } },
    { kodelister: { kontaktdatastatus: { ikkeVerificeret: 1.5, verificeret: 2 } } },
  ])('%j is refused, and nothing changes', async (body) => {
    const register = await open();
    expect((await register.hook('PUT', 'settings', body)).status).toBe(400);
    expect((await register.call('GetKontaktinformation', { borger: 'ukendt' })).kode).toBe(1010);
    expect(() => createKontaktinformationSandbox(body as never)).toThrow();
  });
});

it('a hook that does not exist answers 404, and one that gets no JSON 400', async () => {
  const register = await open();
  expect((await register.hook('GET', 'reset')).status).toBe(404);
  expect((await register.hook('POST', 'clock')).status).toBe(400);
});

it('the register’s own wire knows no hooks', async () => {
  const register = await open();
  expect((await register.call('GetKontaktinformation', { path: '/_sandbox/calls' })).status).toBe(404);
});
