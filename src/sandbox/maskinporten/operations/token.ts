import { createHash, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { ALGORITHM } from '../keys.ts';
import type { MaskinportenSandbox } from '../state.ts';
import type { Request } from './claims.ts';

const DELEGATION_SOURCE = 'https://tt02.altinn.no/';

const organisation = (number: string) => ({ authority: 'iso6523-actorid-upis', ID: `0192:${number}` });

/** The answer of a token endpoint, with a token that everybody can read and nobody can change. */
export async function issueToken(request: Request, issuer: string, sandbox: MaskinportenSandbox): Promise<object> {
  const { settings, clock, state } = sandbox;
  const [signing] = await state.keys.issuer();
  if (!signing) throw new Error('the sandbox has no key to sign with');
  const { client, scopes, resource, consumerOrg, systemUser } = request;
  const iat = Math.floor(clock.now().getTime() / 1000);
  const scope = scopes.join(' ');
  const aud = resource.length > 0 ? (resource.length === 1 ? resource[0] : [...resource]) : audienceOfNone(settings);
  const claims = {
    iss: issuer,
    client_amr: client.shows === 'certificate' ? 'virksomhetssertifikat' : 'private_key_jwt',
    token_type: 'Bearer',
    client_id: client.id,
    ...(aud !== undefined && { aud }),
    scope,
    exp: iat + settings.expiresIn,
    iat,
    jti: randomBytes(32).toString('base64url'),
    consumer: organisation(consumerOrg ?? client.organisation),
    ...(consumerOrg !== undefined && {
      supplier: organisation(client.organisation),
      delegation_source: DELEGATION_SOURCE,
    }),
    ...(systemUser && {
      authorization_details: [
        {
          type: systemUser.type,
          systemuser_id: [idOf(systemUser.systemuser_org.ID)],
          systemuser_org: systemUser.systemuser_org,
          system_id: `${client.organisation}_registergraf`,
        },
      ],
    }),
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: signing.kid })
    .sign(signing.privateKey);
  return { access_token: token, token_type: 'Bearer', expires_in: settings.expiresIn, scope };
}

function audienceOfNone({ unspecifiedAudience }: MaskinportenSandbox['settings']): string | undefined {
  return unspecifiedAudience ? 'unspecified' : undefined;
}

/** The same for the same organisation, in the form of a UUID. */
function idOf(organisationId: string): string {
  const hash = createHash('sha256').update(organisationId).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
