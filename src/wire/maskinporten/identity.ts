import type { JWTPayload } from 'jose';
import type { CallContext } from '../../domain/call.ts';
import type { TokenFailure } from './failure.ts';
import type { Grant } from './grant.ts';
import type { Tokens } from './tokens.ts';

/** Who we are to a source, as the token says that it is sent: nothing of it is secret. */
export interface Identity {
  readonly kind: 'identity';
  readonly clientId: string | undefined;
  /** Organisasjonsnummer of the body that is responsible: ours, or the one that we act for. */
  readonly consumer: string | undefined;
  /** Ours, where we act for another. */
  readonly supplier: string | undefined;
  /** The API that the token is restricted to. */
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds that the token was issued for. */
  readonly expiresIn: number;
}

/** Organisation numbers are written with their scheme, ISO 6523's 0192. */
const ORGANISATION = /^0192:(\d{9})$/;
const CLIENT_ID = /^[\w.:-]{1,64}$/;

/** Fetches a token and reads who it is issued to. It is read for people only: it decides nothing, so its signature is not verified. */
export async function identify(tokens: Tokens, grant: Grant, call: CallContext): Promise<Identity | TokenFailure> {
  const token = await tokens.get(grant, call);
  if (token.kind === 'no token') return token;
  const { decodeJwt } = await import('jose');
  const claims = claimsOf(token.secret(), decodeJwt);
  const { aud = [], client_id: clientId } = claims;
  return {
    kind: 'identity',
    clientId: typeof clientId === 'string' && CLIENT_ID.test(clientId) ? clientId : undefined,
    consumer: organisationOf(claims.consumer),
    supplier: organisationOf(claims.supplier),
    audience: typeof aud === 'string' ? [aud] : aud,
    scopes: token.scopes,
    expiresIn: token.expiresIn,
  };
}

/** Maskinporten's tokens are JWTs; of one that is not, nothing is known. */
function claimsOf(token: string, decodeJwt: (token: string) => JWTPayload): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

function organisationOf(claim: unknown): string | undefined {
  const id = claim !== null && typeof claim === 'object' && 'ID' in claim ? claim.ID : undefined;
  return typeof id === 'string' ? ORGANISATION.exec(id)?.[1] : undefined;
}
