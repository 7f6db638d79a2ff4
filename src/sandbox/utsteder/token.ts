import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Sandkassekalder } from '../kaldere.ts';
import type { Noegle } from './noegle.ts';

/** Names that are nobody's. */
export const UTSTEDER = 'https://utsteder.sandkasse.example';
export const MOTTAKER = 'registergraf';

export interface TokenOptions {
  readonly scopes: readonly string[];
  readonly minutter?: number;
  /** Laid over the claims that the rest makes; undefined takes one away. */
  readonly krav?: JWTPayload;
}

/** An ordinary access token of somebody who acts for an authority. */
export function mintToken(
  noegle: Noegle,
  { bruger, organisation, brugerorganisation }: Sandkassekalder,
  options: TokenOptions,
): Promise<string> {
  return sign(noegle, options, {
    sub: bruger.navn,
    name: bruger.navn,
    identifikator: bruger.identifikator,
    brugertype: bruger.type,
    organisationstype: organisation.type,
    organisationskode: organisation.kode,
    brugerorganisationstype: brugerorganisation.type,
    brugerorganisationskode: brugerorganisation.kode,
  });
}

/** A token as Maskinporten makes them: a consumer, by its organisasjonsnummer, and no user. */
export function mintMaskinportenToken(
  noegle: Noegle,
  organisasjonsnummer: string,
  options: TokenOptions,
): Promise<string> {
  return sign(noegle, options, {
    client_id: '00000000-0000-4000-8000-000000000000',
    client_amr: 'private_key_jwt',
    consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${organisasjonsnummer}` },
  });
}

async function sign(
  noegle: Noegle,
  { scopes, minutter = 60, krav }: TokenOptions,
  claims: JWTPayload,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, nbf: now, exp: now + minutter * 60 };
  const payload = { iss: UTSTEDER, aud: MOTTAKER, ...times, ...claims, scope: scopes.join(' '), ...krav };
  const header = { alg: noegle.alg, kid: noegle.kid, typ: 'at+jwt' };
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(noegle));
}
