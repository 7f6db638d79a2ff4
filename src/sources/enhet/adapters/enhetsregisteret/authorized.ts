import type { Organisasjonsnummer } from '../../../../domain/organisasjonsnummer.ts';
import { bodiesActedFor, bodyActedFor } from '../../../on-behalf-of.ts';
import type { Asking, WantedTokens } from '../../../define.ts';
import { connectMaskinporten } from '../../../maskinporten.ts';
import type { HttpClient } from '../../../../wire/http/http.ts';
import { type Grant, sendAuthorized } from '../../../../wire/maskinporten/index.ts';
import type { EnhetConfig } from '../../settings.ts';
import type { Send } from './service.ts';
import { KILDE } from './codes.ts';

/** What Brønnøysundregistrene grant: roles with numbers of people, and the roles of a person. Each alone, since one may be missing. */
const ROLES_SCOPE = 'brreg:data:enhetsregisteret:auto:roller';
const PERSON_SCOPE = 'brreg:data:enhetsregisteret:roller:person:oppslag:fnr';

/** The tier beside the open one, which is also what its tokens are for: the address without its last part, and another one. */
export function authorizedUrl(open: string): string {
  return open.replace(/\/api\/?$/, '/autorisert-api');
}

/** Sends to the authorized tier with a token of Maskinporten; undefined where we have no client there. */
export function connectAuthorized(
  { maskinporten, onBehalfOf, enhetsregisteretUrl }: EnhetConfig,
  client: HttpClient | undefined,
  asking: Asking,
): {
  readonly send: Send | undefined;
  readonly http: readonly HttpClient[];
  renew(config: EnhetConfig): void;
} {
  if (!maskinporten || !client || !enhetsregisteretUrl) return { send: undefined, http: [], renew() {} };
  const resource = authorizedUrl(enhetsregisteretUrl);
  const { tokens, http } = connectMaskinporten(maskinporten, asking, KILDE);
  return {
    http,
    renew: (changed) => changed.maskinporten && tokens.renew(changed.maskinporten.client),
    async send(request, call, subject) {
      const body = bodyActedFor(KILDE, onBehalfOf, call);
      if (!body.ok) return { kind: 'no token', problem: 'configuration', feil: body.feil };
      const grant = grantFor(request.method === 'POST' ? PERSON_SCOPE : ROLES_SCOPE, resource, body.data);
      return sendAuthorized({ client, tokens, grant }, request, call, subject);
    },
  };
}

function grantFor(scope: string, resource: string, body: Organisasjonsnummer | undefined): Grant {
  return { scopes: [scope], resource, ...(body && { consumerOrg: body }) };
}

/** Every token that the authorized tier may be asked with. */
export function tokensOf({ maskinporten, onBehalfOf, enhetsregisteretUrl }: EnhetConfig): WantedTokens | undefined {
  if (!maskinporten || !enhetsregisteretUrl) return undefined;
  const resource = authorizedUrl(enhetsregisteretUrl);
  const grants = bodiesActedFor(onBehalfOf).flatMap((body) =>
    [ROLES_SCOPE, PERSON_SCOPE].map((scope) => grantFor(scope, resource, body)),
  );
  return { client: maskinporten.client, grants };
}
