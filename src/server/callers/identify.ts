import type { IncomingHttpHeaders } from 'node:http';
import { type Caller, NO_ORGANISATION } from '../../domain/caller.ts';
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
) => Promise<{ readonly caller: Caller } | { readonly refused: Unidentified }>;

/** Lets a developer be any caller of the embedded sandbox, from GraphiQL's pane of headers. */
export const CALLER_HEADER = 'x-sandbox-caller';
/** What that caller's token would allow; all when it is left out. */
export const SCOPES_HEADER = 'x-sandbox-scopes';

/** Every request must bring a bearer token. */
export function requireToken(verify: VerifyToken): Identify {
  return async (headers, signal) => {
    if (headers[CALLER_HEADER] !== undefined) return { refused: ONLY_SANDBOX };
    const [scheme, token, ...rest] = (headers.authorization ?? '').split(' ');
    if (!headers.authorization) return { refused: unauthenticated('MISSING') };
    if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return { refused: invalid('SCHEME') };
    const verified = await verify(token, signal);
    if (verified.ok) return { caller: verified.caller };
    return { refused: verified.problem === 'keys' ? KEYS_UNAVAILABLE : invalid(verified.why) };
  };
}

/** Authentication is off: everybody is the configured caller. */
export function withoutToken(caller: Caller): Identify {
  return async (headers) => (headers[CALLER_HEADER] === undefined ? { caller } : { refused: ONLY_SANDBOX });
}

/** On the embedded sandbox a header says who asks; without it, everybody is the sandbox's default caller. */
export function asSandboxCaller(caller: Caller, find: (name: string) => Caller | undefined): Identify {
  return async (headers) => {
    const name = headers[CALLER_HEADER];
    const scopes = headers[SCOPES_HEADER];
    const found = name === undefined ? caller : find(String(name));
    if (!found) return { refused: UNKNOWN_CALLER };
    return { caller: scopes === undefined ? found : { ...found, scopes: new Set(String(scopes).split(' ')) } };
  };
}

const MESSAGE = 'Send a valid token: Authorization: Bearer <token>.';

function unauthenticated(why: string): Unidentified {
  const headers = { 'www-authenticate': 'Bearer realm="registergraf"' };
  return { status: 401, code: 'UNAUTHENTICATED', message: MESSAGE, why, headers };
}

/** One answer to every bad token: what is wrong with it is nobody's business but the issuer's. */
function invalid(why: string): Unidentified {
  const headers = { 'www-authenticate': 'Bearer realm="registergraf", error="invalid_token"' };
  return { ...unauthenticated(why), headers };
}

const KEYS_UNAVAILABLE: Unidentified = {
  status: 503,
  code: 'AUTHENTICATION_UNAVAILABLE',
  message: 'Tokens cannot be verified at the moment: the issuer’s keys are out of reach.',
  why: 'KEYS_UNAVAILABLE',
};

const ONLY_SANDBOX: Unidentified = {
  status: 400,
  code: 'SANDBOX_CALLER',
  message: `${CALLER_HEADER} chooses a caller of the embedded sandbox only, while authentication is off.`,
  why: 'NOT_SANDBOX',
};

const UNKNOWN_CALLER: Unidentified = {
  status: 400,
  code: 'SANDBOX_CALLER',
  message: `${CALLER_HEADER} is an authority of the sandbox (akasse-1, jobcenter-1, kommune-1, star …, or a type and a code: 8/90100), with a user before it where one acts for it: aktoer-1@jobcenter-1, system@kommune-1, borger@star.`,
  why: 'UNKNOWN',
};

/** Who everybody is where authentication is off: the gateway itself, for the organisation that it is configured with. */
export function configuredCaller(
  star:
    | { readonly organisationstype?: number | undefined; readonly organisationskode?: string | undefined }
    | undefined,
): Caller {
  const organisation =
    star?.organisationstype && star.organisationskode
      ? { type: star.organisationstype, kode: star.organisationskode }
      : NO_ORGANISATION;
  return {
    user: { navn: 'Registergraf', type: 'system', identifikator: 'CVR:00000000-FID:00000000' },
    organisation,
    userOrganisation: organisation,
    scopes: 'all',
    id: `no-token ${organisation.type}/${organisation.kode}`,
  };
}
