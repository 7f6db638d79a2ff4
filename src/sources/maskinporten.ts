import { isOrganisasjonsnummer, normaliseOrganisasjonsnummer } from '../domain/organisasjonsnummer.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { HttpClient } from '../wire/http/http.ts';
import { loadClientKey } from '../wire/client-key.ts';
import { type KeyPair, loadKeyPair } from '../wire/key-pair.ts';
import {
  createMaskinporten,
  MAX_RESPONSE_BYTES,
  type MaskinportenClient,
  type RenewableTokens,
} from '../wire/maskinporten/index.ts';
import type { Asking, Reading } from './define.ts';
import { attempt } from './keys.ts';
import { connectServices } from './services.ts';
import { type Environment, isLoopback, registerAddress, text, words } from './values.ts';

/** Our client at Maskinporten, by which the registers that want its tokens are asked. */
export interface MaskinportenConfig {
  readonly client: MaskinportenClient;
}

export const VARIABLES = {
  MASKINPORTEN_ISSUER: registerAddress
    .refine((url) => url?.endsWith('/') !== false, 'must end in a slash, as the issuer’s own name does')
    .refine((url) => url?.startsWith('https:') !== false || isLoopback(url), 'must be an https address')
    .meta({
      description:
        'Maskinporten’s own name, with its final slash. Where it is asked for tokens stands in its discovery document',
      example: 'https://test.maskinporten.no/',
    }),
  MASKINPORTEN_CLIENT_ID: text.meta({
    description: 'Our client, as it is registered at Maskinporten',
    example: '7b7f8f1e-0000-4000-8000-000000000001',
  }),
  MASKINPORTEN_KEY: text.meta({
    description: 'PEM file (PKCS#8), or a JWK with its `kid`: the RSA key that signs our requests for tokens',
    example: 'maskinporten-key.pem',
  }),
  MASKINPORTEN_KEY_ID: text.meta({
    description:
      'The `kid` by which the key is registered on the client, where the key is no JWK; or else `MASKINPORTEN_CERT`',
    example: 'k1',
  }),
  MASKINPORTEN_CERT: text.meta({
    description:
      'PEM file: the virksomhetssertifikat of the key, and its issuers; for a client without a registered key',
    example: 'maskinporten-chain.pem',
  }),
  ON_BEHALF_OF: words
    .transform((list) => list.map(normaliseOrganisasjonsnummer))
    .refine((list) => list.every(isOrganisasjonsnummer), 'must be organisasjonsnumre of nine digits between commas')
    .transform((list): readonly string[] => [...new Set(list)])
    .optional()
    .meta({
      description: 'The bodies that we act for, each a caller’s own: organisasjonsnumre between commas',
      example: '316000010,315000017',
    }),
};

type Shape = typeof VARIABLES;

const NEEDED = ['MASKINPORTEN_ISSUER', 'MASKINPORTEN_CLIENT_ID', 'MASKINPORTEN_KEY'] as const;
const SHOWN_AS = ['MASKINPORTEN_KEY_ID', 'MASKINPORTEN_CERT'] as const;

/** The names of its variables, which are needed by no address. */
export const MASKINPORTEN_NAMES = Object.keys(VARIABLES) as readonly (keyof Shape)[];

/** Whether anything of it is set. */
export function isMaskinportenSet(set: Environment): boolean {
  return [...NEEDED, ...SHOWN_AS].some((name) => set[name]);
}

/** Undefined when nothing of it is set, or when `problems` has been told what is missing or does not fit. */
export function readMaskinporten({ set, read, problems, readFile }: Reading<Shape>): MaskinportenConfig | undefined {
  const first = [...NEEDED, ...SHOWN_AS].find((name) => set[name]);
  if (!first) return undefined;
  const missing = NEEDED.filter((name) => !set[name]);
  for (const name of missing) problems.push(`${name}: missing; ${first} needs it.`);
  const shown = SHOWN_AS.filter((name) => set[name]);
  if (shown.length > 1) problems.push('MASKINPORTEN_CERT: set beside MASKINPORTEN_KEY_ID; a client shows one of them.');
  const { MASKINPORTEN_KEY: key, MASKINPORTEN_CERT: sertifikat, MASKINPORTEN_KEY_ID: kid } = set;
  const names = { key: 'MASKINPORTEN_KEY', sertifikat: 'MASKINPORTEN_CERT', passord: 'MASKINPORTEN_KEY' };
  const { privateKey, kid: ownKid } = (key && attempt(names, problems, () => loadClientKey(key, readFile))) || {};
  if (shown.length === 0 && !ownKid) {
    problems.push('MASKINPORTEN_KEY_ID: missing; the key needs it, or MASKINPORTEN_CERT.');
  }
  if (kid && ownKid && kid !== ownKid) problems.push('MASKINPORTEN_KEY_ID: is not the kid of MASKINPORTEN_KEY.');
  const isShown = shown.length === 1 || (shown.length === 0 && ownKid !== undefined);
  if (missing.length > 0 || !isShown || !privateKey || !read) return undefined;
  const pair =
    sertifikat === undefined ? undefined : attempt(names, problems, () => loadKeyPair({ sertifikat, key }, readFile));
  const named = kid ?? ownKid;
  const shownAs = pair ? { chain: chainOf(pair) } : named !== undefined ? { kid: named } : undefined;
  const { MASKINPORTEN_ISSUER: issuer, MASKINPORTEN_CLIENT_ID: clientId } = read;
  return shownAs && issuer && clientId ? { client: { issuer, clientId, privateKey, shownAs } } : undefined;
}

/** Each certifies the one before it; other certificates of the file are not shown. */
function chainOf({ chain }: KeyPair): KeyPair['chain'] {
  const end = chain.findIndex((one, index) => index > 0 && !chain[index - 1]?.checkIssued(one));
  return end < 0 ? chain : chain.slice(0, end);
}

/** Maskinporten, asked for one source: its calls wait, fail and are told of as that source's own. */
export function connectMaskinporten(
  { client }: MaskinportenConfig,
  asking: Asking,
  kilde: Kilde,
): { readonly tokens: RenewableTokens; readonly http: readonly HttpClient[] } {
  const { clients, http } = connectServices({ maskinporten: new URL(client.issuer).origin }, asking, {
    kilde,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  });
  const { maskinporten } = clients;
  if (!maskinporten) throw new Error('no client for an address that is there');
  return { tokens: createMaskinporten(client, maskinporten, kilde), http };
}
