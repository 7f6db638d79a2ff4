import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configuredCaller, withoutToken } from '../../../src/server/callers/identify.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';
import { senderOf } from '../../support/callers.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const QUERY = '{ borger(cpr: "0606505006") { kontaktinformation { __typename ... on Registerfeil { kode opphav } } } }';

async function ask(headers: Record<string, string>) {
  const response = await gateway.post({ query: QUERY }, headers);
  const { data, errors } = (await response.json()) as {
    data?: { borger: { kontaktinformation: object } };
    errors?: readonly { extensions: { code: string } }[];
  };
  return data?.borger.kontaktinformation ?? errors?.[0]?.extensions.code;
}

describe('on the embedded sandbox, without tokens,', () => {
  test.each([
    ['jobcenter-1', { __typename: 'Kontaktinformationer' }],
    ['aktoer-1@jobcenter-1', { __typename: 'Kontaktinformationer' }],
    ['aktoer-2@jobcenter-1', { __typename: 'StarIkkeAutoriseret', kode: '4575', opphav: 'KILDE' }],
    ['kommune-1', { __typename: 'StarIkkeAutoriseret', kode: '4575', opphav: 'KILDE' }],
    ['aktoer@jobcenter-1', { __typename: 'Kontaktinformationer' }],
    ['fuld@jobcenter-1', { __typename: 'StarIkkeAutoriseret', kode: '4575', opphav: 'GATEWAY' }],
    ['borger@star', { __typename: 'StarIkkeAutoriseret', kode: '4575', opphav: 'GATEWAY' }],
    ['8/99999', { __typename: 'StarManglendeRettigheder', kode: '1013', opphav: 'KILDE' }],
    ['4/90000001', { __typename: 'StarOpsaetningsfejl', kode: '4413', opphav: 'KILDE' }],
  ])('a header makes the caller %s', async (caller, answer) => {
    expect(await ask({ 'x-sandbox-caller': caller })).toEqual(answer);
  });

  test('everybody is STAR itself without it', async () => {
    expect(await ask({})).toEqual({ __typename: 'Kontaktinformationer' });
  });

  test('scopes can be tried too', async () => {
    expect(await ask({ 'x-sandbox-scopes': 'registergraf:enhet.read' })).toMatchObject({ opphav: 'GATEWAY' });
  });

  test.each(['jobcenter-9', 'jobcenter-1@', '@jobcenter-1', 'a@b@star', 'konge@star', ''])(
    '"%s" is nobody, and is told so under 400',
    async (caller) => {
      expect(await ask({ 'x-sandbox-caller': caller })).toBe('SANDBOX_CALLER');
    },
  );
});

test('with a real register the header is refused, also where authentication is off', async () => {
  const identify = withoutToken(configuredCaller(undefined));
  expect(await identify(senderOf({ 'x-sandbox-caller': 'star' }))).toMatchObject({ refused: { status: 400 } });
  expect(await identify(senderOf({}))).toMatchObject({ caller: { scopes: 'all' } });
});
