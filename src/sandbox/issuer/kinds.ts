import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import { publicPart, type SigningKey } from './key.ts';

/** Addresses and names that are nobody's. */
export const EXAMPLES = {
  maskinporten: { issuer: 'https://maskinporten.example/', audience: 'https://registergraf.example' },
  idporten: { issuer: 'https://idporten.example', audience: 'https://registergraf.example' },
  tokenx: { issuer: 'https://tokenx.example', audience: 'prod:registergraf:gateway' },
  entra: {
    issuer: 'https://entra.example/00000000-0000-4000-8000-0000000000aa/v2.0',
    audience: '00000000-0000-4000-8000-0000000000bb',
  },
  helseid: { issuer: 'https://helseid.example', audience: 'nhn:registergraf' },
} as const;

export type ExampleKind = keyof typeof EXAMPLES;

/** By their names; undefined takes one away. */
export type Claims = Readonly<Record<string, unknown>>;

/** Claims of each kind, as its issuer writes them; laid over what all tokens have. */
export interface KindOfToken {
  readonly issuer: ExampleKind;
  readonly seconds: number;
  readonly claims: Claims;
}

const body = (number: string) => ({ authority: 'iso6523-actorid-upis', ID: `0192:${number}` });

const CONSUMER = '316000010';
const SUPPLIER = '310000108';
/** A citizen of the contact register's sandbox. */
const CITIZEN = '02827112006';

const maskinporten = (claims: Claims): KindOfToken => ({
  issuer: 'maskinporten',
  seconds: 120,
  claims: {
    client_amr: 'private_key_jwt',
    token_type: 'Bearer',
    client_id: '7b7f8f1e-0000-4000-8000-000000000002',
    scope: 'testetaten:registergraf.read',
    consumer: body(CONSUMER),
    ...claims,
  },
});

const entra = (claims: Claims): KindOfToken => ({
  issuer: 'entra',
  seconds: 3_900,
  claims: {
    azp: '00000000-0000-4000-8000-0000000000cc',
    azp_name: 'prod:team:app',
    tid: '00000000-0000-4000-8000-0000000000aa',
    ver: '2.0',
    ...claims,
  },
});

/** Tokens as issuers make them. Those of Maskinporten and ID-porten have no audience where none was asked for. */
export const KINDS_OF_TOKENS = {
  maskinporten: maskinporten({ aud: undefined }),
  maskinportenForUs: maskinporten({}),
  delegated: maskinporten({
    aud: undefined,
    supplier: body(SUPPLIER),
    delegation_source: 'https://www.altinn.no/',
  }),
  systemUser: maskinporten({
    consumer: body(SUPPLIER),
    authorization_details: [
      {
        type: 'urn:altinn:systemuser',
        systemuser_id: ['2f1c0000-0000-4000-8000-000000000000'],
        systemuser_org: body(CONSUMER),
        system_id: `${SUPPLIER}_registergraf`,
      },
    ],
  }),
  consent: maskinporten({
    authorization_details: [
      {
        type: 'urn:altinn:consent',
        id: 'ecbff842-0000-4000-8000-000000000000',
        from: `urn:altinn:person:identifier-no:${CITIZEN}`,
        to: body(CONSUMER),
        validTo: '2126-01-20T10:34:34.836+00:00',
      },
    ],
  }),
  idporten: {
    issuer: 'idporten',
    seconds: 120,
    claims: {
      sub: 'qD-kwgr3FcGA9zy4',
      client_amr: 'private_key_jwt',
      pid: CITIZEN,
      token_type: 'Bearer',
      client_id: 'registergraf-web',
      acr: 'idporten-loa-high',
      aud: 'unspecified',
      scope: 'openid testetaten:registergraf.citizen',
      consumer: body(CONSUMER),
    },
  },
  tokenx: {
    issuer: 'tokenx',
    seconds: 300,
    claims: {
      client_id: 'prod:team:app',
      idp: EXAMPLES.idporten.issuer,
      pid: CITIZEN,
      acr: 'Level4',
      sub: 'x',
      scope: 'openid',
    },
  },
  entraApp: entra({
    idtyp: 'app',
    roles: ['access_as_application', 'person.read'],
    oid: '00000000-0000-4000-8000-0000000000cc',
    sub: '00000000-0000-4000-8000-0000000000cc',
  }),
  entraUser: entra({
    scp: 'defaultaccess',
    groups: ['43451d82-0000-4000-8000-000000000000'],
    NAVident: 'Z990000',
    preferred_username: 'synt.saksbehandler@example.com',
    name: 'Synt Saksbehandler',
    oid: '00000000-0000-4000-8000-0000000000dd',
    sub: 'p',
  }),
  helseid: {
    issuer: 'helseid',
    seconds: 600,
    claims: {
      scope: 'nhn:registergraf/les',
      client_id: '00000000-0000-4000-8000-0000000000ee',
      sub: 'h',
      amr: ['pwd'],
      'helseid://claims/identity/pid': CITIZEN,
      'helseid://claims/identity/security_level': '4',
      'helseid://claims/hpr/hpr_number': '000000000',
      'helseid://claims/client/claims/orgnr_parent': CONSUMER,
    },
  },
} as const satisfies Readonly<Record<string, KindOfToken>>;

export type TokenKind = keyof typeof KINDS_OF_TOKENS;

/** A token of the kind, signed by the key. `claims` are laid over it. */
export async function mintKind(key: SigningKey, kind: TokenKind, claims: Claims = {}): Promise<string> {
  const { issuer, seconds, claims: own }: KindOfToken = KINDS_OF_TOKENS[kind];
  const now = Math.floor(Date.now() / 1000);
  const { issuer: iss, audience: aud } = EXAMPLES[issuer];
  const payload = { iss, aud, iat: now, exp: now + seconds, jti: randomUUID(), ...own, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(await importJWK(key));
}

/** What a token says of the key that its holder must prove to have. */
export async function confirmationOf(key: SigningKey): Promise<{ readonly jkt: string }> {
  return { jkt: await calculateJwkThumbprint(publicPart(key)) };
}

/** A proof of the key for one request with the token (DPoP, RFC 9449, 4.2). `claims` and `header` are laid over it. */
export async function mintProof(
  key: SigningKey,
  { token, method = 'POST', address }: { readonly token: string; readonly method?: string; readonly address: string },
  { claims, header }: { readonly claims?: Claims; readonly header?: object } = {},
): Promise<string> {
  const { kty, crv, x, y } = key;
  const ath = createHash('sha256').update(token).digest('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const payload = { jti: randomUUID(), htm: method, htu: address, iat, ath, ...claims };
  const protectedHeader = { typ: 'dpop+jwt', alg: key.alg, jwk: { kty, crv, x, y }, ...header };
  return new SignJWT(payload).setProtectedHeader(protectedHeader as never).sign(await importJWK(key));
}
