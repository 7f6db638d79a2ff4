import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, open } from './register.ts';

const CONTENT: Readonly<Record<Letter, Call>> = {
  C: { content: wrapped([1, '67000001']) },
  V: { content: { kontaktdataType: 1, verifikationskode: '000000' } },
  K: { parameter: 1 },
  M: { parameter: '67000001' },
  E: { parameter: 'borger-1@example.org' },
  U: { content: { kontaktdataType: 1, kontaktdatastatus: 1 } },
  G: {},
};
const OPERATIONS = Object.keys(CONTENT) as Letter[];

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
  it.each(OPERATIONS.filter((letter) => letter !== 'M' && letter !== 'E'))(
    `${allowed ? 'X' : 'no X'} on %s`,
    async (letter) => {
      const register = await open();
      const { status, kode } = await register.call(letter, { ...CONTENT[letter], caller, borger });
      const refusal = letter === 'K' ? 1013 : 4575;
      const refused = { status: 403, kode: refusal };
      if (allowed) expect({ status, kode }).not.toEqual(refused);
      else expect({ status, kode }).toEqual(refused);
      if (allowed && letter === 'G') expect(status).toBe(200);
    },
  );
});

describe.each(['M', 'E'] as const)('%s turns contact data into numbers', (letter) => {
  it.each([...new Set(CELLS.map(([, caller]) => caller))])('%s', async (caller) => {
    const register = await open();
    const { status, kode } = await register.call(letter, { ...CONTENT[letter], caller });
    expect({ status, kode }).toEqual(caller.endsWith('star') ? { status: 200 } : { status: 403, kode: 1013 });
  });
});

it.each(OPERATIONS)('a borger who calls herself is refused with 1013 on %s', async (letter) => {
  const register = await open();
  const answer = await register.call(letter, { ...CONTENT[letter], caller: 'borger for star' });
  expect(answer).toMatchObject({ status: 403, kode: 1013 });
});

it.each(OPERATIONS)('klient-laes may read and nothing else: %s', async (letter) => {
  const register = await open();
  const { kode } = await register.call(letter, { ...CONTENT[letter], caller: 'star', client: 'klient-laes' });
  expect(kode).toBe('GME'.includes(letter) ? undefined : 1013);
});

describe('an authority that nobody has registered', () => {
  it.each([
    ['8/99999', 4986],
    ['2/9999', 4985],
    ['7/123', 1013],
    ['99/2', 1013],
  ])('%s answers %i on U', async (caller, kode) => {
    const register = await open();
    expect((await register.call('U', { ...CONTENT.U, caller })).kode).toBe(kode);
  });

  it.each(OPERATIONS.filter((letter) => letter !== 'U'))(
    'answers 1013 on %s, or as on U by a setting',
    async (letter) => {
      const register = await open();
      expect((await register.call(letter, { ...CONTENT[letter], caller: '8/99999' })).kode).toBe(1013);
      // M and E refuse whoever is not STAR before they look at the code.
      const other = await open({ ukendtOrganisation: 'somU' });
      const { kode } = await other.call(letter, { ...CONTENT[letter], caller: '8/99999' });
      expect(kode).toBe('ME'.includes(letter) ? 1013 : 4986);
    },
  );
});

describe('settings of access', () => {
  it('the code of a refusal is a setting of each operation', async () => {
    const register = await open({ adgang: { K: { refusal: 4575 }, G: { refusal: 1013 } } });
    expect((await register.call('K', { borger: 'fremmed', parameter: 1 })).kode).toBe(4575);
    expect((await register.call('G', { borger: 'fremmed' })).kode).toBe(1013);
  });

  it('with the matrix on M, a kommune finds its own borgere only', async () => {
    const register = await open({ adgang: { M: { rule: 'matrix' } } });
    const finds = async (caller: string) => (await register.call('M', { caller, parameter: '67000001' })).json;
    expect(await finds('kommune-1')).toEqual({
      borgerer: [{ civilregistrationIdentifier: '0101505006' }, { civilregistrationIdentifier: '2902445014' }],
    });
    expect(await finds('jobcenter-1')).toEqual({ borgerer: [{ civilregistrationIdentifier: '0101505006' }] });
    expect(await finds('kommune-2')).toEqual({ borgerer: [] });
  });

  it('with U for STAR only, an own borger is refused', async () => {
    const register = await open({ adgang: { U: { rule: 'onlyStar' } } });
    expect((await register.call('U', CONTENT.U)).kode).toBe(4575);
    expect((await register.call('U', { ...CONTENT.U, caller: 'star' })).status).toBe(200);
  });

  it('a system user that may see all sees a stranger', async () => {
    const register = await open({ systembruger: 'all' });
    expect((await register.call('G', { borger: 'fremmed', caller: 'system for kommune-1' })).status).toBe(200);
    expect((await register.call('G', { borger: 'fremmed', caller: 'kommune-1' })).kode).toBe(4575);
  });
});
