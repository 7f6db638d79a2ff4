import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../../src/sandbox/kontaktinformation/index.ts';
import { type Call, wrapped, kodelister, NUMBERINGS, type Numbering, open } from './register.ts';

type Shown = Record<number, [string, number]>;

/** What GetKontaktinformation shows of each, to whom of set 1 and the others it does, and what her row of the table is there for. */
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

/** What the table says each person exercises, beside GetKontaktinformation. */
const TRIES: readonly [what: string, OperationName, (tal: Numbering) => Call, status: number, kode?: number][] = [
  ['fuld, mobile is verified already', 'GetVerifikationskode', (t) => ({ parameter: t.mobil }), 400, 9247],
  ['fuld, a landline cannot be verified', 'GetVerifikationskode', (t) => ({ parameter: t.fastnet }), 400, 9240],
  [
    'fuld, a type that is not in the list',
    'CreateKontaktinformation',
    () => ({ content: wrapped([55, '67000001']) }),
    400,
    9153,
  ],
  [
    'fuld, a status that is not in the list',
    'UpdateKontaktinformation',
    (t) => ({ content: { kontaktdataType: t.mobil, kontaktdatastatus: 55 } }),
    400,
    9193,
  ],
  ['fuld, a bad mobile', 'CreateKontaktinformation', (t) => ({ content: wrapped([t.mobil, '112']) }), 400, 9156],
  ['fuld, a bad landline', 'CreateKontaktinformation', (t) => ({ content: wrapped([t.fastnet, '112']) }), 400, 9157],
  ['fuld, a bad mail', 'CreateKontaktinformation', (t) => ({ content: wrapped([t.mail, 'b@']) }), 400, 9158],
  ['fuld, set 2 is refused', 'GetKontaktinformation', () => ({ caller: 'kommune-2' }), 403, 4575],
  ['tom, nothing to verify', 'GetVerifikationskode', (t) => ({ borger: 'tom', parameter: t.mobil }), 400, 9159],
  [
    'tom, no entry to set the status of',
    'UpdateKontaktinformation',
    (t) => ({ borger: 'tom', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.verificeret } }),
    400,
    1014,
  ],
  [
    'kunmail, no mobile to verify',
    'GetVerifikationskode',
    (t) => ({ borger: 'kunmail', parameter: t.mobil }),
    400,
    9242,
  ],
  [
    'kunmail, no landline comes before landlines in general',
    'GetVerifikationskode',
    (t) => ({ borger: 'kunmail', parameter: t.fastnet }),
    400,
    9242,
  ],
  ['kunmail, the mail', 'GetVerifikationskode', (t) => ({ borger: 'kunmail', parameter: t.mail }), 200],
  ['kunjob, the mobile', 'GetVerifikationskode', (t) => ({ borger: 'kunjob', parameter: t.mobil }), 200],
  [
    'fremmed, on GetVerifikationskode a refusal is 1013',
    'GetVerifikationskode',
    (t) => ({ borger: 'fremmed', parameter: t.mobil }),
    403,
    1013,
  ],
  [
    'doed, create',
    'CreateKontaktinformation',
    (t) => ({ borger: 'doed', content: wrapped([t.mobil, '67000001']) }),
    400,
    4405,
  ],
  [
    'doed, update goes on',
    'UpdateKontaktinformation',
    (t) => ({ borger: 'doed', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.ikkeVerificeret } }),
    200,
  ],
  [
    'gammeltcpr, create',
    'CreateKontaktinformation',
    (t) => ({ borger: 'gammeltcpr', content: wrapped([t.mobil, '67000001']) }),
    400,
    9460,
  ],
  [
    'gammeltcpr, verify',
    'VerificerKontaktinformation',
    (t) => ({ borger: 'gammeltcpr', content: { kontaktdataType: t.mobil, verifikationskode: '000000' } }),
    400,
    9460,
  ],
  [
    'gammeltcpr, update',
    'UpdateKontaktinformation',
    (t) => ({ borger: 'gammeltcpr', content: { kontaktdataType: t.mobil, kontaktdatastatus: t.verificeret } }),
    400,
    9460,
  ],
  [
    'nytcpr, create',
    'CreateKontaktinformation',
    (t) => ({ borger: 'nytcpr', content: wrapped([t.mobil, '67000001']) }),
    200,
  ],
  ['leap, a day that never was', 'GetKontaktinformation', () => ({ borger: 'leap' }), 400, 1001],
  ['ukendt', 'GetKontaktinformation', () => ({ borger: 'ukendt' }), 400, 1010],
  ['ukendt, a code', 'GetVerifikationskode', (t) => ({ borger: 'ukendt', parameter: t.mobil }), 400, 4400],
];

describe.each(NUMBERINGS)('with the code lists numbered $navn', (tal) => {
  const start = () => open({ kodelister: kodelister(tal) });

  it.each(PERSONAS)(
    '%s is shown to those who may see her, and to STAR, and 4575 to the rest',
    async (borger, shown, allowed) => {
      const register = await start();
      expect(await register.kontaktdata(borger)).toEqual(shown(tal));
      for (const caller of CALLERS) {
        const { status, kode } = await register.call('GetKontaktinformation', { borger, caller });
        const expected = allowed.includes(caller.replace('system for ', '')) ? [200, undefined] : [403, 4575];
        expect([caller, status, kode]).toEqual([caller, ...expected]);
      }
    },
  );

  it.each(TRIES)('%s (%s)', async (_, operation, call, status, kode) => {
    const register = await start();
    expect(await register.call(operation, call(tal))).toMatchObject({ status, kode });
  });

  it.each([
    ['GetKontaktinformationMobilNr', '67000001', ['0101505006', '2902445014']],
    ['GetKontaktinformationMobilNr', '+4567000001', []],
    ['GetKontaktinformationMobilNr', '83000001', []],
    ['GetKontaktinformationMobilNr', '67000013', ['1301515013']],
    ['GetKontaktinformationEmail', 'borger-1@example.org', ['0101505006', '2902445014']],
    ['GetKontaktinformationEmail', 'Borger-1@example.org', []],
    ['GetKontaktinformationEmail', 'a/b+c@example.org', []],
  ] as const)('%s finds the borgere with exactly %s', async (operation, parameter, found) => {
    const register = await start();
    const { status, json } = await register.call(operation, { caller: 'star', parameter });
    expect(status).toBe(200);
    expect(json).toEqual({ borgerer: found.map((civilregistrationIdentifier) => ({ civilregistrationIdentifier })) });
  });
});

it('a borger without contact data answers an empty list', async () => {
  const register = await open();
  const { status, type, json } = await register.call('GetKontaktinformation', { borger: 'tom' });
  expect({ status, type }).toEqual({ status: 200, type: 'application/json; charset=utf-8' });
  expect(json).toEqual({ kontaktinformationer: { kontaktinformation: [] } });
});

it('a phone is found as soon as it is stored, and no longer once it is gone', async () => {
  const register = await open();
  await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([1, '+4567000002']) });
  const found = await register.call('GetKontaktinformationMobilNr', { caller: 'star', parameter: '+4567000002' });
  expect(found.json).toEqual({ borgerer: [{ civilregistrationIdentifier: '0303505003' }] });
  await register.call('CreateKontaktinformation', { borger: 'tom', content: wrapped([1, null]) });
  expect(
    (await register.call('GetKontaktinformationMobilNr', { caller: 'star', parameter: '+4567000002' })).json,
  ).toEqual({ borgerer: [] });
});
