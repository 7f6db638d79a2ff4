import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReadFile } from '../domain/read-file.ts';
import { OWN_READ } from '../domain/access.ts';
import { isTrustworthy } from '../domain/authority.ts';
import { ALL_SCOPES } from '../graph/scopes.ts';
import { KINDS } from '../server/callers/kinds.ts';
import { LEVELS } from '../server/callers/levels.ts';
import { ALGORITHMS, type IssuerKind, type IssuerSettings } from '../server/callers/settings.ts';
import { json } from '../sources/values.ts';
import { claimMap, jwksFile } from './token.ts';

/** What an issuer's settings do not say: what holds for all issuers. */
export type IssuerEntry = Omit<IssuerSettings, 'clockSkewS' | 'maxChars' | 'organisationstyper'>;

/** Seconds: no token that an API takes lives longer than a week. */
const MAX_LIFETIME_S = 7 * 24 * 3_600;

const SCOPES = [OWN_READ, ...ALL_SCOPES] as const;

const oneOrMore = <Value>(value: z.ZodType<Value>) => z.union([value.transform((one) => [one]), z.array(value).min(1)]);

const ours = oneOrMore(z.enum(SCOPES));
const words = z.record(z.string().min(1), ours);
const trustworthy = z.url().refine(isTrustworthy);
const level = z.enum(LEVELS).optional();
const persons = z.enum(['own', 'all']).optional();

/** What an entry of every kind may say. */
const commonOf = (readFile: ReadFile) => ({
  issuer: z.string().min(1).max(255),
  audience: oneOrMore(z.string().min(1)),
  jwksUrl: trustworthy.optional(),
  jwksFile: jwksFile(readFile).optional(),
  discovery: trustworthy.optional(),
  algorithms: oneOrMore(z.enum(ALGORITHMS)).optional(),
  maximumLifetime: z.int().min(1).max(MAX_LIFETIME_S).optional(),
  dpop: z.boolean().optional(),
  claims: claimMap.optional(),
  /** Scopes of ours for every token of the issuer. */
  grants: ours.optional(),
  scopes: words.optional(),
  roles: words.optional(),
});

const kind = <const Kind extends IssuerKind>(name: Kind) => z.literal(name);
/** Their tokens need not be for an audience, where a scope of ours says that they are for us. */
const byScope = { audience: oneOrMore(z.string().min(1)).optional(), requireAudience: z.boolean().optional() };

const entryOf = (readFile: ReadFile) => {
  const COMMON = commonOf(readFile);
  return z
    .discriminatedUnion('kind', [
      z.strictObject({ ...COMMON, kind: kind('maskinporten'), ...byScope, scopes: words }),
      z.strictObject({ ...COMMON, kind: kind('idporten'), ...byScope, scopes: words, minimumLevel: level, persons }),
      z.strictObject({ ...COMMON, kind: kind('tokenx'), minimumLevel: level, persons }),
      z.strictObject({ ...COMMON, kind: kind('entra'), groups: words.optional() }),
      z.strictObject({ ...COMMON, kind: kind('helseid'), minimumLevel: level, persons }),
      z.strictObject({ ...COMMON, kind: kind('oidc'), groups: words.optional(), minimumLevel: level, persons }),
    ])
    .superRefine((entry, { addIssue }) => {
      const places = [entry.jwksUrl, entry.jwksFile, entry.discovery].filter((place) => place !== undefined);
      if (places.length > 1) addIssue({ code: 'custom', path: ['jwksUrl'], message: 'one place of keys' });
      if (places.length === 0 && !isTrustworthy(entry.issuer)) addIssue({ code: 'custom', path: ['issuer'] });
      if ('requireAudience' in entry && entry.requireAudience && !entry.audience) {
        addIssue({ code: 'custom', path: ['audience'] });
      }
    });
};

/** The issuers, by the names that each kind gives its own rules. */
const listOf = (readFile: ReadFile) =>
  json(
    z
      .array(entryOf(readFile))
      .min(1)
      .refine((list) => new Set(list.map(({ issuer }) => issuer)).size === list.length),
    'a list of issuers, each once and as docs/callers.md has them',
  ).transform((list) => list.map(toEntry));

/** JSON, which begins with a bracket, or the name of a file that holds it. */
export const issuers = (readFile: ReadFile = readFileSync) =>
  z.string().transform((text, context): readonly IssuerEntry[] => {
    const isJson = /^\s*[[{]/.test(text);
    try {
      const read = listOf(readFile).safeParse(isJson ? text : readFile(text).toString('utf8'));
      if (read.success) return read.data;
      context.addIssue(`${isJson ? '' : 'the file '}${read.error.issues[0]?.message}`);
    } catch {
      context.addIssue('the file cannot be read');
    }
    return z.NEVER;
  });

type Entry = z.output<ReturnType<typeof entryOf>>;

function toEntry(entry: Entry): IssuerEntry {
  const of = KINDS[entry.kind];
  const isByScope = entry.kind === 'maskinporten' || entry.kind === 'idporten';
  const { issuer, scopes, roles, audience = [] } = entry;
  const groups = 'groups' in entry ? entry.groups : undefined;
  const isMapped = [entry.grants, scopes, roles, groups].some((given) => given !== undefined);
  return {
    variable: 'TOKEN_ISSUERS',
    kind: entry.kind,
    issuer,
    audiences: audience,
    audienceRequired: isByScope ? (entry.requireAudience ?? false) : true,
    keys: keysOf(entry),
    algorithms: entry.algorithms ?? of.algorithms,
    maxLifetimeS: entry.maximumLifetime ?? of.maxLifetimeS,
    claims: { ...of.claims, ...entry.claims },
    grants:
      entry.kind === 'oidc' && !isMapped
        ? undefined
        : { always: entry.grants ?? of.always, scopes: scopes ?? {}, roles: roles ?? {}, groups: groups ?? {} },
    minimumLevel: ('minimumLevel' in entry ? entry.minimumLevel : undefined) ?? of.minimumLevel,
    persons: ('persons' in entry ? entry.persons : undefined) ?? 'own',
    dpopRequired: entry.dpop ?? of.dpopRequired,
  };
}

function keysOf({ kind, issuer, jwksUrl, jwksFile: jwks, discovery }: Entry): IssuerEntry['keys'] {
  if (jwks) return { jwks };
  if (jwksUrl) return { url: jwksUrl };
  return { discovery: discovery ?? `${issuer.replace(/\/$/, '')}/${KINDS[kind].wellKnown}` };
}
