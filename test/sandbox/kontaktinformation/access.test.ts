import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, open } from './register.ts';

const CONTENT: Readonly<Record<OperationName, Call>> = {
  CreateKontaktinformation: { content: wrapped([1, '67000001']) },
  VerificerKontaktinformation: { content: { kontaktdataType: 1, verifikationskode: '000000' } },
  GetVerifikationskode: { parameter: 1 },
  GetKontaktinformationMobilNr: { parameter: '67000001' },
  GetKontaktinformationEmail: { parameter: 'borger-1@example.org' },
  UpdateKontaktinformation: { content: { kontaktdataType: 1, kontaktdatastatus: 1 } },
  GetKontaktinformation: {},
};
const OPERATIONS = Object.keys(CONTENT) as OperationName[];

/** Each cell of the matrix: who, on whom, and whether there is an X. */
const CELLS: readonly [cell: string, caller: string, borger: string, allowed: boolean][] = [
  ['A-kasse, egne', 'akasse-1', 'kunakasse', true],
  ['A-kasse, alle', 'akasse-1', 'fremmed', false],
  ['A-kasse, tidligere egne', 'akasse-1', 'tidligere', false],
  ['A-kasse, gæsteadgang', 'akasse-1', 'gaest', false],
  ['JobCenter, egne', 'jobcenter-1', 'kunjob', true],
  ['JobCenter, alle', 'jobcenter-1', 'fremmed', false],
  ['JobCenter, tidligere egne', 'jobcenter-1', 'tidligere', false],
  ['JobCenter, gæsteadgang', 'jobcenter-1', 'gaest', false],
  ['JobCenter, Anden Aktør egne', 'aktoer-1 for jobcenter-1', 'aktoer', true],
  ['JobCenter, Anden Aktør gæste', 'aktoer-1 for jobcenter-1', 'aktoergaest', false],
  ['JobCenter, Anden Aktør alle', 'aktoer-2 for jobcenter-1', 'kunjob', false],
  ['JobCenter, another provider', 'aktoer-2 for jobcenter-1', 'aktoer', false],
  ['JobCenter, the provider of another jobcenter', 'aktoer-1 for jobcenter-2', 'aktoer', false],
  ['Kommune, egne', 'kommune-1', 'deler', true],
  ['Kommune, alle', 'kommune-1', 'fremmed', false],
  ['Kommune, tidligere egne', 'kommune-1', 'tidligere', false],
  ['Kommune, gæsteadgang', 'kommune-1', 'gaest', false],
  ['Kommune, Anden Aktør', 'aktoer-1 for kommune-1', 'fuld', false],
  ['Kommune, System egne', 'system for kommune-1', 'deler', true],
  ['Kommune, System alle', 'system for kommune-1', 'fremmed', false],
  ['STAR, alle', 'star', 'fremmed', true],
  ['STAR, System', 'system for star', 'fremmed', true],
];

describe.each(CELLS)('%s', (_, caller, borger, allowed) => {
  it.each(
    OPERATIONS.filter(
      (operation) => operation !== 'GetKontaktinformationMobilNr' && operation !== 'GetKontaktinformationEmail',
    ),
  )(`${allowed ? 'X' : 'no X'} on %s`, async (operation) => {
    const register = await open();
    const { status, kode } = await register.call(operation, { ...CONTENT[operation], caller, borger });
    const refusal = operation === 'GetVerifikationskode' ? 1013 : 4575;
    const refused = { status: 403, kode: refusal };
    if (allowed) expect({ status, kode }).not.toEqual(refused);
    else expect({ status, kode }).toEqual(refused);
    if (allowed && operation === 'GetKontaktinformation') expect(status).toBe(200);
  });
});

describe.each(['GetKontaktinformationMobilNr', 'GetKontaktinformationEmail'] as const)(
  '%s turns contact data into numbers',
  (operation) => {
    it.each([...new Set(CELLS.map(([, caller]) => caller))])('%s', async (caller) => {
      const register = await open();
      const { status, kode } = await register.call(operation, { ...CONTENT[operation], caller });
      expect({ status, kode }).toEqual(caller.endsWith('star') ? { status: 200 } : { status: 403, kode: 1013 });
    });
  },
);

