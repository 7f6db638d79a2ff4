import { describe, expect, it } from 'vitest';
import type { Bogstav } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, indpakket, open } from './register.ts';

const INDHOLD: Readonly<Record<Bogstav, Call>> = {
  C: { indhold: indpakket([1, '67000001']) },
  V: { indhold: { kontaktdataType: 1, verifikationskode: '000000' } },
  K: { parameter: 1 },
  M: { parameter: '67000001' },
  E: { parameter: 'borger-1@example.org' },
  U: { indhold: { kontaktdataType: 1, kontaktdatastatus: 1 } },
  G: {},
};
const OPERATIONER = Object.keys(INDHOLD) as Bogstav[];

/** Each cell of the matrix: who, on whom, and whether there is an X. */
const CELLER: readonly [celle: string, kalder: string, borger: string, allowed: boolean][] = [
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

describe.each(CELLER)('%s', (_, kalder, borger, allowed) => {
  it.each(OPERATIONER.filter((bogstav) => bogstav !== 'M' && bogstav !== 'E'))(
    `${allowed ? 'X' : 'no X'} on %s`,
    async (bogstav) => {
      const register = await open();
      const { status, kode } = await register.call(bogstav, { ...INDHOLD[bogstav], kalder, borger });
      const refusal = bogstav === 'K' ? 1013 : 4575;
      const refused = { status: 403, kode: refusal };
      if (allowed) expect({ status, kode }).not.toEqual(refused);
      else expect({ status, kode }).toEqual(refused);
      if (allowed && bogstav === 'G') expect(status).toBe(200);
    },
  );
});

describe.each(['M', 'E'] as const)('%s turns contact data into numbers', (bogstav) => {
  it.each([...new Set(CELLER.map(([, kalder]) => kalder))])('%s', async (kalder) => {
    const register = await open();
    const { status, kode } = await register.call(bogstav, { ...INDHOLD[bogstav], kalder });
    expect({ status, kode }).toEqual(kalder.endsWith('star') ? { status: 200 } : { status: 403, kode: 1013 });
  });
});

it.each(OPERATIONER)('a borger who calls herself is refused with 1013 on %s', async (bogstav) => {
  const register = await open();
  const answer = await register.call(bogstav, { ...INDHOLD[bogstav], kalder: 'borger for star' });
  expect(answer).toMatchObject({ status: 403, kode: 1013 });
});

it.each(OPERATIONER)('klient-laes may read and nothing else: %s', async (bogstav) => {
  const register = await open();
  const { kode } = await register.call(bogstav, { ...INDHOLD[bogstav], kalder: 'star', klient: 'klient-laes' });
  expect(kode).toBe('GME'.includes(bogstav) ? undefined : 1013);
});

describe('an authority that nobody has registered', () => {
  it.each([
    ['8/99999', 4986],
    ['2/9999', 4985],
    ['7/123', 1013],
    ['99/2', 1013],
  ])('%s answers %i on U', async (kalder, kode) => {
    const register = await open();
    expect((await register.call('U', { ...INDHOLD.U, kalder })).kode).toBe(kode);
  });

  it.each(OPERATIONER.filter((bogstav) => bogstav !== 'U'))(
    'answers 1013 on %s, or as on U by a setting',
    async (bogstav) => {
      const register = await open();
      expect((await register.call(bogstav, { ...INDHOLD[bogstav], kalder: '8/99999' })).kode).toBe(1013);
      // M and E refuse whoever is not STAR before they look at the code.
      const other = await open({ ukendtOrganisation: 'somU' });
      const { kode } = await other.call(bogstav, { ...INDHOLD[bogstav], kalder: '8/99999' });
      expect(kode).toBe('ME'.includes(bogstav) ? 1013 : 4986);
    },
  );
});

describe('settings of access', () => {
  it('the code of a refusal is a setting of each operation', async () => {
    const register = await open({ adgang: { K: { afvisning: 4575 }, G: { afvisning: 1013 } } });
    expect((await register.call('K', { borger: 'fremmed', parameter: 1 })).kode).toBe(4575);
    expect((await register.call('G', { borger: 'fremmed' })).kode).toBe(1013);
  });

  it('with the matrix on M, a kommune finds its own borgere only', async () => {
    const register = await open({ adgang: { M: { regel: 'matrix' } } });
    const finds = async (kalder: string) => (await register.call('M', { kalder, parameter: '67000001' })).json;
    expect(await finds('kommune-1')).toEqual({
      borgerer: [{ civilregistrationIdentifier: '0101505006' }, { civilregistrationIdentifier: '2902445014' }],
    });
    expect(await finds('jobcenter-1')).toEqual({ borgerer: [{ civilregistrationIdentifier: '0101505006' }] });
    expect(await finds('kommune-2')).toEqual({ borgerer: [] });
  });

  it('with U for STAR only, an own borger is refused', async () => {
    const register = await open({ adgang: { U: { regel: 'kunStar' } } });
    expect((await register.call('U', INDHOLD.U)).kode).toBe(4575);
    expect((await register.call('U', { ...INDHOLD.U, kalder: 'star' })).status).toBe(200);
  });

  it('a system user that may see all sees a stranger', async () => {
    const register = await open({ systembruger: 'alle' });
    expect((await register.call('G', { borger: 'fremmed', kalder: 'system for kommune-1' })).status).toBe(200);
    expect((await register.call('G', { borger: 'fremmed', kalder: 'kommune-1' })).kode).toBe(4575);
  });
});
