import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { SandboxCaller } from '../callers.ts';
import type { SigningKey } from './key.ts';
import { AUDIENCE, ISSUER } from './names.ts';

export interface TokenOptions {
  readonly scopes: readonly string[];
  readonly minutes?: number;
  /** Laid over the claims that the rest makes; undefined takes one away. */
  readonly claims?: JWTPayload;
}

/** An ordinary access token of somebody who acts for an authority. */
export function mintToken(
  key: SigningKey,
  { user, organisation, userOrganisation }: SandboxCaller,
  options: TokenOptions,
): Promise<string> {
  return sign(key, options, {
    sub: user.navn,
    name: user.navn,
    identifikator: user.identifikator,
    userType: user.type,
    organisationstype: organisation.type,
    organisationskode: organisation.kode,
    userOrganisationType: userOrganisation.type,
    userOrganisationCode: userOrganisation.kode,
  });
}

/** A token as Maskinporten makes them: a consumer, by its organisasjonsnummer, and no user. */
export function mintMaskinportenToken(
  key: SigningKey,
  organisasjonsnummer: string,
  options: TokenOptions,
): Promise<string> {
  return sign(key, options, {
    client_id: '00000000-0000-4000-8000-000000000000',
    client_amr: 'private_key_jwt',
    consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${organisasjonsnummer}` },
  });
}

/** A citizen's own token: the number in `pid`, as ID-porten has it, and a login at the highest level. */
export function mintCitizenToken(key: SigningKey, personidentifikator: string, options: TokenOptions): Promise<string> {
  return sign(key, options, { sub: 'citizen', userType: 'borger', pid: personidentifikator, acr: 'idporten-loa-high' });
}

async function sign(
  key: SigningKey,
  { scopes, minutes = 60, claims }: TokenOptions,
  about: JWTPayload,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now, exp: now + minutes * 60 };
  const payload = { iss: ISSUER, aud: AUDIENCE, ...times, ...about, scope: scopes.join(' '), ...claims };
  const header = { alg: key.alg, kid: key.kid, typ: 'at+jwt' };
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(key));
}
