import { z } from 'zod';
import { isOrganisasjonsnummer } from '../../../domain/organisasjonsnummer.ts';
import { refuse, type Refusal } from '../answers/errors.ts';

/** A system of a supplier's that acts as user of another organisation, made in Altinn. */
export interface SystemUser {
  readonly type: 'urn:altinn:systemuser';
  readonly systemuser_org: { readonly authority: string; readonly ID: string };
}

const SYSTEM_USER = 'urn:altinn:systemuser';
const CONSENT = 'urn:altinn:consent';
const AUTHORITY = 'iso6523-actorid-upis';

const organisation = z.object({ authority: z.string(), ID: z.string() });
const systemUser = z.object({
  type: z.literal(SYSTEM_USER),
  systemuser_org: organisation,
  externalRef: z.string().optional(),
});
const consent = z.object({ type: z.literal(CONSENT), id: z.string(), from: z.string() });
const list = z.array(z.looseObject({ type: z.string() })).length(1);

/** `authorization_details` of an assertion. No consent is registered here, so that each is one that does not hold. */
export function readDetails(details: unknown): SystemUser | Refusal | undefined {
  if (details === undefined) return undefined;
  const [detail] = list.safeParse(details).data ?? [];
  if (!detail) return refuse('details fields');
  if (detail.type === CONSENT) return refuse(consent.safeParse(detail).success ? 'details values' : 'details fields');
  if (detail.type !== SYSTEM_USER) return refuse('details type');
  const read = systemUser.safeParse(detail);
  if (!read.success) return refuse('details fields');
  const { authority, ID } = read.data.systemuser_org;
  const isValid = authority === AUTHORITY && ID.startsWith('0192:') && isOrganisasjonsnummer(ID.slice('0192:'.length));
  return isValid ? read.data : refuse('details values');
}
