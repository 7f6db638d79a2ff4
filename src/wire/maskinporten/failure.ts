import { kildeUtilgjengelig, type Kilde, type Registerfeil } from '../../domain/registerfeil.ts';
import type { HttpFailure } from '../http/http.ts';

/**
 * Whose the mistake is. `access`: the scope has not been granted or delegated to the body (HTTP 403, MP-250, MP-251). `client`: our
 * client, its key or our clock (MP-1xx, `invalid_client`, `invalid_grant`). `configuration`: what we ask for, or whom.
 * `unavailable`: Maskinporten could not be asked, or its answer could not be used.
 */
export type TokenProblem = 'access' | 'client' | 'configuration' | 'unavailable';

/** Why there is no token. Nothing has been sent to the register itself. */
export interface TokenFailure {
  readonly kind: 'no token';
  readonly problem: TokenProblem;
  /** What the graph answers, where the source has no code of its own for the problem. */
  readonly feil: Registerfeil;
  /** `MP-251`; undefined when the answer held none. */
  readonly mpCode?: string | undefined;
  /** HTTP status; undefined when there was no answer. */
  readonly status?: number | undefined;
}

const REFUSED =
  'The gateway got no access token for this source from Maskinporten: its access is not set up as it should be.';

/**
 * The configuration of the source is wrong, and the caller can do nothing about it. SIKKERHETSFEIL would be another thing: an answer
 * that is not trusted.
 */
export const REFUSED_KODE = 'IKKE_KONFIGURERT';

export function refused(
  kilde: Kilde,
  problem: Exclude<TokenProblem, 'unavailable'>,
  more: Pick<TokenFailure, 'mpCode' | 'status'> = {},
): TokenFailure {
  return { kind: 'no token', problem, feil: kildeUtilgjengelig(kilde, REFUSED_KODE, { melding: REFUSED }), ...more };
}

/** By a kode of the wire, or the status of a breakdown; `proevIgjenOm` in seconds. */
export function unavailable(
  kilde: Kilde,
  kode: HttpFailure['kode'] | `HTTP_${number}`,
  { proevIgjenOm, status }: { readonly proevIgjenOm?: number | undefined; readonly status?: number } = {},
): TokenFailure {
  return {
    kind: 'no token',
    problem: 'unavailable',
    feil: kildeUtilgjengelig(kilde, kode, { proevIgjenOm }),
    ...(status !== undefined && { status }),
  };
}
