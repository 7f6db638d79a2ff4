/**
 * The codes of grunndataWS, copied from the contract, §4.1: the one transcript that all tests take them from. 0 (data) is left
 * out: kode, type, documented text (NN), and the hovedStatus that it comes with.
 */
// biome-ignore format: a table
export const DOCUMENTED: readonly (readonly [kode: string, type: string, tekst: string, hovedstatus: number])[] = [
  ['1', 'SlettetSomDublett', 'Eining x er sletta som dublett - korrekt eining y er innført.', 0],
  ['2', 'SlettetSomSammenslaatt', 'Eining x er sletta som samanslått - korrekt eining y er innført.', 0],
  ['3', 'HarRegistreringsenhet', 'Eining x er registreringseininga til den eininga som blei bestilt.', 0],
  ['10', 'OrgnrIkkeGitt', 'Orgnr i input ikkje gitt.', 1],
  ['20', 'SoekValideringsfeil', 'Valideringsfeil i inputstreng: feilmeldingstekst', 1],
  ['100', 'EnhetAldriOpprettet', 'Eining x aldri oppretta.', 1],
  ['110', 'EnhetSlettet', 'Eining x er sletta.', 1],
  ['120', 'KorrektEnhetSlettet', 'Eining x er sletta som dublett eller samanslått - korrekt eining y er sletta.', 1],
  ['130', 'EnhetErBedrift', 'Eining x er ei bedrift/verksemd, juridisk eining er y.', 1],
  ['160', 'UkjentIdentifikator', 'Input er ikkje eit organisasjonsnummer eller eit fødselsnr.', 1],
  ['170', 'UgyldigOrganisasjonsnummer', 'x er ikkje eit gyldig organisasjonsnummer.', 1],
  ['180', 'PersonIkkeFunnet', 'Personen x finst ikkje i databasen vår.', 1],
  ['181', 'PersonDoed', 'Personen x er registrert død.', 1],
  ['182', 'PersonUgyldig', 'Personen x er registrert ugyldig.', 1],
  ['183', 'PersonHarVerge', 'Personen x har verje.', 1],
  ['190', 'EnhetErIkkeBedrift', 'Eining x er ikkje ei bedrift/verksemd.', 1],
  ['200', 'EnhetErRegistreringsenhet', 'Eining x som blir spurd på er ei registreringeining.', 1],
  ['210', 'IkkeIFrivillighetsregisteret', 'Eining x er ikkje registrert i Frivilligregisteret.', 1],
  ['2000', 'IngenEndringer', 'Ingen endringar finst i siste periode (siste døgn/helg)', 1],
  ['10000', 'UgyldigOrganisasjonsnummerFormat', 'Ikkje gyldig organisasjonsnummer. Organisasjonsnummer skal bestå av 9 siffer og berre tal.', 1],
  ['-100', 'GrunndataManglerAutorisasjon', 'Brukar manglar autorisasjon for denne tenesta.', -1],
  ['-101', 'GrunndataFeilBrukernavnEllerPassord', 'Feil i brukarnamn og/eller passord.', -1],
  ['-1000', 'GrunndataUventetFeil', 'Det har oppstått ein uventa feil. Ved framleis gjentaking, ta kontakt med Brønnøysundregistera.', -1],
];

/** The codes for missing information, all with hovedStatus 0: kode, opplysning, and the sentence of which the contract prints the last word. */
// biome-ignore format: a table
export const MISSING: readonly (readonly [kode: string, opplysning: string, tekst: string])[] = [
  ['1010', 'FORRETNINGSADRESSE', 'Eining x har ikkje forretningsadresse.'],
  ['1020', 'POSTADRESSE', 'Eining x har ikkje postadresse.'],
  ['1030', 'ADRESSE', 'Eining x har ikkje adresse.'],
  ['1060', 'STIFTELSESDATO', 'Eining x har ikkje stiftelsesdato.'],
  ['1070', 'MAALFORM', 'Eining x har ikkje målform.'],
  ['1080', 'REKLAME', 'Eining x har ikkje reklame.'],
  ['1090', 'VIRKSOMHET_ART_BRANSJE', 'Eining x har ikkje verksemd/art/bransje.'],
  ['1100', 'FORMAAL', 'Eining x har ikkje formål.'],
  ['1111', 'VEDTEKTSDATO', 'Eining x har ikkje vedtektsdato.'],
  ['1115', 'TELEFON', 'Eining x har ikkje telefon.'],
  ['1116', 'TELEFAKS', 'Eining x har ikkje telefax.'],
  ['1117', 'MOBILTELEFON', 'Eining x har ikkje mobiltelefon.'],
  ['1118', 'EPOSTADRESSE', 'Eining x har ikkje e-postadresse.'],
  ['1119', 'HJEMMESIDE', 'Eining x har ikkje heimeside.'],
  ['1120', 'SAERLIGE_OPPLYSNINGER', 'Eining x har ikkje særlege opplysningar.'],
  ['1125', 'NAERINGSKODE', 'Eining x har ikkje næringskode.'],
  ['1130', 'SEKTORKODE', 'Eining x har ikkje sektorkode.'],
  ['1135', 'ANSATTE', 'Eining x har ikkje tilsette.'],
  ['1140', 'KAPITAL', 'Eining x har ikkje kapital.'],
  ['1145', 'BEDRIFTER', 'Eining x har ikkje bedrifter/verksemder.'],
  ['1150', 'KONSERN', 'Eining x inngår ikkje i konsern.'],
  ['1155', 'OPPSTARTSDATO', 'Eining x har ikkje dato for oppstart.'],
  ['1160', 'EIERSKIFTEDATO', 'Eining x har ikkje dato for eigarskifte.'],
  ['1165', 'HOVEDFORETAK', 'Eining x har ikkje hovudføretak.'],
  ['1180', 'ROLLEBLOKK', 'Eining x har ikkje rolleblokk n (eit sett av roller).'],
  ['1190', 'FRIVILLIGREGISTERDATA', 'Eining x har ikkje frivilligregisterdata.'],
];

export const KILDE = 'GRUNNDATA';
export const CODES = [...DOCUMENTED, ...MISSING].map(([kode]) => kode);

/** Whether a code may come with a hovedStatus, 0 too: §4.2, by whose third item 1190 stands under two. */
export function isLegal(hovedstatus: number, kode: string): boolean {
  if (hovedstatus === 1 && kode === '1190') return true;
  return codesWith(hovedstatus).includes(kode) || (hovedstatus === 0 && (kode === '0' || isMissing(kode)));
}

export const isMissing = (kode: string): boolean => MISSING.some(([missing]) => missing === kode);

/** The codes of the first table that come with this hovedStatus: with 0, those of another unit's data. */
export const codesWith = (hovedstatus: number): string[] =>
  DOCUMENTED.filter((row) => row[3] === hovedstatus).map(([kode]) => kode);

/** The codes without data whose text names another unit: the contract's y. */
export const NAMES_ANOTHER = DOCUMENTED.filter(
  ([, , tekst, hovedstatus]) => hovedstatus === 1 && /\by\b/.test(tekst),
).map(([kode]) => kode);
