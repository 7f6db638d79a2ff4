import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, caller, open } from './register.ts';

/** A call with every fault at once, which each step repairs one of: the answer shows which check comes next. */
type Step = readonly [check: string, repair: Call, status: number, kode?: number | null];

/** Takes back every fault in the headers. */
const RIGHT = {};

const user = (changes: object) => JSON.stringify({ ...caller('borger for 8/99999').user, ...changes });
const authority = (organisationTypeIdentifier: number, organisationCode = '99999') =>
  JSON.stringify({ organisationTypeIdentifier, organisationCode });

const HEAD: readonly Step[] = [
  ['an unknown path', { client: 'none' }, 404],
  ['a wrong method', { path: undefined }, 405],
  ['no certificate', { method: undefined }, 401, 1101],
  ['an unknown certificate', { client: 'klient-ukendt' }, 401, 1012],
  ['no ActiveOrganisation', { client: 'klient-laes' }, 400, 8232],
  ['no RequestUserMetadata', { headers: { activeorganisation: 'x' } }, 400, 8233],
  ['ActiveOrganisation unreadable', { headers: { requestusermetadata: 'x' } }, 400, 8234],
  ['RequestUserMetadata unreadable', { headers: { activeorganisation: authority(55) } }, 400, 8235],
  [
    'an unknown type of organisation',
    {
      headers: {
        requestusermetadata: user({
          requestUserStructure: { ...caller('star').user.requestUserStructure, requestUserTypeIdentifier: 9 },
        }),
      },
    },
    400,
    8173,
  ],
  ['an unknown type of user', { headers: { activeorganisation: authority(4) } }, 400, 8174],
  ['an organisation that may not call', { headers: { requestusermetadata: user({}) } }, 400, 4413],
];

const STEPS: Readonly<
  Record<
    | 'CreateKontaktinformation'
    | 'UpdateKontaktinformation'
    | 'VerificerKontaktinformation'
    | 'GetVerifikationskode'
    | 'GetKontaktinformation',
    readonly Step[]
  >
