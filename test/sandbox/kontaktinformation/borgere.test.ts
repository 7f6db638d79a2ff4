import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, kodelister, NUMBERINGS, type Numbering, open } from './register.ts';

type Shown = Record<number, [string, number]>;

/** What G shows of each, to whom of set 1 and the others it does, and what her row of the table is there for. */
const PERSONAS: readonly [navn: string, shown: (tal: Numbering) => Shown, allowed: readonly string[]][] = [
  [
    'fuld',
    (t) => ({
      [t.mobil]: ['67000001', t.verificeret],
      [t.fastnet]: ['83000001', t.ikkeVerificeret],
      [t.mail]: ['borger-1@example.org', t.ikkeVerificeret],
    }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  [
    'huske',
    (t) => ({ [t.mobil]: ['67000002', t.ikkeVerificeret], [t.mail]: ['borger-2@example.org', t.verificeret] }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  ['tom', () => ({}), ['akasse-1', 'jobcenter-1', 'kommune-1']],
  [
    'kunmail',
    (t) => ({ [t.mail]: ['borger-4@example.org', t.ikkeVerificeret] }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  ['kunjob', (t) => ({ [t.mobil]: ['67000005', t.ikkeVerificeret] }), ['jobcenter-1']],
  ['aktoer', (t) => ({ [t.mobil]: ['67000006', t.verificeret] }), ['jobcenter-1', 'aktoer-1 for jobcenter-1']],
  ['aktoergaest', (t) => ({ [t.mobil]: ['67000007', t.verificeret] }), ['jobcenter-1']],
  ['tidligere', (t) => ({ [t.mobil]: ['67000008', t.verificeret] }), ['akasse-2', 'jobcenter-2', 'kommune-2']],
  ['gaest', (t) => ({ [t.mobil]: ['67000009', t.verificeret] }), ['kommune-2']],
  ['fremmed', (t) => ({ [t.mobil]: ['67000010', t.verificeret] }), []],
  ['doed', (t) => ({ [t.mobil]: ['67000011', t.verificeret] }), ['akasse-1', 'jobcenter-1', 'kommune-1']],
  [
    'gammeltcpr',
    (t) => ({ [t.mobil]: ['67000013', t.ikkeVerificeret], [t.mail]: ['borger-13@example.org', t.ikkeVerificeret] }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  [
    'nytcpr',
    (t) => ({ [t.mobil]: ['67000013', t.ikkeVerificeret], [t.mail]: ['borger-13@example.org', t.ikkeVerificeret] }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  [
    'deler',
    (t) => ({ [t.mobil]: ['67000001', t.ikkeVerificeret], [t.mail]: ['borger-1@example.org', t.ikkeVerificeret] }),
    ['kommune-1'],
  ],
  [
    'fremtidskode',
    (t) => ({ [t.mobil]: ['67000017', t.verificeret], 88: ['67000017', 77] }),
    ['akasse-1', 'jobcenter-1', 'kommune-1'],
  ],
  ['kunakasse', (t) => ({ [t.fastnet]: ['83000018', t.ikkeVerificeret] }), ['akasse-1']],
];

const CALLERS = [
  ...['akasse-1', 'akasse-2', 'jobcenter-1', 'jobcenter-2', 'kommune-1', 'kommune-2', 'system for kommune-1'],
  ...['aktoer-1 for jobcenter-1', 'aktoer-2 for jobcenter-1', 'aktoer-1 for jobcenter-2'],
];

/** What the table says each person exercises, beside G. */
const TRIES: readonly [what: string, Letter, (tal: Numbering) => Call, status: number, kode?: number][] = [
  ['fuld, mobile is verified already', 'K', (t) => ({ parameter: t.mobil }), 400, 9247],
  ['fuld, a landline cannot be verified', 'K', (t) => ({ parameter: t.fastnet }), 400, 9240],
  ['fuld, a type that is not in the list', 'C', () => ({ content: wrapped([55, '67000001']) }), 400, 9153],
  [
    'fuld, a status that is not in the list',
    'U',
    (t) => ({ content: { kontaktdataType: t.mobil, kontaktdatastatus: 55 } }),
    400,
    9193,
  ],
  ['fuld, a bad mobile', 'C', (t) => ({ content: wrapped([t.mobil, '112']) }), 400, 9156],
  ['fuld, a bad landline', 'C', (t) => ({ content: wrapped([t.fastnet, '112']) }), 400, 9157],
  ['fuld, a bad mail', 'C', (t) => ({ content: wrapped([t.mail, 'b@']) }), 400, 9158],
  ['fuld, set 2 is refused', 'G', () => ({ caller: 'kommune-2' }), 403, 4575],
  ['tom, nothing to verify', 'K', (t) => ({ borger: 'tom', parameter: t.mobil }), 400, 9159],
  [
    'tom, no entry to set the status of',
    'U',
    (t) => ({ borger: 'tom', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.verificeret } }),
    400,
    1014,
  ],
  ['kunmail, no mobile to verify', 'K', (t) => ({ borger: 'kunmail', parameter: t.mobil }), 400, 9242],
  [
    'kunmail, no landline comes before landlines in general',
    'K',
    (t) => ({ borger: 'kunmail', parameter: t.fastnet }),
    400,
    9242,
  ],
  ['kunmail, the mail', 'K', (t) => ({ borger: 'kunmail', parameter: t.mail }), 200],
  ['kunjob, the mobile', 'K', (t) => ({ borger: 'kunjob', parameter: t.mobil }), 200],
  ['fremmed, on K a refusal is 1013', 'K', (t) => ({ borger: 'fremmed', parameter: t.mobil }), 403, 1013],
  ['doed, C', 'C', (t) => ({ borger: 'doed', content: wrapped([t.mobil, '67000001']) }), 400, 4405],
  [
    'doed, U goes on',
    'U',
    (t) => ({ borger: 'doed', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.ikkeVerificeret } }),
    200,
  ],
  ['gammeltcpr, C', 'C', (t) => ({ borger: 'gammeltcpr', content: wrapped([t.mobil, '67000001']) }), 400, 9460],
  [
    'gammeltcpr, V',
    'V',
    (t) => ({ borger: 'gammeltcpr', content: { kontaktdataType: t.mobil, verifikationskode: '000000' } }),
    400,
    9460,
  ],
  [
    'gammeltcpr, U',
    'U',
    (t) => ({ borger: 'gammeltcpr', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.verificeret } }),
    400,
    9460,
  ],
  ['nytcpr, C', 'C', (t) => ({ borger: 'nytcpr', content: wrapped([t.mobil, '67000001']) }), 200],
  ['skuddag, a day that never was', 'G', () => ({ borger: 'skuddag' }), 400, 1001],
  ['ukendt', 'G', () => ({ borger: 'ukendt' }), 400, 1010],
  ['ukendt, K', 'K', (t) => ({ borger: 'ukendt', parameter: t.mobil }), 400, 4400],
];

describe.each(NUMBERINGS)('with the code lists numbered $navn', (tal) => {
  const start = () => open({ kodelister: kodelister(tal) });

  it.each(PERSONAS)(
    '%s is shown to those who may see her, and to STAR, and 4575 to the rest',
    async (borger, shown, allowed) => {
      const register = await start();
      expect(await register.kontaktdata(borger)).toEqual(shown(tal));
      for (const caller of CALLERS) {
        const { status, kode } = await register.call('G', { borger, caller });
        const expected = allowed.includes(caller.replace('system for ', '')) ? [200, undefined] : [403, 4575];
        expect([caller, status, kode]).toEqual([caller, ...expected]);
      }
    },
  );

  it.each(TRIES)('%s (%s)', async (_, letter, call, status, kode) => {
    const register = await start();
    expect(await register.call(letter, call(tal))).toMatchObject({ status, kode });
  });

  it.each([
    ['M', '67000001', ['0101505006', '2902445014']],
    ['M', '+4567000001', []],
    ['M', '83000001', []],
    ['M', '67000013', ['1301515013']],
    ['E', 'borger-1@example.org', ['0101505006', '2902445014']],
    ['E', 'Borger-1@example.org', []],
    ['E', 'a/b+c@example.org', []],
  ] as const)('%s finds the borgere with exactly %s', async (letter, parameter, found) => {
    const register = await start();
    const { status, json } = await register.call(letter, { caller: 'star', parameter });
    expect(status).toBe(200);
    expect(json).toEqual({ borgerer: found.map((civilregistrationIdentifier) => ({ civilregistrationIdentifier })) });
  });
});

it('a borger without contact data answers an empty list', async () => {
  const register = await open();
  const { status, type, json } = await register.call('G', { borger: 'tom' });
  expect({ status, type }).toEqual({ status: 200, type: 'application/json; charset=utf-8' });
  expect(json).toEqual({ kontaktinformationer: { kontaktinformation: [] } });
});

it('a phone is found as soon as it is stored, and no longer once it is gone', async () => {
  const register = await open();
  await register.call('C', { borger: 'tom', content: wrapped([1, '+4567000002']) });
  const found = await register.call('M', { caller: 'star', parameter: '+4567000002' });
  expect(found.json).toEqual({ borgerer: [{ civilregistrationIdentifier: '0303505003' }] });
  await register.call('C', { borger: 'tom', content: wrapped([1, null]) });
  expect((await register.call('M', { caller: 'star', parameter: '+4567000002' })).json).toEqual({ borgerer: [] });
});
