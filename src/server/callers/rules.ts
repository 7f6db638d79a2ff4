import type { JWTPayload } from 'jose';
import { findClaim, findText, findWords, listed, propertyOf } from './claim-source.ts';
import { readConsumer } from './consumer.ts';
import { KINDS } from './kinds.ts';
import { reaches, readLevel } from './levels.ts';
import type { IssuerKind, IssuerSettings } from './settings.ts';

type Rule = (token: JWTPayload, settings: IssuerSettings) => string | undefined;

/** Why a token is refused whose signature, issuer and times hold, in a word for the log. Undefined when it is not. */
export function refusedBy(token: JWTPayload, settings: IssuerSettings): string | undefined {
  for (const rule of RULES) {
    const why = rule(token, settings);
    if (why) return why;
  }
  return undefined;
}

/** The one that a client can do something about: log in anew, at a higher level (RFC 9470). */
export const LEVEL_TOO_LOW = 'LEVEL';

const lifetime: Rule = ({ iat, exp = 0 }, { maxLifetimeS, clockSkewS }) => {
  const now = Math.floor(Date.now() / 1000);
  if (iat !== undefined && iat > now + clockSkewS) return 'ISSUED_IN_FUTURE';
  if (maxLifetimeS === undefined) return undefined;
  return iat === undefined || exp - iat > maxLifetimeS ? 'LIFETIME' : undefined;
};

/** What Maskinporten and ID-porten write in a token that is for no audience; it is about to be left out. */
const UNSPECIFIED = 'unspecified';

/** Where `aud` says nothing, a scope must be ours: else whoever is sent a token for another API could use it here. */
const audience: Rule = (token, { audiences, audienceRequired, grants, claims }) => {
  const said = listed(token.aud).filter((one) => one !== UNSPECIFIED);
  if (said.some((one) => audiences.some((own) => own === one))) return undefined;
  if (audienceRequired || said.length > 0) return 'AUDIENCE';
  const isOurs = findWords(token, claims.scopes).some((word) => propertyOf(grants?.scopes, word) !== undefined);
  return isOurs ? undefined : 'SCOPE_OF_OTHERS';
};

/** OpenID Connect Core, 3.1.3.6 and 3.3.2.11: only ID tokens hold hashes of what was issued with them. */
const ID_TOKEN_CLAIMS = ['at_hash', 'c_hash', 's_hash'];

/** The kinds at which users log in, with a nonce. Keycloak, one of the others, has long written it in access tokens too. */
const LOGIN_KINDS: readonly IssuerKind[] = ['idporten', 'entra', 'helseid'];

/** ID tokens are for the application that a user has logged in to, and prove nothing to an API. */
const idToken: Rule = (token, { kind }) => {
  // TokenX issues none, and copies what the token held that it was given.
  const isOne = kind !== 'tokenx' && ID_TOKEN_CLAIMS.some((name) => token[name] !== undefined);
  if (isOne || (LOGIN_KINDS.includes(kind) && token.nonce !== undefined)) return 'ID_TOKEN';
  return KINDS[kind].needs.scope && typeof token.scope !== 'string' ? 'NO_SCOPE' : undefined;
};

/** Whether it is of an application or of a user decides by what it is judged. A token that does not say is neither's. */
const entra: Rule = (token, { kind }) =>
  kind === 'entra' && token.idtyp !== 'app' && typeof token.scp !== 'string' ? 'NEITHER_APP_NOR_USER' : undefined;

const SYSTEM_USER = 'urn:altinn:systemuser';

/**
 * `authorization_details` (RFC 9396). In a system user's token the consumer is the supplier of the system, and what the system may for
 * its customer is known to Altinn's policy decision point alone, which is not asked.
 */
const details: Rule = (token, { kind }) => {
  const types = listed(token.authorization_details).map((detail) => propertyOf(detail, 'type'));
  if (types.includes(SYSTEM_USER)) return 'SYSTEM_USER';
  const known = KINDS[kind].needs.details;
  return known && !types.every((type) => known.some((one) => one === type)) ? 'UNKNOWN_DETAILS' : undefined;
};

const consumer: Rule = (token, { kind }) => {
  // Of other kinds `consumer` may be anything; what is not in the form that is known counts for nothing.
  if (kind !== 'maskinporten' && kind !== 'idporten') return undefined;
  const read = readConsumer(token);
  return read && (read.consumer || !KINDS[kind].needs.consumer) ? undefined : 'CONSUMER';
};

const person: Rule = (token, { kind, claims, minimumLevel }) => {
  const isNamed = findClaim(token, claims.person) !== undefined;
  if (!isNamed) return KINDS[kind].needs.person ? 'NO_PERSON' : undefined;
  // A number in a form that nobody reads must not make of a citizen a caller who is nobody in particular.
  if (!/^\d{11}$/.test(findText(token, claims.person) ?? '')) return 'NO_PERSON';
  const level = readLevel(findText(token, claims.level) ?? '');
  return minimumLevel && !reaches(level, minimumLevel) ? LEVEL_TOO_LOW : undefined;
};

const RULES: readonly Rule[] = [lifetime, audience, idToken, entra, details, consumer, person];
