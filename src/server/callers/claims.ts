import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type UserType, NO_ORGANISATION, type Caller, type Organisation } from '../../domain/caller.ts';
import { findClaim, findText, findWords, listed, propertyOf } from './claim-source.ts';
import { readConsumer } from './consumer.ts';
import type { ClaimSource, IssuerKind, IssuerSettings, Words } from './settings.ts';

type Rules = Pick<IssuerSettings, 'claims' | 'organisationstyper'> &
  Partial<Pick<IssuerSettings, 'kind' | 'grants' | 'persons'>>;

const USER_TYPES: readonly string[] = ['borger', 'sagsbehandler', 'system', 'medarbejder'] satisfies UserType[];

/**
 * Whose `consumer` is a body that the issuer vouches for. Of `oidc`, since Maskinporten may be named by the variables of one issuer; what
 * others write under that name is known to nobody, and nothing is asked on its behalf.
 */
const VOUCHED_BODIES: readonly IssuerKind[] = ['maskinporten', 'idporten', 'oidc'];

/** The caller that a verified token's claims describe; undefined when a claim is missing or invalid. */
export function readCaller(token: JWTPayload, rules: Rules): Caller | undefined {
  const { claims, organisationstyper } = rules;
  const text = (source: ClaimSource) => findText(token, source);
  const named = text(claims.person);
  const person = rules.persons === 'all' ? undefined : named;
  // Who asks by a token of their own is written down by their number, which the audit record holds as a hash.
  const identifikator = person ?? text(claims.identifikator);
  const type = text(claims.userType) ?? (named === undefined ? 'system' : person ? 'borger' : 'medarbejder');
  const organisation = readOrganisation(
    findClaim(token, claims.organisationstype),
    text(claims.organisationskode),
    organisationstyper,
  );
  const bodies = VOUCHED_BODIES.includes(rules.kind ?? 'oidc') ? readConsumer(token) : undefined;
  // A caller's own organisation is the one acted for, unless the token names another.
  const ownCode = text(claims.userOrganisationCode);
  const userOrganisation =
    ownCode === undefined
      ? organisation
      : readOrganisation(findClaim(token, claims.userOrganisationType), ownCode, organisationstyper);
  if (!identifikator || !organisation || !userOrganisation || !isUserType(type)) return undefined;
  const user = { navn: text(claims.navn) ?? (person ? '' : identifikator), type, identifikator };
  const { iss, sub, client_id, azp } = token;
  return {
    user,
    organisation,
    userOrganisation,
    scopes: new Set(readScopes(token, rules)),
    ...bodies,
    person,
    ...reasonOf(text(claims.purpose), text(claims.caseReference)),
    id: idOf([iss, sub, client_id, azp, user, organisation, userOrganisation, bodies, person]),
  };
}

/** Left out where the token says nothing: callers are compared as wholes. */
function reasonOf(purpose: string | undefined, caseReference: string | undefined): Pick<Caller, 'reason'> {
  return purpose === undefined && caseReference === undefined ? {} : { reason: { purpose, caseReference } };
}

function isUserType(text: string | undefined): text is UserType {
  return text !== undefined && USER_TYPES.includes(text);
}

function readOrganisation(
  type: unknown,
  kode: string | undefined,
  organisationstyper: Rules['organisationstyper'],
): Organisation | undefined {
  if (kode === undefined) return NO_ORGANISATION;
  // ISO 6523: 0192 is the register of Norwegian organisasjonsnumre.
  const bare = kode.replace(/^0192:/, '');
  const number = type === undefined ? 0 : (organisationstyper[String(type)] ?? Number(type));
  const isPossible = Number.isInteger(number) && number >= 0 && number <= 100 && /^[\w.:-]{1,20}$/.test(bare);
  return isPossible ? { type: number, kode: bare } : undefined;
}

/** What the token allows in scopes of ours: its own words, or what its issuer's words mean by the configuration. */
function readScopes(token: JWTPayload, { kind, claims, grants }: Rules): readonly string[] {
  const words = findWords(token, claims.scopes);
  if (!grants) return words;
  const meaning = (among: Words, held: readonly unknown[]) =>
    held.flatMap((word) => (typeof word === 'string' ? ((propertyOf(among, word) as string[] | undefined) ?? []) : []));
  const roles = () => meaning(grants.roles, listed(token.roles));
  // An application of Entra has roles only, and a user of it what the user has consented to, and their groups.
  if (kind === 'entra' && token.idtyp === 'app') return [...grants.always, ...roles()];
  const ofUser = [...meaning(grants.scopes, words), ...meaning(grants.groups, listed(token.groups))];
  return [...grants.always, ...ofUser, ...(kind === 'entra' ? [] : roles())];
}

function idOf(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64url');
}
