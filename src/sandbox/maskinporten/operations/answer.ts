import { decodeJwt } from 'jose';
import { parseMediaType } from '../../../domain/media-type.ts';
import { json } from '../../common/hooks.ts';
import type { Request, Response } from '../../common/server.ts';
import { writeDiscovery } from '../answers/documents.ts';
import { isRefused, refuse, type Refusal, writeError } from '../answers/errors.ts';
import { findClient } from '../people.ts';
import { publicJwk } from '../keys.ts';
import { type MaskinportenCall, type MaskinportenSandbox, PATH } from '../state.ts';
import { readAssertion } from './assertion.ts';
import { readRequest } from './claims.ts';
import { issueToken } from './token.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

type Answer = Exclude<Response, string>;
type Operation = NonNullable<MaskinportenCall['operation']>;

const OPERATIONS: Readonly<Record<string, readonly [Operation, method: string]>> = {
  '.well-known/oauth-authorization-server': ['discovery', 'GET'],
  token: ['token', 'POST'],
  jwk: ['jwk', 'GET'],
};

export async function answer(request: Request, sandbox: MaskinportenSandbox): Promise<Response> {
  const { clock, record, state } = sandbox;
  const { pathname } = request.url;
  const [operation = null, method] = (pathname.startsWith(PATH) && OPERATIONS[pathname.slice(PATH.length)]) || [];
  // The address by which it is asked is its name: it does not know its port, nor who else leads to it.
  const issuer = `http://${request.headers.host}${PATH}`;
  state.issuers.add(issuer);
  const response = await respond();
  record({ time: clock.now().toISOString(), operation, httpStatus: response.status, ...askedFor(operation, request) });
  return { ...response, headers: { ...response.headers, date: clock.now().toUTCString() } };

  async function respond(): Promise<Answer> {
    if (operation === null) return { status: 404 };
    if (request.method !== method) return { status: 405, headers: { allow: method ?? '' } };
    if (operation === 'discovery') return json(writeDiscovery(issuer));
    if (operation === 'jwk') return json({ keys: await Promise.all((await state.keys.issuer()).map(publicJwk)) });
    const token = await grant(request, issuer, sandbox);
    return isRefused(token) ? writeError(token, sandbox.settings.accessStatus) : withoutStore(json(token));
  }
}

async function grant(request: Request, issuer: string, sandbox: MaskinportenSandbox): Promise<object | Refusal> {
  const form = formOf(request);
  if (!form) return refuse('assertion');
  if (form.get('grant_type') !== GRANT_TYPE) return refuse('grant type');
  const assertion = await readAssertion(form.get('assertion') ?? '', sandbox.state.keys, sandbox.clock.now());
  if (isRefused(assertion)) return assertion;
  const asked = readRequest(assertion.client, assertion.claims, issuer, sandbox);
  return isRefused(asked) ? asked : issueToken(asked, issuer, sandbox);
}

function formOf({ headers, body }: Request): URLSearchParams | undefined {
  const isForm = parseMediaType(headers['content-type'])?.essence === 'application/x-www-form-urlencoded';
  return isForm ? new URLSearchParams(body.toString('utf8')) : undefined;
}

/** No answer with a token may be stored (RFC 6749, 5.1). */
function withoutStore(response: Answer): Answer {
  return { ...response, headers: { ...response.headers, 'cache-control': 'no-store' } };
}

/** What is remembered of a request for a token: words that the sandbox has itself, and organisation numbers. */
function askedFor(
  operation: Operation | null,
  request: Request,
): Pick<MaskinportenCall, 'client' | 'scopes' | 'consumerOrg'> {
  const none = { client: null, scopes: [], consumerOrg: null };
  if (operation !== 'token') return none;
  try {
    const { iss, scope, consumer_org: consumerOrg } = decodeJwt(formOf(request)?.get('assertion') ?? '');
    return {
      client: (typeof iss === 'string' && findClient(iss)?.id) || null,
      scopes: typeof scope === 'string' ? scope.split(' ').filter((one) => /^[a-z:./]{1,100}$/i.test(one)) : [],
      consumerOrg: typeof consumerOrg === 'string' && /^\d{9}$/.test(consumerOrg) ? consumerOrg : null,
    };
  } catch {
    return none;
  }
}
