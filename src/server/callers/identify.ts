import type { IncomingMessage } from 'node:http';
import { type Caller, NO_ORGANISATION } from '../../domain/caller.ts';
import { ERRORS } from '../errors.ts';
import { type Refused, refuse } from '../refuse.ts';
import type { CheckProof } from './dpop.ts';
import { PROOF_ALGORITHMS } from './settings.ts';
import type { Verified, VerifyToken } from './token.ts';

/** What a request says of who sends it. */
export type Sender = Pick<IncomingMessage, 'headers' | 'headersDistinct' | 'rawHeaders' | 'method'>;

type Identified = { readonly caller: Caller } | { readonly refused: Refused };

/** Not a promise where nothing has to be waited for. */
export type Identify = (
  sender: Sender,
  /** Ends the request. */
  signal?: AbortSignal,
) => Identified | Promise<Identified>;

/** Lets a developer be any caller of the embedded sandbox, from GraphiQL's pane of headers. */
export const CALLER_HEADER = 'x-sandbox-caller';
/** What that caller's token would allow; all when it is left out. */
export const SCOPES_HEADER = 'x-sandbox-scopes';

/** Step caller: finds out who asks, or refuses. */
export function identifyCaller(
  exchange: { readonly request: IncomingMessage; readonly signal: AbortSignal; caller?: Caller | undefined },
  { options }: { readonly options: { readonly identify: Identify } },
): Refused | undefined | Promise<Refused | undefined> {
  const goOn = (identified: Identified): Refused | undefined => {
    if ('refused' in identified) return identified.refused;
    exchange.caller = identified.caller;
    return undefined;
  };
  const identified = options.identify(exchange.request, exchange.signal);
  return identified instanceof Promise ? identified.then(goOn) : goOn(identified);
}

/**
 * Every request must bring a token: as a bearer, or with a proof of its key (DPoP). Without `checkProof`, for which our own address has to
 * be known, no proof is taken.
 */
export function requireToken(verify: VerifyToken, checkProof?: CheckProof): Identify {
  const challenge = challengeOf(checkProof !== undefined);
  return (sender, signal) => {
    const { headers, method } = sender;
    if (headers[CALLER_HEADER] !== undefined) return { refused: ONLY_SANDBOX };
    // Node drops all but the first, and another server on the way may have looked at another one.
    const { authorization } = headers;
    if (!authorization) return { refused: challenge('MISSING') };
    const [scheme = '', token, ...rest] = authorization.split(' ');
    const isProven = scheme.toLowerCase() === 'dpop';
    if (!(isProven || scheme.toLowerCase() === 'bearer') || !token || rest.length > 0 || isTwice(sender)) {
      return { refused: challenge('SCHEME', { error: 'invalid_token' }) };
    }
    const refused = (why: string, error = 'invalid_token') => ({ refused: challenge(why, { isProven, error }) });
    const goOn = (verified: Verified): Identified | Promise<Identified> => {
      if (!verified.ok)
        return verified.problem === 'keys' ? { refused: KEYS_UNAVAILABLE } : refused(...reasonOf(verified));
      const { caller, confirmation, dpopRequired } = verified;
      if (!isProven) {
        const isBound = confirmation !== undefined || dpopRequired;
        return isBound ? refused('NOT_PROVEN') : { caller };
      }
      const [proof, ...more] = sender.headersDistinct.dpop ?? [];
      if (!checkProof) return refused('NO_PUBLIC_URL');
      if (proof === undefined || more.length > 0) return refused('DPOP_HEADER', 'invalid_dpop_proof');
      return checkProof(proof, { token, confirmation, method }).then((why) =>
        why ? refused(why, why === 'DPOP_NOT_BOUND' ? 'invalid_token' : 'invalid_dpop_proof') : { caller },
      );
    };
    const verified = verify(token, signal);
    return verified instanceof Promise ? verified.then(goOn) : goOn(verified);
  };
}

const AUTHORIZATION = 'authorization';

/** Whether there is a second header Authorization. What node has read them into is a table of all headers. */
function isTwice({ rawHeaders }: Sender): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === AUTHORIZATION.length && name.toLowerCase() === AUTHORIZATION) count += 1;
  }
  return count > 1;
}

/** The word for the log, and the one for the client (RFC 6750, 3.1; RFC 9470, 3). */
function reasonOf({ problem, why }: Verified & { readonly ok: false }): [why: string, error: string] {
  return [why, problem === 'level' ? 'insufficient_user_authentication' : 'invalid_token'];
}

/** Authentication is off: everybody is the configured caller. */
export function withoutToken(caller: Caller): Identify {
  return ({ headers }) => (headers[CALLER_HEADER] === undefined ? { caller } : { refused: ONLY_SANDBOX });
}

/** On the embedded sandbox a header says who asks; without it, everybody is the sandbox's default caller. */
export function asSandboxCaller(caller: Caller, find: (name: string) => Caller | undefined): Identify {
  return ({ headers }) => {
    const name = headers[CALLER_HEADER];
    const scopes = headers[SCOPES_HEADER];
    const found = name === undefined ? caller : find(String(name));
    if (!found) return { refused: UNKNOWN_CALLER };
    return { caller: scopes === undefined ? found : { ...found, scopes: new Set(String(scopes).split(' ')) } };
  };
}

/**
 * One answer to every bad token: only its issuer needs to know what is wrong with it. `WWW-Authenticate` tells the schemes that are taken
 * (RFC 6750, 3; RFC 9449, 7.1), and what is wrong in that of the request.
 */
function challengeOf(takesProofs: boolean) {
  return (why: string, { error, isProven = false }: { error?: string; isProven?: boolean } = {}): Refused => {
    const said = error === undefined ? '' : `, error="${error}"`;
    const schemes = [
      ...(isProven ? [] : [`Bearer ${REALM}${said}`]),
      ...(takesProofs || isProven
        ? [`DPoP ${REALM}${isProven ? said : ''}, algs="${PROOF_ALGORITHMS.join(' ')}"`]
        : []),
    ];
    return { ...refuse(ERRORS.unauthenticated), why, headers: { 'www-authenticate': schemes.join(', ') } };
  };
}

const REALM = 'realm="registergraf"';

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
