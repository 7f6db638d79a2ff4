import { bodyActedFor } from '../../../on-behalf-of.ts';
import type { Asking } from '../../../define.ts';
import { connectMaskinporten } from '../../../maskinporten.ts';
import type { HttpClient } from '../../../../wire/http/http.ts';
import { type Grant, sendAuthorized } from '../../../../wire/maskinporten/index.ts';
import type { EnhetConfig } from '../../settings.ts';
import type { Send } from './service.ts';
import { KILDE } from './codes.ts';

/** What Brønnøysundregistrene grant: roles with numbers of people, and the roles of a person. Each alone, since one may be missing. */
export const ROLES_SCOPE = 'brreg:data:enhetsregisteret:auto:roller';
export const PERSON_SCOPE = 'brreg:data:enhetsregisteret:roller:person:oppslag:fnr';

/** The tier beside the open one, which is also what its tokens are for: the address without its last part, and another one. */
export function authorizedUrl(open: string): string {
  return open.replace(/\/api\/?$/, '/autorisert-api');
}

/** Sends to the authorized tier with a token of Maskinporten; undefined where we have no client there. */
export function connectAuthorized(
  { maskinporten, onBehalfOf, enhetsregisteretUrl }: EnhetConfig,
  client: HttpClient | undefined,
  asking: Asking,
): { readonly send: Send | undefined; readonly http: readonly HttpClient[] } {
  if (!maskinporten || !client || !enhetsregisteretUrl) return { send: undefined, http: [] };
  const resource = authorizedUrl(enhetsregisteretUrl);
  const { tokens, http } = connectMaskinporten(maskinporten, asking, KILDE);
  return {
    http,
    async send(request, call, subject) {
      const body = bodyActedFor(KILDE, onBehalfOf, call);
      if (!body.ok) return { kind: 'no token', problem: 'configuration', feil: body.feil };
      const scopes = [request.method === 'POST' ? PERSON_SCOPE : ROLES_SCOPE];
      const grant: Grant = { scopes, resource, ...(body.data && { consumerOrg: body.data }) };
      return sendAuthorized({ client, tokens, grant }, request, call, subject);
    },
  };
}
