import { describe, expect, it } from 'vitest';
import { type Call, cprOf, open, wrapped } from './register.ts';
import type { OperationName } from '../../../src/sandbox/kontaktinformation/index.ts';

const CONTENT = {
  CreateKontaktinformation: { content: wrapped([1, '67000001']) },
  UpdateKontaktinformation: { content: { kontaktdataType: 1, kontaktdatastatus: 1 } },
  GetVerifikationskode: { parameter: 1 },
  VerificerKontaktinformation: { content: { kontaktdataType: 1, verifikationskode: '000000' } },
  GetKontaktinformation: {},
} as const satisfies Partial<Record<OperationName, Call>>;
const OPERATIONS = Object.keys(CONTENT) as (keyof typeof CONTENT)[];
const SEARCHES = [
  ['GetKontaktinformationMobilNr', '67000001'],
  ['GetKontaktinformationEmail', 'borger-1@example.org'],
] as const;

const REFUSED = { status: 403, kode: 4575 };
const refusal = (operation: OperationName) =>
  operation === 'GetVerifikationskode' ? { ...REFUSED, kode: 1013 } : REFUSED;

describe.each(OPERATIONS)('a citizen as user, on %s,', (operation) => {
  const ask = async (caller: string, borger: string, settings = {}) =>
    (await open(settings)).call(operation, { ...CONTENT[operation], caller, borger });

  it('asks about her own cpr, as a citizen of the authority', async () => {
    expect(await ask('kunjob for jobcenter-1', 'kunjob')).not.toMatchObject(refusal(operation));
    expect(await ask('deler for kommune-1', 'deler')).not.toMatchObject(refusal(operation));
  });

  it.each([
    ['another cpr', 'kunjob for jobcenter-1', 'fuld'],
    ['her own, as if she were a citizen of another authority', 'kunjob for kommune-1', 'kunjob'],
    ['her own, once a citizen of it', 'tidligere for jobcenter-1', 'tidligere'],
    ['any, with an identifier that is no cpr', 'borger for jobcenter-1', 'kunjob'],
    ['another, as STAR itself', 'kunjob for star', 'fuld'],
  ])('and not about %s', async (_, caller, borger) => {
    expect(await ask(caller, borger)).toMatchObject(refusal(operation));
  });

  it('or not at all, by a setting', async () => {
    const answer = await ask('kunjob for jobcenter-1', 'kunjob', { citizenAsUser: 'refuse' });
    expect(answer).toMatchObject({ status: 403, kode: 1013 });
  });
});

describe.each(SEARCHES)('a citizen as user, on %s,', (operation, parameter) => {
  it('is no more than her authority', async () => {
    const register = await open();
    expect(await register.call(operation, { parameter, caller: 'deler for kommune-1' })).toMatchObject({ kode: 1013 });
  });

  it.each(['star', 'kommune-1'])('finds herself and nobody else, where %s may search', async (authority) => {
    const register = await open({ access: { [operation]: { rule: 'matrix' } } });
    const { json } = await register.call(operation, { parameter, caller: `deler for ${authority}` });
    expect(json).toEqual({ borgerer: [{ civilregistrationIdentifier: cprOf('deler') }] });
  });
});

it.each([
  ['borger', 200, '0101505006'],
  ['system', 200, 'the nightly run'],
  ['medarbejder', 200, 'test'],
  ['sagsbehandler', 400, 'test'],
  ['system', 400, ''],
  ['system', 200, 'x'.repeat(255)],
  ['system', 400, 'x'.repeat(256)],
])('the identifier of a %s: %i for %j', async (type, status, userIdentifier) => {
  const register = await open();
  const requestUserTypeIdentifier = { borger: 1, sagsbehandler: 2, system: 3, medarbejder: 4 }[type];
  const requestusermetadata = JSON.stringify({
    requestUserStructure: { userFullName: 'Test', requestUserTypeIdentifier, userIdentifier },
    requestOrganisationStructure: { organisationTypeIdentifier: 8, organisationCode: '90100' },
    registrationDateTime: '2026-09-01T09:00:00+02:00',
  });
  const answer = await register.call('GetKontaktinformation', { headers: { requestusermetadata } });
  expect(answer).toMatchObject(status === 200 ? { status } : { status, kode: 8235 });
});

it('her cpr is masked in the recorded calls, in whichever of the two fields it stands', async () => {
  const register = await open();
  await register.call('GetKontaktinformation', { caller: 'fuld for jobcenter-1' });
  const { body, json } = await register.hook('GET', 'calls');
  expect(body).not.toMatch(/0101505006|010150-5006/);
  expect(json).toMatchObject({
    calls: [{ requestUserMetadata: { requestUserStructure: { userFullName: '***', userIdentifier: '***' } } }],
  });
});
