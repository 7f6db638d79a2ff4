import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { isOrganisasjonsnummer } from '../../../domain/organisasjonsnummer.ts';
import { isRefused, refuse, type Refusal } from '../answers/errors.ts';
import { type Client, isDelegated, isGranted, OTHER_INTEGRATIONS } from '../people.ts';
import type { MaskinportenSandbox } from '../state.ts';
import { readDetails, type SystemUser } from './details.ts';

/** What a token is issued for. */
export interface Request {
  readonly client: Client;
  readonly scopes: readonly string[];
  readonly resource: readonly string[];
  readonly consumerOrg: string | undefined;
  readonly systemUser: SystemUser | undefined;
}

/** Any other claim is refused, whatever it says. */
const KNOWN = new Set('aud iss scope iat exp jti resource pid consumer_org authorization_details'.split(' '));

const claims = z.object({
  scope: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  jti: z.string().min(1).optional(),
  resource: z.array(z.string()).optional(),
  pid: z.string().optional(),
  consumer_org: z.string().optional(),
  authorization_details: z.unknown().optional(),
});

/** What a scope or a resource is written with. */
const PLAIN = /^[\w:./-]+$/;

/** The checks in the order of the documentation's table: form, audience, times, `jti`, scopes, details, access. */
export function readRequest(
  client: Client,
  payload: JWTPayload,
  issuer: string,
  { settings, clock, state }: MaskinportenSandbox,
): Request | Refusal {
  const read = claims.safeParse(payload);
  if (!read.success || Object.keys(payload).some((name) => !KNOWN.has(name))) return refuse('assertion');
  const { scope, iat, exp, jti, resource = [], consumer_org: consumerOrg } = read.data;
  if (payload.aud !== issuer) return refuse('audience');
  const now = clock.now().getTime() / 1000;
  if (iat > now + settings.issuedWithin) return refuse('issued later');
  if (exp <= now || iat < now - settings.issuedWithin - 1) return refuse('expired');
  if (exp - iat > settings.assertionLifetime) return refuse('assertion');
  if (jti !== undefined && settings.jtiList) {
    if (state.seenIds.has(jti)) return refuse('used');
    state.seenIds.add(jti);
  }
  const scopes = scope.split(' ');
  const odd = [...scopes, ...resource].find((value) => !PLAIN.test(value));
  if (odd !== undefined) return refuse('parameter');
  if (consumerOrg !== undefined && !isOrganisasjonsnummer(consumerOrg)) return refuse('parameter');
  const details = readDetails(read.data.authorization_details);
  if (details && isRefused(details)) return details;
  const refusal = refuseScopes(client, scopes) ?? refuseAccess(client, scopes, consumerOrg);
  return refusal ?? { client, scopes, resource, consumerOrg, systemUser: details };
}

function refuseScopes(client: Client, scopes: readonly string[]): Refusal | undefined {
  const other = scopes.find((scope) => OTHER_INTEGRATIONS.some((begin) => scope.startsWith(begin)));
  if (other !== undefined) return refuse('integration', other);
  const unknown = scopes.find((scope) => !client.scopes.includes(scope));
  return unknown === undefined ? undefined : refuse('scope', unknown);
}

/** The one whose access counts is the body acted for. */
function refuseAccess(client: Client, scopes: readonly string[], consumerOrg: string | undefined): Refusal | undefined {
  const { organisation } = client;
  if (consumerOrg === organisation) return refuse('own number', organisation);
  const consumer = consumerOrg ?? organisation;
  const [first = ''] = scopes;
  if (consumerOrg !== undefined && !isDelegated(consumerOrg, organisation)) {
    return refuse('not delegated', consumerOrg, first, organisation);
  }
  const missing = scopes.find((scope) => !isGranted(consumer, scope));
  return missing === undefined ? undefined : refuse('not granted', consumer, missing);
}
