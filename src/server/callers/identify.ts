import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Caller, NO_ORGANISATION } from '../../domain/caller.ts';
import { ERRORS } from '../errors.ts';
import { type Refused, refuse } from '../refuse.ts';
import type { VerifyToken } from './token.ts';

export type Identify = (
  headers: IncomingHttpHeaders,
  /** Ends the request. */
  signal?: AbortSignal,
) => Promise<{ readonly caller: Caller } | { readonly refused: Refused }>;

/** Lets a developer be any caller of the embedded sandbox, from GraphiQL's pane of headers. */
export const CALLER_HEADER = 'x-sandbox-caller';
/** What that caller's token would allow; all when it is left out. */
export const SCOPES_HEADER = 'x-sandbox-scopes';

/** Step caller: finds out who asks, or refuses. */
export async function identifyCaller(
  exchange: { readonly request: IncomingMessage; readonly signal: AbortSignal; caller?: Caller },
  { options }: { readonly options: { readonly identify: Identify } },
): Promise<Refused | undefined> {
  const identified = await options.identify(exchange.request.headers, exchange.signal);
  if ('refused' in identified) return identified.refused;
  exchange.caller = identified.caller;
  return undefined;
}

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

function unauthenticated(why: string): Refused {
  return { ...refuse(ERRORS.unauthenticated), why, headers: { 'www-authenticate': 'Bearer realm="registergraf"' } };
}

/** One answer to every bad token: only its issuer needs to know what is wrong with it. */
function invalid(why: string): Refused {
  const headers = { 'www-authenticate': 'Bearer realm="registergraf", error="invalid_token"' };
  return { ...unauthenticated(why), headers };
}

const KEYS_UNAVAILABLE: Refused = { ...refuse(ERRORS.authenticationUnavailable), why: 'KEYS_UNAVAILABLE' };
const ONLY_SANDBOX: Refused = { ...refuse(ERRORS.onlySandboxCaller), why: 'NOT_SANDBOX' };
const UNKNOWN_CALLER: Refused = { ...refuse(ERRORS.unknownSandboxCaller), why: 'UNKNOWN' };

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
