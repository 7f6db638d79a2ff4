import type { IncomingHttpHeaders } from 'node:http';
import type { Kalder } from '../../domain/kalder.ts';
import type { VerifyToken } from './token.ts';

/** Why a request has no caller. `why` is for the log: words of ours, nothing of the token. */
export interface Unidentified {
  readonly status: 400 | 401 | 503;
  readonly code: string;
  readonly message: string;
  readonly why: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Identify = (
  headers: IncomingHttpHeaders,
  /** Ends the request. */
  signal?: AbortSignal,
) => Promise<{ readonly kalder: Kalder } | { readonly refused: Unidentified }>;

/** Lets a developer be any caller of the embedded sandbox, from GraphiQL's pane of headers. */
export const KALDER_HEADER = 'x-sandkasse-kalder';
/** What that caller's token would allow; all when it is left out. */
export const SCOPES_HEADER = 'x-sandkasse-scopes';

/** Every request must bring a bearer token. */
export function requireToken(verify: VerifyToken): Identify {
  return async (headers, signal) => {
    if (headers[KALDER_HEADER] !== undefined) return { refused: ONLY_SANDBOX };
    const [scheme, token, ...rest] = (headers.authorization ?? '').split(' ');
    if (!headers.authorization) return { refused: unauthenticated('MANGLER') };
    if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return { refused: invalid('SKJEMA') };
    const verified = await verify(token, signal);
    if (verified.ok) return { kalder: verified.kalder };
    return { refused: verified.problem === 'keys' ? KEYS_UNAVAILABLE : invalid(verified.why) };
  };
}

/** Authentication is off: everybody is the configured caller. */
export function withoutToken(kalder: Kalder): Identify {
  return async (headers) => (headers[KALDER_HEADER] === undefined ? { kalder } : { refused: ONLY_SANDBOX });
}

/** On the embedded sandbox a header says who asks; without it, everybody is the sandbox's default caller. */
export function asSandboxCaller(kalder: Kalder, find: (name: string) => Kalder | undefined): Identify {
  return async (headers) => {
    const name = headers[KALDER_HEADER];
    const scopes = headers[SCOPES_HEADER];
    const found = name === undefined ? kalder : find(String(name));
    if (!found) return { refused: UNKNOWN_CALLER };
    return { kalder: scopes === undefined ? found : { ...found, scopes: new Set(String(scopes).split(' ')) } };
  };
}

const MESSAGE = 'Send a valid token: Authorization: Bearer <token>.';

function unauthenticated(why: string): Unidentified {
  const headers = { 'www-authenticate': 'Bearer realm="registergraf"' };
  return { status: 401, code: 'UAUTENTISERT', message: MESSAGE, why, headers };
}

/** One answer to every bad token: what is wrong with it is nobody's business but the issuer's. */
function invalid(why: string): Unidentified {
  const headers = { 'www-authenticate': 'Bearer realm="registergraf", error="invalid_token"' };
  return { ...unauthenticated(why), headers };
}

const KEYS_UNAVAILABLE: Unidentified = {
  status: 503,
  code: 'AUTENTISERING_UTILGJENGELIG',
  message: 'Tokens cannot be verified at the moment: the issuer’s keys are out of reach.',
  why: 'NOEKLER_UTILGJENGELIGE',
};

const ONLY_SANDBOX: Unidentified = {
  status: 400,
  code: 'SANDKASSE_KALDER',
  message: `${KALDER_HEADER} chooses a caller of the embedded sandbox only, while authentication is off.`,
  why: 'IKKE_SANDKASSE',
};

const UNKNOWN_CALLER: Unidentified = {
  status: 400,
  code: 'SANDKASSE_KALDER',
  message: `${KALDER_HEADER} is an authority of the sandbox (akasse-1, jobcenter-1, kommune-1, star …, or a type and a code: 8/90100), with a user before it where one acts for it: aktoer-1@jobcenter-1, system@kommune-1, borger@star.`,
  why: 'UKENDT',
};