> = {
  CreateKontaktinformation: [
    ['an operation not allowed', { headers: { activeorganisation: authority(8) } }, 403, 1013],
    ['a user who is a borger', { client: 'klient-ok' }, 403, 1013],
    ['an unknown jobcenter', { caller: '8/99999', headers: RIGHT }, 403, 1013],
    ['an x-requestId too long', { caller: 'jobcenter-2', requestId: 'x'.repeat(47) }, 400, 1014],
    ['an x-requestId seen before', { requestId: 'seen' }, 412],
    ['no CPR', { requestId: 'fresh', content: '{', headers: { 'content-type': 'text/plain' } }, 400, 1014],
    ['a malformed CPR', { requestId: 'fresh-2', borger: '3002505001' }, 400, 1001],
    ['a wrong content type', { requestId: 'fresh-3', borger: '0112575011' }, 415],
    ['a malformed body', { requestId: 'fresh-4', headers: RIGHT }, 400, 1014],
    [
      'a type that is not in the list',
      { requestId: 'fresh-5', content: wrapped([3, null], [1, '112'], [9, 'x']) },
      400,
      9153,
    ],
    ['a fejlperson', { requestId: 'fresh-6', content: wrapped([3, null], [1, '112']) }, 500, 1011],
    ['an unknown borger', { requestId: 'fresh-7', borger: 'ukendt' }, 400, 1010],
    ['a stranger on a former CPR', { requestId: 'fresh-8', borger: 'gammeltcpr' }, 403, 4575],
    ['a former CPR', { requestId: 'fresh-9', caller: 'jobcenter-1' }, 400, 9460],
    ['a dead borger', { requestId: 'fresh-10', borger: 'doed' }, 400, 4405],
    ['a bad value', { requestId: 'fresh-11', borger: 'huske' }, 400, 9156],
    ['a mail that reminders go to', { requestId: 'fresh-12', content: wrapped([3, null], [1, '67000001']) }, 400, 9155],
    ['nothing at all', { requestId: 'fresh-13', content: wrapped([1, '67000001']) }, 200],
  ],
  UpdateKontaktinformation: [
    ['an operation not allowed', { headers: { activeorganisation: authority(8) } }, 403, 1013],
    ['a user who is a borger', { client: 'klient-ok' }, 403, 1013],
    ['an unknown jobcenter', { caller: '8/99999', headers: RIGHT, requestId: 'x'.repeat(47) }, 400, 4986],
    ['an x-requestId too long', { caller: 'jobcenter-2' }, 400, 1014],
    ['an x-requestId seen before', { requestId: 'seen' }, 412],
    ['no CPR', { requestId: 'fresh', content: '{}' }, 400, 1014],
    ['a malformed CPR', { requestId: 'fresh-2', borger: '12' }, 400, 1001],
    ['a malformed body', { requestId: 'fresh-3', borger: '0112575011' }, 400, 1014],
    [
      'a type that is not in the list',
      { requestId: 'fresh-4', content: { kontaktdataType: 9, kontaktdatastatus: 9 } },
      400,
      9153,
    ],
    [
      'a status that is not in the list',
      { requestId: 'fresh-5', content: { kontaktdataType: 2, kontaktdatastatus: 9 } },
      400,
      9193,
    ],
    ['a fejlperson', { requestId: 'fresh-6', content: { kontaktdataType: 2, kontaktdatastatus: 1 } }, 500, 1011],
    ['an unknown borger', { requestId: 'fresh-7', borger: 'ukendt' }, 400, 1010],
    ['a stranger', { requestId: 'fresh-8', borger: 'gammeltcpr' }, 403, 4575],
    ['a former CPR', { requestId: 'fresh-9', caller: 'jobcenter-1' }, 400, 9460],
    ['no entry', { requestId: 'fresh-10', borger: 'doed' }, 400, 1014],
    ['nothing at all', { requestId: 'fresh-11', borger: 'fuld' }, 200],
  ],
  VerificerKontaktinformation: [
    ['an operation not allowed', { headers: { activeorganisation: authority(8) } }, 403, 1013],
    ['a user who is a borger', { client: 'klient-ok' }, 403, 1013],
    ['an unknown jobcenter', { caller: '8/99999', headers: RIGHT }, 403, 1013],
    ['no CPR', { caller: 'jobcenter-2', content: { kontaktdataType: 9, verifikationskode: 12345 } }, 400, 1014],
    ['a code that is not a text', { borger: '0112575011' }, 400, 1014],
    ['a type that is not in the list', { content: { kontaktdataType: 9, verifikationskode: '12345' } }, 400, 9153],
    ['a fejlperson', { content: { kontaktdataType: 2, verifikationskode: '12345' } }, 500, 1011],
    ['an unknown borger', { borger: 'ukendt' }, 400, 1010],
    ['a stranger', { borger: 'gammeltcpr' }, 403, 4575],
    ['a former CPR', { caller: 'jobcenter-1' }, 400, 9460],
    ['nothing registered', { borger: 'tom' }, 400, 9159],
    ['none of that type', { borger: 'huske' }, 400, 9242],
    ['a type that cannot be verified', { borger: 'fuld' }, 400, 9240],
    ['verified already', { content: { kontaktdataType: 1, verifikationskode: '12345' } }, 400, 9247],
    ['no pending code', { content: { kontaktdataType: 3, verifikationskode: '12345' } }, 400, null],
  ],
  GetVerifikationskode: [
    ['an operation not allowed', { headers: { activeorganisation: authority(8) } }, 403, 1013],
    ['a user who is a borger', { client: 'klient-ok' }, 403, 1013],
    ['an unknown jobcenter', { caller: '8/99999', headers: RIGHT }, 403, 1013],
    ['no CPR', { caller: 'jobcenter-2', parameter: 'mobil' }, 400, 1014],
    ['a type that is not a number', { borger: '0112575011' }, 400, 1014],
    ['a type that is not in the list', { parameter: 9 }, 400, 9153],
    ['a fejlperson', { parameter: 2 }, 500, 1011],
    ['an unknown borger', { borger: 'ukendt' }, 400, 4400],
    ['a stranger', { borger: 'tom' }, 403, 1013],
    ['nothing registered', { caller: 'jobcenter-1' }, 400, 9159],
    ['none of that type', { borger: 'huske' }, 400, 9242],
    ['a type that cannot be verified', { borger: 'fuld' }, 400, 9240],
    ['verified already', { parameter: 1 }, 400, 9247],
    ['nothing at all', { parameter: 3 }, 200],
  ],
  GetKontaktinformation: [
    ['a user who is a borger', { client: 'klient-laes', headers: { activeorganisation: authority(8) } }, 403, 1013],
    ['an unknown jobcenter', { caller: '8/99999', headers: RIGHT }, 403, 1013],
    ['no CPR', { caller: 'jobcenter-2' }, 400, 1014],
    ['a malformed CPR', { borger: '12' }, 400, 1001],
    ['a fejlperson', { borger: '0112575011' }, 500, 1011],
    ['an unknown borger', { borger: 'ukendt' }, 400, 1010],
    ['a stranger', { borger: 'gammeltcpr' }, 403, 4575],
    ['nothing at all', { caller: 'jobcenter-1' }, 200],
  ],
};

