import { readConfig } from '../../src/config.ts';
import { makeKey, type SigningKey } from '../../src/sandbox/issuer/index.ts';
import {
  type Claims,
  confirmationOf,
  EXAMPLES,
  type ExampleKind,
  KINDS_OF_TOKENS,
  mintKind,
  mintProof,
  type TokenKind,
} from '../../src/sandbox/issuer/kinds.ts';
import { publicPart } from '../../src/sandbox/issuer/key.ts';
import { createProofCheck } from '../../src/server/callers/dpop.ts';
import { requireToken } from '../../src/server/callers/identify.ts';
import { createTokenVerifier } from '../../src/server/callers/token.ts';
import { createFiles } from './certificates.ts';
import { type GatewaySettings, startGateway } from './gateway.ts';

/** As an operator writes it: where clients send operations. Not where the test's gateway listens. */
export const PUBLIC_URL = 'https://registergraf.example/graphql';

export const READ = 'testetaten:registergraf.read';
export const CITIZEN_SCOPE = 'testetaten:registergraf.citizen';

const PERSON_SCOPES = ['registergraf:kontaktregister.read', 'registergraf:rolleutskrift.read'];

/** What an operator would write for each, but for the keys. */
const ENTRIES: Readonly<Record<ExampleKind, object>> = {
  maskinporten: {
    scopes: {
      [READ]: ['registergraf:enhet.read', 'registergraf:roller.read'],
      'testetaten:registergraf.person': PERSON_SCOPES,
    },
  },
  idporten: { scopes: { [CITIZEN_SCOPE]: ['registergraf:own.read', 'registergraf:enhet.read'] } },
  tokenx: {},
  entra: {
    roles: { 'person.read': ['registergraf:enhet.read', ...PERSON_SCOPES] },
    groups: { '43451d82-0000-4000-8000-000000000000': ['registergraf:enhet.read', 'registergraf:roller.read'] },
  },
  helseid: { scopes: { 'nhn:registergraf/les': ['registergraf:own.read', 'registergraf:enhet.read'] } },
};

export type EntryChanges = Partial<Record<ExampleKind, object>>;

/** A gateway that trusts an issuer of each kind, configured as an operator does, with their keys. */
export async function startGatewayOfMany(settings: GatewaySettings = {}, changes: EntryChanges = {}) {
  using files = createFiles();
  const keys = new Map<ExampleKind, SigningKey>();
  const entries: object[] = [];
  for (const kind of Object.keys(EXAMPLES) as ExampleKind[]) {
    const key = await makeKey();
    keys.set(kind, key);
    const jwksFile = files.write(`${kind}.json`, JSON.stringify({ keys: [publicPart(key)] }));
    entries.push({ kind, ...EXAMPLES[kind], jwksFile, algorithms: 'ES256', ...ENTRIES[kind], ...changes[kind] });
  }
  const set = { AUTHENTICATION: 'required', TOKEN_ISSUERS: JSON.stringify(entries), PUBLIC_URL };
  const { issuers } = readConfig(set).authentication;
  const identify = requireToken(createTokenVerifier(issuers), createProofCheck(PUBLIC_URL));
  const gateway = await startGateway({ ...settings, identify });
  const keyOf = (kind: TokenKind) => keys.get(KINDS_OF_TOKENS[kind].issuer) as SigningKey;
  const mint = (kind: TokenKind, claims: Claims = {}) => mintKind(keyOf(kind), kind, claims);
  const holder = await makeKey();
  /** The header, or headers, that a token of the kind is sent with. HelseID's is bound to a key. */
  const headersOf = async (kind: TokenKind, claims: Claims = {}): Promise<Record<string, string>> => {
    if (kind !== 'helseid') return { authorization: `Bearer ${await mint(kind, claims)}` };
    const token = await mint(kind, { cnf: await confirmationOf(holder), ...claims });
    return { authorization: `DPoP ${token}`, dpop: await mintProof(holder, { token, address: PUBLIC_URL }) };
  };
  return { ...gateway, keyOf, mint, holder, headersOf, [Symbol.asyncDispose]: () => gateway.close() };
}

export type GatewayOfMany = Awaited<ReturnType<typeof startGatewayOfMany>>;
