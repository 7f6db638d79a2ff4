import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/sandbox/enhet/operations/names.ts';
import { BEGRENSET, FULL, searchDocument, startSandbox, statusOf } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const OPEN_TO_ALL = new Set<string>([
  'hentBasisdataMini',
  'hentKontaktdata',
  'hentSaerligeOpplysninger',
  'hentOpplTilknRegister',
  'sokEnhet',
  'hentFrivillighet',
]);

describe('access', () => {
  it.each(OPERATIONS)('to %s is as the agreement says', async (operation) => {
    const input = operation === 'sokEnhet' ? searchDocument('SANDVIK') : '700050009';
    const may = async (bruker: typeof FULL) => statusOf(await sandbox.ask(operation, input, bruker)) !== '-1: -100';
    expect([await may(FULL), await may(BEGRENSET)]).toEqual([true, OPEN_TO_ALL.has(operation)]);
  });

  it.each([
    ['another password', { userid: 'sandbox-full', password: 'Hemmelig' }],
    ['another user', { userid: 'constructor', password: 'hemmelig' }],
    ['no user', { userid: '', password: '' }],
  ])('is refused to %s, in an ordinary answer', async (_, bruker) => {
    for (const operation of OPERATIONS) {
      const answer = await sandbox.ask(operation, '700000001', bruker);
      expect([operation, statusOf(answer), answer.melding]).toEqual([operation, '-1: -101', undefined]);
    }
  });
});

describe('the checks come in this order:', () => {
  const NONE = { userid: 'none', password: 'hemmelig' };
  it.each([
    ['user before access', NONE, 'hentRoller', '700000001', '-1: -101'],
    ['user before failures', NONE, 'hentBasisdataMini', '790050401', '-1: -101'],
    ['access before failures', BEGRENSET, 'hentRoller', '790050401', '-1: -100'],
    ['access before odd answers', BEGRENSET, 'hentRoller', '780000104', '-1: -100'],
    ['access before input', BEGRENSET, 'hentRoller', '', '-1: -100'],
    ['format before check digit', FULL, 'hentRoller', '7000000101', '1: 10000'],
    ['check digit before existence', FULL, 'hentRoller', '700017002', '1: 170'],
    ['deletion before what is asked', FULL, 'hentEnBedriftVirksomhet', '700011003', '1: 110'],
    ['redirects before bedrift', FULL, 'hentEnBedriftVirksomhet', '700000206', '0: 0 2'],
    ['redirects before Frivillighetsregisteret', FULL, 'hentFrivillighet', '700000109', '0: 0 1'],
    ['sub-units before Frivillighetsregisteret', FULL, 'hentFrivillighet', '700115518', '1: 130'],
    ['registration unit before bedrift', FULL, 'hentEnBedriftVirksomhet', '700000303', '0: 0 3'],
  ] as const)('%s', async (_, bruker, operation, input, status) => {
    expect(statusOf(await sandbox.ask(operation, input, bruker))).toBe(status);
  });
});