describe('the order of checks', () => {
  it.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('%s', async (operation) => {
    const register = await open({ citizenAsUser: 'refuse' });
    await register.call('UpdateKontaktinformation', {
      requestId: 'seen',
      content: { kontaktdataType: 1, kontaktdatastatus: 2 },
    });
    let call: Call = {
      borger: null,
      path: '/v1/kontakt',
      method: 'PUT',
      parameter: operation === 'GetVerifikationskode' ? 'mobil' : '',
      headers: { activeorganisation: null, requestusermetadata: null },
    };
    for (const [check, repair, status, kode] of [...HEAD, ...STEPS[operation]]) {
      call = { ...call, ...repair, headers: repair.headers === RIGHT ? {} : { ...call.headers, ...repair.headers } };
      const answer = await register.call(operation, call);
      expect([check, answer.status, answer.kode]).toEqual([check, status, kode]);
    }
  });
});

describe('paths and methods', () => {
  it('GetKontaktinformation is found with no slash and with one, and CreateKontaktinformation with none', async () => {
    const register = await open();
    expect((await register.call('GetKontaktinformation', { path: '/v1/kontaktinformation/' })).status).toBe(200);
    expect((await register.call('GetKontaktinformation', { path: '/v1/kontaktinformation//' })).status).toBe(404);
    const content = wrapped([1, '67000001']);
    expect((await register.call('CreateKontaktinformation', { path: '/v1/kontaktinformation/', content })).status).toBe(
      405,
    );
  });

  it.each([
    'CreateKontaktinformation',
    'VerificerKontaktinformation',
    'GetVerifikationskode',
    'GetKontaktinformationMobilNr',
    'GetKontaktinformationEmail',
    'UpdateKontaktinformation',
    'GetKontaktinformation',
  ] as const satisfies readonly OperationName[])('%s with DELETE answers 405 without a code', async (operation) => {
    const register = await open();
    const answer = await register.call(operation, {
      method: 'DELETE',
      parameter: [
        'CreateKontaktinformation',
        'VerificerKontaktinformation',
        'UpdateKontaktinformation',
        'GetKontaktinformation',
      ].includes(operation)
        ? ''
        : '1',
    });
    expect(answer).toMatchObject({ status: 405, body: '' });
  });

  it('the base may carry a prefix, and a path is a template', async () => {
    const register = await open({
      prefix: '/star',
      paths: { GetVerifikationskode: '/v1/kontaktinformation/kode/{kontaktdataType}/ny' },
    });
    expect((await register.call('GetKontaktinformation')).status).toBe(404);
    expect((await register.call('GetKontaktinformation', { path: '/star/v1/kontaktinformation' })).status).toBe(200);
    expect(
      (await register.call('GetVerifikationskode', { path: '/star/v1/kontaktinformation/kode/3/ny' })).status,
    ).toBe(200);
  });

  it('without verificering, its two operations are not there', async () => {
    const register = await open({ verificering: 'off' });
    expect(await register.call('GetVerifikationskode', { parameter: 3 })).toMatchObject({ status: 404, body: '' });
    const content = { kontaktdataType: 3, verifikationskode: '000000' };
    expect(await register.call('VerificerKontaktinformation', { content })).toMatchObject({ status: 404, body: '' });
  });
});

