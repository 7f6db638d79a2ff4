import type { Organisasjonsnummer } from '../../../../domain/organisasjonsnummer.ts';
import type { Grant } from '../../../../wire/maskinporten/index.ts';

/** What KRR shows beside who is registered and who has reserved: each takes a scope, and is left out without it. */
export const KRR_DATA = ['kontaktinformasjon', 'digitalpost'] as const;
export type KrrData = (typeof KRR_DATA)[number];

/** Of a body that asks for itself. */
const DIRECT: Readonly<Record<KrrData, string>> = {
  kontaktinformasjon: 'krr:global/kontaktinformasjon.read',
  digitalpost: 'krr:global/digitalpost.read',
};
/** Of one that another body has delegated them to, in Altinn. */
const DELEGATED: Readonly<Record<KrrData, string>> = {
  kontaktinformasjon: 'krr:global/kontaktinfo.read',
  digitalpost: 'krr:global/postkasse.read',
};

/** What a token is asked for. A client that holds the direct scopes must name no consumer. */
export function grantFor(data: readonly KrrData[], body: Organisasjonsnummer | undefined): Grant {
  const scopes = data.map((one) => (body === undefined ? DIRECT : DELEGATED)[one]);
  return body === undefined ? { scopes } : { scopes, consumerOrg: body };
}

/** Whether KRR shows mailboxes to who has a token with these scopes. */
export function seesPostkasse(scopes: readonly string[]): boolean {
  return scopes.includes(DIRECT.digitalpost) || scopes.includes(DELEGATED.digitalpost);
}
