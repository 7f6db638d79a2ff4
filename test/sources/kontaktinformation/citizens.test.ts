import { describe, expect, onTestFinished, test } from 'vitest';
import { mutateOne, starCalls } from '../../mutations/support.ts';
import { startGuardedGateway } from '../../support/callers.ts';

const DELER = '2902445014';
const FULD = '0101505006';

async function start(citizenAsUser?: 'own' | 'refuse') {
  const gateway = await startGuardedGateway({
    sources: ({ kontaktinformation }) => ({
      kontaktinformation: kontaktinformation && { ...kontaktinformation, citizenAsUser },
    }),
  });
  onTestFinished(() => gateway.close());
  const read = async (cpr: string, headers: Record<string, string>) => {
    const query = `query ($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { __typename ... on Registerfeil { kode opphav melding } } } }`;
    const response = await gateway.post({ query, variables: { cpr } }, headers);
    const { data } = (await response.json()) as { data: { borger: { kontaktinformation: object } } };
    return data.borger.kontaktinformation;
  };
  return { ...gateway, read };
}

const calls = async (gateway: Parameters<typeof starCalls>[0]) => (await starCalls(gateway)).length;

describe('a citizen whose token brings her cpr', () => {
  test('is told to STAR by it, and asks about herself', async () => {
    const gateway = await start();
    const headers = await gateway.bearer('deler@kommune-1');
    expect(await gateway.read(DELER, headers)).toEqual({ __typename: 'Kontaktinformationer' });
    expect(await starCalls(gateway)).toMatchObject([
      { requestUserMetadata: { requestUserStructure: { requestUserTypeIdentifier: 1, userIdentifier: '***' } } },
    ]);
  });

  test('is answered 4575 about another, who is not asked about', async () => {
    const gateway = await start();
    const headers = await gateway.bearer('deler@kommune-1');
    const answer = await gateway.read(FULD, headers);
    expect(answer).toMatchObject({ __typename: 'StarIkkeAutoriseret', kode: '4575', opphav: 'GATEWAY' });
    expect(JSON.stringify(answer)).not.toMatch(/\d{6}/);
    const input = { cpr: FULD, kontaktdataType: 'MOBILTELEFON' };
    expect(await mutateOne(gateway, 'sletKontaktinformation', input, headers)).toMatchObject({ kode: '4575' });
    // Its table has no 4575.
    expect(await mutateOne(gateway, 'getVerifikationskode', input, headers)).toMatchObject({ kode: '1013' });
    expect(await calls(gateway)).toBe(0);
  });

  test.each([
    ['a number that only resembles hers', '290244-5014'],
    ['a word', 'deler'],
    ['hers and more', `${DELER} `],
  ])('is nobody by %s', async (_, identifikator) => {
    const gateway = await start();
    const headers = await gateway.bearer('deler@kommune-1', { claims: { identifikator } });
    expect(await gateway.read(DELER, headers)).toMatchObject({ kode: '4575', opphav: 'GATEWAY' });
    expect(await calls(gateway)).toBe(0);
  });

  test('is not asked for at all where no citizen may call', async () => {
    const gateway = await start('refuse');
    const refused = { __typename: 'StarManglendeRettigheder', kode: '1013', opphav: 'GATEWAY' };
    expect(await gateway.read(DELER, await gateway.bearer('deler@kommune-1'))).toMatchObject(refused);
    expect(await calls(gateway)).toBe(0);
    expect(await gateway.read(DELER, await gateway.bearer('kommune-1'))).toEqual({
      __typename: 'Kontaktinformationer',
    });
    expect(await calls(gateway)).toBe(1);
  });
});

test('a case worker whose identifier is a cpr is none: the cpr asked about need not be it', async () => {
  const gateway = await start();
  const claims = { identifikator: FULD, userType: 'medarbejder' };
  expect(await gateway.read(DELER, await gateway.bearer('kommune-1', { claims }))).toEqual({
    __typename: 'Kontaktinformationer',
  });
});