describe('metadata headers', () => {
  it('are read under other names, and as base64, by settings', async () => {
    const register = await open({
      metadataHeaders: { activeOrganisation: 'X-Org', requestUserMetadata: 'X-User', encoding: 'base64-json' },
    });
    expect((await register.call('GetKontaktinformation')).kode).toBe(8232);
    const { active, user } = caller('jobcenter-1');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
    const named = {
      ...user,
      requestUserStructure: { ...user.requestUserStructure, userFullName: 'Søren Østergård' },
    };
    expect(
      (await register.call('GetKontaktinformation', { headers: { 'x-org': encode(active), 'x-user': encode(named) } }))
        .status,
    ).toBe(200);
    expect(
      (await register.call('GetKontaktinformation', { headers: { 'x-org': JSON.stringify(active), 'x-user': 'x' } }))
        .kode,
    ).toBe(8234);
  });

  it('json-ascii takes an escaped ø and no other', async () => {
    const register = await open();
    const user = (name: string) => JSON.stringify(caller('jobcenter-1').user).replace('Test Sagsbehandler', name);
    expect(
      (await register.call('GetKontaktinformation', { headers: { requestusermetadata: user('S\\u00f8ren') } })).status,
    ).toBe(200);
    expect(
      (await register.call('GetKontaktinformation', { headers: { requestusermetadata: user('Søren') } })).kode,
    ).toBe(8235);
  });

  it.each<[string, number, (user: ReturnType<typeof caller>['user']) => unknown]>([
    [
      'a name of 141 characters',
      8235,
      (u) => ({ ...u, requestUserStructure: { ...u.requestUserStructure, userFullName: 'x'.repeat(141) } }),
    ],
    [
      'an identifier that is neither UUID nor FID',
      8235,
      (u) => ({ ...u, requestUserStructure: { ...u.requestUserStructure, userIdentifier: 'test' } }),
    ],
    ['a time without offset', 8235, (u) => ({ ...u, registrationDateTime: '2025-06-02T09:00:00' })],
    [
      'an organisation of its own of unknown type',
      8173,
      (u) => ({ ...u, requestOrganisationStructure: { organisationTypeIdentifier: 55, organisationCode: '1' } }),
    ],
  ])('%s answers %i', async (_, kode, change) => {
    const register = await open();
    const requestusermetadata = JSON.stringify(change(caller('jobcenter-1').user));
    expect((await register.call('GetKontaktinformation', { headers: { requestusermetadata } })).kode).toBe(kode);
  });

  it.each([4, 24])('an active organisation of type %i may not call', async (type) => {
    const register = await open();
    expect((await register.call('GetKontaktinformation', { caller: `${type}/90000001` })).kode).toBe(4413);
  });
});

describe('the body of a POST', () => {
  it.each([
    ['no wrapper', { kontaktinformation: [] }],
    ['the other wrapper', { kontaktinformationer: [{ kontaktdata: '67000001', kontaktdataType: 1 }] }],
    ['keys in another case', { Kontaktinformationer: { Kontaktinformation: [{ KontaktdataType: 1 }] } }],
    ['an empty list', wrapped()],
    ['one type twice', wrapped([1, '67000001'], [1, '67000002'])],
    ['a type as text', wrapped(['1', '67000001'])],
    ['a type that is no integer', wrapped([1.5, '67000001'])],
    ['a type that is null', wrapped([null, '67000001'])],
    ['no type', wrapped([undefined, '67000001'])],
    ['a phone that is a number', wrapped([1, 67000001])],
    ['not JSON', '{'],
    ['not UTF-8', Buffer.from(JSON.stringify(wrapped([3, 'ø@example.org'])), 'latin1')],
  ])('%s answers 1014', async (_, content) => {
    const register = await open();
    expect(await register.call('CreateKontaktinformation', { content })).toMatchObject({ status: 400, kode: 1014 });
  });

  it('keys that nobody knows are let pass', async () => {
    const register = await open();
    const content = {
      extra: 1,
      kontaktinformationer: { kontaktinformation: [{ kontaktdataType: 1, kontaktdata: '67000001', extra: 1 }] },
    };
    expect((await register.call('CreateKontaktinformation', { content })).status).toBe(200);
  });

  it.each([
    'application/json',
    'text/json; charset=utf-8',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-8; x=y',
    null,
  ])('%s answers 415 without a code', async (type) => {
    const register = await open();
    const answer = await register.call('CreateKontaktinformation', {
      content: wrapped([1, '67000001']),
      headers: { 'content-type': type },
    });
    expect(answer).toMatchObject({ status: 415, body: '' });
  });

  it('an expired value of a code list answers as an unknown one, or 2003 by a setting', async () => {
    const kontaktdata = { mobiltelefon: { kode: 1, gyldigTil: '2020-12-31' }, fastnetTelefon: 2, mailadresse: 3 };
    const content = wrapped([1, '67000001']);
    expect(
      (await (await open({ kodelister: { kontaktdata } })).call('CreateKontaktinformation', { content })).kode,
    ).toBe(9153);
    const other = await open({ kodelister: { kontaktdata }, expiredCode: 2003 });
    expect((await other.call('CreateKontaktinformation', { content })).kode).toBe(2003);
    expect((await other.kontaktdata('fuld'))[1]).toEqual(['67000001', 2]);
  });
});
