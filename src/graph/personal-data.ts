import { OPERATION_FIELDS } from './scopes.ts';

/** The tag of personal data: a router team leaves it out of a public variant of its graph, or guards it. */
export const PERSONAL_DATA = 'personopplysning';

/** The types that are somebody, say something about somebody, or name somebody to a register. */
export const PERSON_TYPES: ReadonlySet<string> = new Set([
  'Borger',
  'Borgere',
  'Kontaktinformation',
  'Kontaktinformationer',
  'KontaktinformationGemt',
  'KontaktinformationVerificeret',
  'VerifikationskodeSendt',
  'CreateKontaktinformationInput',
  'KontaktdataInput',
  'UpdateKontaktinformationInput',
  'SletKontaktinformationInput',
  'GetVerifikationskodeInput',
  'VerificerKontaktinformationInput',

  'Innbygger',
  'KanVelgePostkasse',
  'Kontaktregisteroppfoering',
  'Kontaktpunkt',
  'DigitalPost',
  'PostkasseOppdatert',
  'PostkasseSlettet',
  'PostkasseInput',
  'SlettPostkasseInput',

  'RollePerson',
  'Rolleutskrift',
  'RolleIEnhet',

  // All that can be written is about somebody.
  'Mutation',
]);

/**
 * All types with the tag: also the unions and lists that hold those. A composer that leaves a member out may choke on a
 * union that names it, so what only leads to somebody goes whole.
 */
export const TAGGED: ReadonlySet<string> = new Set([
  ...PERSON_TYPES,

  'BorgereMedMobiltelefonResultat',
  'BorgereMedEmailResultat',
  'KontaktinformationResultat',
  'CreateKontaktinformationResultat',
  'UpdateKontaktinformationResultat',
  'GetVerifikationskodeResultat',
  'VerificerKontaktinformationResultat',

  'KanVelgeSikkerDigitalPostkasseResultat',
  'KontaktregisterResultat',
  'OppdaterPostkasseResultat',
  'OpprettOgVelgSikkerDigitalPostkasseResultat',
  'SlettPostkasseResultat',

  'RollerResultat',
  'Roller',
  'Rollegruppe',
  'Rolle',
  'Rolleinnehaver',
  'RolleutskriftResultat',
]);

/** The fields outside those types that lead to somebody; whatever the table of scopes calls one about a person is another. */
const PERSON_FIELDS: ReadonlySet<string> = new Set([
  'Query.borger',
  'Query.borgere',
  'Query.innbygger',
  'Query.innbyggere',
  'Enhet.roller',
]);

/** Whether a field leads to somebody, or is about somebody: by its coordinate, `Enhet.roller`. */
export function isPersonField(coordinate: string): boolean {
  return (
    PERSON_FIELDS.has(coordinate) ||
    (Object.hasOwn(OPERATION_FIELDS, coordinate) && OPERATION_FIELDS[coordinate]?.person !== undefined)
  );
}
