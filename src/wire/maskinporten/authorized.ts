import type { CallContext } from '../../domain/call.ts';
import type { CallSubject, HttpClient, HttpFailure, HttpRequest, HttpResponse } from '../http/http.ts';
import type { TokenFailure } from './failure.ts';
import type { Grant } from './grant.ts';
import type { Token, Tokens } from './tokens.ts';

const UNAUTHORIZED = 401;

/** An answer, and what the token allowed that it was asked with: a register may leave out what it did not, without a word. */
export interface AuthorizedResponse extends HttpResponse {
  readonly scopes: readonly string[];
}

/**
 * Sends one request to a register with a token of the grant. After 401, which says that nothing was done, once more with a new token:
 * reads and writes alike. The token is fetched before the request stands in line, so that it holds no place meanwhile.
 */
export async function sendAuthorized(
  { client, tokens, grant }: { readonly client: HttpClient; readonly tokens: Tokens; readonly grant: Grant },
  request: HttpRequest | (() => HttpRequest | Promise<HttpRequest>),
  call: CallContext,
  subject: CallSubject,
): Promise<AuthorizedResponse | HttpFailure | TokenFailure> {
  const token = await tokens.get(grant, call);
  if (token.kind === 'no token') return token;
  const answer = await ask(token, subject);
  if (answer.kind === 'failure' || answer.status !== UNAUTHORIZED) return answer;
  const another = await tokens.replace(grant, token, call);
  if (!another) return answer;
  return another.kind === 'no token' ? another : ask(another, { ...subject, attempt: (subject.attempt ?? 1) + 1 });

  async function ask(token: Token, subject: CallSubject): Promise<AuthorizedResponse | HttpFailure> {
    const answer = await client.send(authorize(request, token), call, subject);
    if (answer.kind === 'failure') return answer;
    if (answer.status !== UNAUTHORIZED) tokens.accepted(token);
    return { ...answer, scopes: token.scopes };
  }
}

function authorize(request: Parameters<typeof sendAuthorized>[1], token: Token): () => Promise<HttpRequest> {
  return async () => {
    const made = typeof request === 'function' ? await request() : request;
    return { ...made, headers: { ...made.headers, authorization: `Bearer ${token.secret()}` } };
  };
}
