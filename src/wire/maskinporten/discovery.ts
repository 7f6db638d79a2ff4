import type { HttpResponse } from '../http/http.ts';
import { property, readJson } from '../rest/json.ts';

/**
 * Behind the issuer's final slash, also where the issuer has a path: Maskinporten's own has none, and RFC 8414 would put it between
 * host and path then, which is nowhere but in the RFC.
 */
export const DISCOVERY = '.well-known/oauth-authorization-server';

/**
 * Path and query of the token endpoint; undefined when the document is none, is another issuer's, or names an endpoint elsewhere: an
 * assertion goes to nobody but the issuer that was configured.
 */
export function readTokenPath(issuer: string, response: HttpResponse): string | undefined {
  const json = readJson(response);
  const endpoint = property(json, 'token_endpoint');
  if (property(json, 'issuer') !== issuer) return undefined;
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return undefined;
  const url = new URL(endpoint);
  return url.origin === new URL(issuer).origin ? url.pathname + url.search : undefined;
}
