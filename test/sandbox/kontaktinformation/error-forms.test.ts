import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../src/sandbox/kontaktinformation/index.ts';
import { open } from './register.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const BESKRIVELSE = 'The submitted cpr is unknown to the system';

describe('1010 in each form', () => {
  it.each<[NonNullable<SettingsInput['errorForm']>, string | null, unknown]>([
    ['fejlkode', JSON_TYPE, { fejlkode: 1010, fejltekst: 'Unknown cpr', beskrivelse: BESKRIVELSE }],
    [
      'faultDetails',
      JSON_TYPE,
      { ErrorCode: 1010, Message: 'Unknown cpr', InnerException: null, StackTrace: null, Source: null },
    ],
    ['list', JSON_TYPE, { fejl: [{ kode: '1010', tekst: 'Unknown cpr' }] }],
    ['problem', 'application/problem+json', { type: 'about:blank', title: 'Unknown cpr', status: 400, code: 1010 }],
    ['problemWithoutCode', 'application/problem+json', { type: 'about:blank', title: 'Unknown cpr', status: 400 }],
    ['text', 'text/plain; charset=utf-8', undefined],
    ['html', 'text/html; charset=utf-8', undefined],
    ['empty', null, undefined],
  ])('%s', async (errorForm, type, json) => {
    const register = await open({ errorForm });
    const answer = await register.call('GetKontaktinformation', { borger: 'ukendt' });
    expect(answer).toMatchObject({ status: 400, type, json });
    if (errorForm === 'empty') expect(answer.body).toBe('');
    if (errorForm === 'text') expect(answer.body).toBe('Unknown cpr');
    if (errorForm === 'html') expect(answer.body).toMatch(/^<!DOCTYPE html>/);
    if (json === undefined) expect(answer.body).not.toContain('1010');
  });

  it.each<[NonNullable<SettingsInput['errorForm']>, unknown]>([
    ['fejlkode', { fejlkode: null }],
    ['faultDetails', { ErrorCode: null }],
    ['list', { fejl: [{ kode: null }] }],
    ['problem', { code: null }],
  ])('%s without a code has a null in its place', async (errorForm, json) => {
    const register = await open({ errorForm });
    const content = { kontaktdataType: 3, verifikationskode: 'x' };
    expect(await register.call('VerificerKontaktinformation', { borger: 'kunmail', content })).toMatchObject({
      status: 400,
      json,
    });
  });
});

it.each([
  ['0112575011', 500, 500],
  ['0112575100', 500, 500],
  ['0112575012', 401, 400],
  ['0112575013', 403, 400],
  ['0112575575', 403, 400],
  ['0112575010', 400, 400],
])('%s answers %i, or %i where every code answers 400', async (borger, byCode, alt400) => {
  expect((await (await open()).call('GetKontaktinformation', { borger })).status).toBe(byCode);
  expect((await (await open({ errorStatus: 'all400' })).call('GetKontaktinformation', { borger })).status).toBe(alt400);
  expect((await (await open({ errorStatus: 'all200' })).call('GetKontaktinformation', { borger })).status).toBe(200);
});

it('412 stays 412 where every code answers 400', async () => {
  const register = await open({ errorStatus: 'all400' });
  const content = { kontaktdataType: 1, kontaktdatastatus: 2 };
  await register.call('UpdateKontaktinformation', { content, requestId: 'a' });
  expect((await register.call('UpdateKontaktinformation', { content, requestId: 'a' })).status).toBe(412);
});

it('the new set of codes says 60006 and 60007 for 1010 and 4405', async () => {
  const register = await open({ codeSet: 'new' });
  expect((await register.call('GetKontaktinformation', { borger: 'ukendt' })).kode).toBe(60006);
  expect((await register.call('GetVerifikationskode', { borger: 'ukendt', parameter: 1 })).kode).toBe(4400);
  const content = { kontaktinformationer: { kontaktinformation: [{ kontaktdataType: 1 }] } };
  expect((await register.call('CreateKontaktinformation', { borger: 'doed', content })).kode).toBe(60007);
});