it.each(OPERATIONS)('where no citizen may be the user, one is refused with 1013 on %s', async (operation) => {
  const register = await open({ citizenAsUser: 'refuse' });
  const answer = await register.call(operation, { ...CONTENT[operation], caller: 'borger for star' });
  expect(answer).toMatchObject({ status: 403, kode: 1013 });
});

it.each(OPERATIONS)('klient-laes may read and nothing else: %s', async (operation) => {
  const register = await open();
  const { kode } = await register.call(operation, { ...CONTENT[operation], caller: 'star', client: 'klient-laes' });
  expect(kode).toBe(
    ['GetKontaktinformation', 'GetKontaktinformationMobilNr', 'GetKontaktinformationEmail'].includes(operation)
      ? undefined
      : 1013,
  );
});

describe('an authority that nobody has registered', () => {
  it.each([
    ['8/99999', 4986],
    ['2/9999', 4985],
    ['7/123', 1013],
    ['99/2', 1013],
  ])('%s answers %i on UpdateKontaktinformation', async (caller, kode) => {
    const register = await open();
    expect(
      (await register.call('UpdateKontaktinformation', { ...CONTENT.UpdateKontaktinformation, caller })).kode,
    ).toBe(kode);
  });

  it.each(OPERATIONS.filter((operation) => operation !== 'UpdateKontaktinformation'))(
    'answers 1013 on %s, or as on UpdateKontaktinformation by a setting',
    async (operation) => {
      const register = await open();
      expect((await register.call(operation, { ...CONTENT[operation], caller: '8/99999' })).kode).toBe(1013);
      // GetKontaktinformationMobilNr and GetKontaktinformationEmail refuse whoever is not STAR before they look at the code.
      const other = await open({ unknownOrganisation: 'asUpdate' });
      const { kode } = await other.call(operation, { ...CONTENT[operation], caller: '8/99999' });
      expect(kode).toBe(
        ['GetKontaktinformationMobilNr', 'GetKontaktinformationEmail'].includes(operation) ? 1013 : 4986,
      );
    },
  );
});

describe('settings of access', () => {
  it('the code of a refusal is a setting of each operation', async () => {
    const register = await open({
      access: { GetVerifikationskode: { refusal: 4575 }, GetKontaktinformation: { refusal: 1013 } },
    });
    expect((await register.call('GetVerifikationskode', { borger: 'fremmed', parameter: 1 })).kode).toBe(4575);
    expect((await register.call('GetKontaktinformation', { borger: 'fremmed' })).kode).toBe(1013);
  });

  it('with the matrix on GetKontaktinformationMobilNr, a kommune finds its own borgere only', async () => {
    const register = await open({ access: { GetKontaktinformationMobilNr: { rule: 'matrix' } } });
    const finds = async (caller: string) =>
      (await register.call('GetKontaktinformationMobilNr', { caller, parameter: '67000001' })).json;
    expect(await finds('kommune-1')).toEqual({
      borgerer: [{ civilregistrationIdentifier: '0101505006' }, { civilregistrationIdentifier: '2902445014' }],
    });
    expect(await finds('jobcenter-1')).toEqual({ borgerer: [{ civilregistrationIdentifier: '0101505006' }] });
    expect(await finds('kommune-2')).toEqual({ borgerer: [] });
  });

  it('with UpdateKontaktinformation for STAR only, an own borger is refused', async () => {
    const register = await open({ access: { UpdateKontaktinformation: { rule: 'onlyStar' } } });
    expect((await register.call('UpdateKontaktinformation', CONTENT.UpdateKontaktinformation)).kode).toBe(4575);
    expect(
      (await register.call('UpdateKontaktinformation', { ...CONTENT.UpdateKontaktinformation, caller: 'star' })).status,
    ).toBe(200);
  });

  it('a system user that may see all sees a stranger', async () => {
    const register = await open({ systemUser: 'all' });
    expect(
      (await register.call('GetKontaktinformation', { borger: 'fremmed', caller: 'system for kommune-1' })).status,
    ).toBe(200);
    expect((await register.call('GetKontaktinformation', { borger: 'fremmed', caller: 'kommune-1' })).kode).toBe(4575);
  });
});
