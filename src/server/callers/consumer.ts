import type { JWTPayload } from 'jose';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { propertyOf } from './claim-source.ts';

/** The one scheme of identifiers that is known: ISO 6523, where 0192 is the register of Norwegian organisasjonsnumre. */
const AUTHORITY = 'iso6523-actorid-upis';
const REGISTER = '0192:';

/** Who is acted for, and who acts: of a token of Maskinporten or ID-porten. */
export interface Consumer {
  readonly consumer: Organisasjonsnummer | undefined;
  readonly supplier: Organisasjonsnummer | undefined;
}

/** Undefined when one of them is there and is not a Norwegian organisation in the form that is known: others may come. */
export function readConsumer(token: JWTPayload): Consumer | undefined {
  const [consumer, supplier] = [token.consumer, token.supplier].map(readOrganisation);
  // Without the body that has delegated, a supplier is nobody's.
  const isWhole = consumer !== null && supplier !== null && !(supplier && !consumer);
  return isWhole ? { consumer, supplier } : undefined;
}

/** Undefined when there is none, null when it is malformed. */
function readOrganisation(claim: unknown): Organisasjonsnummer | undefined | null {
  if (claim === undefined) return undefined;
  const id = propertyOf(claim, 'ID');
  if (propertyOf(claim, 'authority') !== AUTHORITY || typeof id !== 'string' || !id.startsWith(REGISTER)) return null;
  const number = id.slice(REGISTER.length);
  return isOrganisasjonsnummer(number) ? number : null;
}
