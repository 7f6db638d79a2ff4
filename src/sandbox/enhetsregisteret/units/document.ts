/** A value of the wire. */
export type Json = string | number | boolean | null | readonly Json[] | Fields;
/** What the register knows about a unit, in the words of its answers, without links. */
export interface Fields {
  readonly [key: string]: Json;
}

/** In the order of the wire. */
const ENHET_KEYS = [
  'organisasjonsnummer',
  'navn',
  'organisasjonsform',
  'historiskeNavn',
  'hjemmeside',
  'postadresse',
  'registreringsdatoEnhetsregisteret',
  'registrertIMvaregisteret',
  'frivilligMvaRegistrertBeskrivelser',
  'naeringskode1',
  'naeringskode2',
  'naeringskode3',
  'hjelpeenhetskode',
  'antallAnsatte',
  'harRegistrertAntallAnsatte',
  'registreringsdatoFrivilligMerverdiavgiftsregisteret',
  'registreringsdatoMerverdiavgiftsregisteret',
  'registreringsdatoMerverdiavgiftsregisteretEnhetsregisteret',
  'registreringsdatoAntallAnsatteEnhetsregisteret',
  'registreringsdatoAntallAnsatteNAVAaregisteret',
  'epostadresse',
  'telefon',
  'mobil',
  'overordnetEnhet',
  'forretningsadresse',
  'stiftelsesdato',
  'institusjonellSektorkode',
  'registrertIForetaksregisteret',
  'registrertIStiftelsesregisteret',
  'registrertIFrivillighetsregisteret',
  'registreringsdatoFrivillighetsregisteret',
  'sisteInnsendteAarsregnskap',
  'konkurs',
  'konkursdato',
  'underAvvikling',
  'underAvviklingDato',
  'underTvangsavviklingEllerTvangsopplosning',
  'tvangsavvikletPgaManglendeSlettingDato',
  'tvangsopplostPgaManglendeDagligLederDato',
  'tvangsopplostPgaManglendeRevisorDato',
  'tvangsopplostPgaManglendeRegnskapDato',
  'tvangsopplostPgaMangelfulltStyreDato',
  'underRekonstruksjonsforhandlingDato',
  'underUtenlandskInsolvensbehandlingDato',
  'maalform',
  'vedtektsdato',
  'vedtektsfestetFormaal',
  'aktivitet',
  'registreringsdatoForetaksregisteret',
  'registrertIPartiregisteret',
  'registreringsdatoPartiregisteret',
  'paategninger',
  'fravalgRevisjonDato',
  'fravalgRevisjonBeslutningsDato',
  'foretaksformIHjemlandet',
  'registreringsnummerIHjemlandet',
  'underlagtLovgivningLand',
  'underlagtLovgivningLandkode',
  'utenlandskRegisterNavn',
  'utenlandskRegisterAdresse',
  'erIKonsern',
  'kapital',
] as const;

const UNDERENHET_KEYS = [
  'organisasjonsnummer',
  'navn',
  'organisasjonsform',
  'historiskeNavn',
  'postadresse',
  'registreringsdatoEnhetsregisteret',
  'registrertIMvaregisteret',
  'naeringskode1',
  'naeringskode2',
  'naeringskode3',
  'hjelpeenhetskode',
  'antallAnsatte',
  'harRegistrertAntallAnsatte',
  'overordnetEnhet',
  'registreringsdatoAntallAnsatteEnhetsregisteret',
  'registreringsdatoAntallAnsatteNAVAaregisteret',
  'oppstartsdato',
  'datoEierskifte',
  'nedleggelsesdato',
  'beliggenhetsadresse',
  'hjemmeside',
  'epostadresse',
  'telefon',
  'mobil',
] as const;

/** Which of the two resources a unit is found under: never both. */
export type Resource = 'enheter' | 'underenheter';

const KEYS: Readonly<Record<Resource, readonly string[]>> = { enheter: ENHET_KEYS, underenheter: UNDERENHET_KEYS };

/** Without what is undefined, in the order of the wire; keys that the wire does not know come last. */
export function inOrder(resource: Resource, fields: Readonly<Record<string, Json | undefined>>): Fields {
  const known = KEYS[resource].map((key) => [key, fields[key]] as const);
  const others = Object.entries(fields).filter(([key]) => !KEYS[resource].includes(key));
  return Object.fromEntries([...known, ...others].filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Kept apart by what its number answers: its data, what is left of a deleted unit, or 410. */
export interface Unit {
  readonly resource: Resource;
  readonly fields: Fields;
  readonly slettet?: { readonly slettedato: string; readonly nedleggelsesdato?: string };
  /** Removed on legal grounds: nothing but its number is told. */
  readonly fjernet?: { readonly slettedato: string };
}

export function isLive({ slettet, fjernet }: Unit): boolean {
  return slettet === undefined && fjernet === undefined;
}

export function textOf(fields: Fields, key: string): string {
  const value = fields[key];
  return typeof value === 'string' ? value : '';
}

export function fieldsOf(value: Json | undefined): Fields | undefined {
  return value !== null && typeof value === 'object' && !isList(value) ? value : undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
