import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createKontaktinformationSandbox } from '../../../src/sandbox/kontaktinformation/index.ts';
import { listen } from '../../../src/sandbox/common/server.ts';
import { caller, open, wrapped } from './register.ts';

const codesOf = (json: unknown) => (json as { fejl: { kode: string }[] }).fejl.map(({ kode }) => kode);
const BAD = wrapped([1, '112'], [2, '83000001'], [3, 'borger.example.org']);

describe('several bad values', () => {
  it('are one error each, in the order of the list', async () => {
    const register = await open({ errorForm: 'list' });
    const { status, json } = await register.call('CreateKontaktinformation', { content: BAD });
    expect(status).toBe(400);
    expect(json).toEqual({
      fejl: [
        {
          kode: '9156',
          tekst: 'Det angivet mobiltelefonnummer er ikke validt The submitted mobile phone number is invalid',
        },
        { kode: '9158', tekst: 'Den angive emailadresse er ikke valid The submitted mail address is invalid' },
      ],
    });
    expect(await register.kontaktdata('fuld')).toMatchObject({ 1: ['67000001', 2] });
  });

  it('come before a mail that may not go', async () => {
    const register = await open({ errorForm: 'list' });
    const content = wrapped([3, null], [2, '11'], [1, '112']);
    const { json } = await register.call('CreateKontaktinformation', { borger: 'huske', content });
    expect(codesOf(json)).toEqual(['9157', '9156', '9155']);
  });

  it('are two where type and status are both outside of their lists', async () => {
    const register = await open({ errorForm: 'list' });
    const content = { kontaktdataType: 9, kontaktdatastatus: 9 };
    const { json } = await register.call('UpdateKontaktinformation', { content });
    expect(codesOf(json)).toEqual(['9153', '9193']);
  });

  it.each(['fejlkode', 'faultDetails', 'problem'] as const)('are the first alone in the form %s', async (errorForm) => {
    const register = await open({ errorForm });
    const { body } = await register.call('CreateKontaktinformation', { content: BAD });
    expect(body).toContain('9156');
    expect(body).not.toContain('9158');
  });

  it('let none of the good ones be stored, or those before the first bad one by a setting', async () => {
    const register = await open({ errorForm: 'list', allOrNothing: false });
    const content = wrapped([2, '83000099'], [1, '112'], [3, 'b@example.org']);
    await register.call('CreateKontaktinformation', { content });
    expect(await register.kontaktdata('fuld')).toMatchObject({ 1: ['67000001', 2], 2: ['83000099', 1] });
    expect((await register.kontaktdata('fuld'))[3]).toEqual(['borger-1@example.org', 1]);
  });
});

it('a small code is written in each form that has a code', async () => {
  const register = await open();
  expect(await register.call('GetKontaktinformation', { borger: '0112577003' })).toMatchObject({
    status: 400,
    json: { fejlkode: 3, fejltekst: 'Elementet findes ikke' },
  });
  // 2003 keeps its own test person.
  expect((await register.call('GetKontaktinformation', { borger: '0112575003' })).kode).toBe(2003);
  expect((await register.call('GetKontaktinformation', { borger: '0112577004' })).kode).toBe(1010);
});

it.each([
  ['x-civilregistrationIdentifier', 'ActiveOrganisation', 'RequestUserMetadata'],
  ['x-civilRegistrationIdentifier', 'activeOrganisation', 'requestUserMetadata'],
  ['X-CIVILREGISTRATIONIDENTIFIER', 'ACTIVEORGANISATION', 'REQUESTUSERMETADATA'],
])('names of headers ignore case: %s', async (cpr, active, user) => {
  const wire = await listen(createKontaktinformationSandbox().handle);
  const who = caller('jobcenter-1');
  const headers = { [cpr]: '0101505006', [active]: JSON.stringify(who.active), [user]: JSON.stringify(who.user) };
  // Not fetch, which writes every name in small letters.
  const status = await new Promise((resolve, reject) => {
    request(`${wire.url}/v1/kontaktinformation`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  await wire.close();
});
