import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/domain/caller.ts';
import { readConfig } from '../../src/config.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { makeKey } from '../../src/sandbox/issuer/index.ts';
import { publicPart } from '../../src/sandbox/issuer/key.ts';
import { type Claims, mintKind, type TokenKind } from '../../src/sandbox/issuer/kinds.ts';
import { createTokenVerifier } from '../../src/server/callers/token.ts';
import { createFiles } from '../support/certificates.ts';
import { type GatewayOfMany, READ, startGatewayOfMany } from '../support/issuers.ts';

// What one body asks and writes is nothing to another, whoever asks for it.

const BODY = { authority: 'iso6523-actorid-upis', ID: '0192:316000010' };
const OTHER = { authority: 'iso6523-actorid-upis', ID: '0192:315000017' };
const SUPPLIER = { authority: 'iso6523-actorid-upis', ID: '0192:310000108' };

let gateway: GatewayOfMany;
beforeAll(async () => {
  gateway = await startGatewayOfMany({}, { maskinporten: { scopes: { [READ]: ALL_SCOPES } } });
});
beforeEach(() => gateway.sandbox.reset());
afterAll(() => gateway.close());

const of = (claims: Claims) => gateway.headersOf('maskinporten', claims);

const UNIT = { query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' };
const PERSON = { query: '{ innbygger(personidentifikator: "02827112006") { kontaktregister { __typename } } }' };

describe('at the same time', () => {
  test.each([
    ['of a unit', 'enhet', UNIT],
    ['of a person', 'postkasse', PERSON],
  ] as const)('the same question %s is one call a body, and a supplier of it', async (_, register, query) => {
    const callers = [
      { consumer: BODY },
      { consumer: BODY },
      { consumer: OTHER },
      { consumer: BODY, supplier: SUPPLIER },
    ];
    const headers = await Promise.all(callers.map(of));
    gateway.sandbox[register].delayMs = 1_000;
    const answers = await Promise.all(headers.map((one) => gateway.post(query, one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(gateway.sandbox[register].traffic().calls).toBe(3);
  });
});

test('an Idempotency-Key of one body says nothing of another’s write', async () => {
  const input = 'personidentifikator: "02827112006", postkasseleverandoerOrgNummer: "311000012"';
  const query = `mutation { slettPostkasse(input: { ${input} }) { __typename } }`;
  const write = async (claims: Claims) =>
    (await gateway.post({ query }, { ...(await of(claims)), 'idempotency-key': 'the-same' })).json();
  const calls = () => gateway.sandbox.postkasse.traffic().calls;
  const first = await write({ consumer: BODY });
  expect([await write({ consumer: BODY }), calls()]).toEqual([first, 1]);
  await write({ consumer: OTHER });
  expect(calls()).toBe(2);
  await write({ consumer: BODY, supplier: SUPPLIER });
  expect(calls()).toBe(3);
  expect([await write({ consumer: BODY }), calls()]).toEqual([first, 3]);
});

describe('a caller', () => {
  /** Of a token of the kind, by an issuer of that name. */
  async function callerOf(
    kind: TokenKind,
    claims: Claims = {},
    issuer = 'https://one.example',
    changes: object = {},
  ): Promise<Caller> {
    using files = createFiles();
    const key = await makeKey();
    const jwksFile = files.write('jwks.json', JSON.stringify({ keys: [publicPart(key)] }));
    const entryOf = kind === 'helseid' ? 'helseid' : (kind.match(/^(?:tokenx|idporten)/)?.[0] ?? 'maskinporten');
    const entry = {
      kind: entryOf,
      issuer,
      audience: 'registergraf',
      jwksFile,
      algorithms: 'ES256',
      scopes: {},
      ...changes,
    };
    const TOKEN_ISSUERS = JSON.stringify([entry]);
    const set = { AUTHENTICATION: 'required', TOKEN_ISSUERS, PUBLIC_URL: 'https://registergraf.example' };
    const verify = createTokenVerifier(readConfig(set).authentication.issuers);
    const verified = await verify(await mintKind(key, kind, { iss: issuer, aud: 'registergraf', ...claims }));
    if (!verified.ok) throw new Error(verified.why);
    return verified.caller;
  }

  test('acts for the consumer, and the supplier who asks is its user’s organisation', async () => {
    expect(await callerOf('delegated')).toMatchObject({
      consumer: '316000010',
      supplier: '310000108',
      organisation: { type: 0, kode: '316000010' },
      userOrganisation: { type: 0, kode: '310000108' },
      user: { type: 'system' },
      person: undefined,
    });
    expect(await callerOf('maskinporten', { pid: '02827112006' })).toMatchObject({
      supplier: undefined,
      person: undefined,
    });
    expect(await callerOf('idporten')).toMatchObject({
      consumer: '316000010',
      person: '02827112006',
      user: { type: 'borger' },
    });
  });

  test('of HelseID names a unit that no issuer vouches for: nothing is asked on its behalf', async () => {
    const caller = await callerOf('helseid');
    expect(caller.consumer).toBeUndefined();
    expect(caller).toMatchObject({
      organisation: { type: 0, kode: '316000010' },
      person: '02827112006',
    });
  });

  test('has an id of their own: by issuer, client, body, supplier and person', async () => {
    const callers = await Promise.all([
      callerOf('maskinporten'),
      callerOf('maskinporten', {}, 'https://other.example'),
      callerOf('maskinporten', { client_id: 'other' }),
      callerOf('maskinporten', { consumer: OTHER }),
      callerOf('delegated'),
      callerOf('delegated', { supplier: OTHER }),
      callerOf('idporten'),
      callerOf('idporten', { pid: '01817010055' }),
      callerOf('tokenx'),
      callerOf('tokenx', { pid: '01817010055' }),
      callerOf('tokenx', { client_id: 'other' }),
      callerOf('helseid'),
      callerOf('helseid', { 'helseid://claims/identity/pid': '01817010055' }),
    ]);
    expect(new Set(callers.map(({ id }) => id)).size).toBe(callers.length);
    const unnamed = { claims: { organisationskode: [], userOrganisationCode: [] } };
    const bodies = [{ consumer: BODY }, { consumer: OTHER }, { consumer: BODY, supplier: OTHER }];
    const others = await Promise.all(bodies.map((body) => callerOf('maskinporten', body, undefined, unnamed)));
    expect(others.map(({ organisation }) => organisation.kode)).toEqual(['', '', '']);
    expect(new Set(others.map(({ id }) => id)).size).toBe(3);
    const [one, again] = [await callerOf('maskinporten'), await callerOf('maskinporten', { scope: 'x', jti: 'other' })];
    expect(one.id).toBe(again.id);
  });
});
