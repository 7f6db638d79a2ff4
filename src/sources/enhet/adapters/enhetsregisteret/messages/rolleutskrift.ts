import type { RolleIEnhet } from '../../../roller.ts';
import { dateOf, flagOf, type Json, kodeOf, nummerOf, objectOf, objectsOf, textOf } from './json.ts';

/** A person's roles in business, and the day of birth by which it is seen that the answer is about this person. */
export interface RolesOfPerson {
  readonly foedselsdato: string | null;
  readonly roller: readonly RolleIEnhet[];
}

/** One entry for each role that is still held: an entry of the graph does not tell whether it is. */
export function readRolleutskrift(value: unknown): RolesOfPerson | undefined {
  const json = objectOf(value);
  if (!json || !Array.isArray(json.enheter)) return undefined;
  const enheter = objectsOf(json, 'enheter');
  const read = enheter.map(readRollerIEnhet);
  if (enheter.length > 0 && read.every((roller) => roller === undefined)) return undefined;
  return { foedselsdato: dateOf(json, 'fodselsdato'), roller: read.flatMap((roller) => roller ?? []) };
}

function readRollerIEnhet(json: Json): RolleIEnhet[] | undefined {
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
  const navn = textOf(json, 'navn');
  if (organisasjonsnummer === undefined || navn === null) return undefined;
  return objectsOf(json, 'roller')
    .filter((rolle) => flagOf(rolle, 'avregistrert') !== true)
    .map((rolle) => ({
      rolleBeskrivelse: kodeOf(rolle.type)?.beskrivelse ?? '',
      registreringsdato: null,
      navn,
      organisasjonsnummer,
    }));
}
