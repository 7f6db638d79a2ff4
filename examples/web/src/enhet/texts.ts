import type { Text } from '../answer/words.ts';
import type { EnhetQuery } from '../graph/graphql.ts';

export type BasisdataResultat = NonNullable<EnhetQuery['enhet']>['basisdata'];
export type EnhetFeil = Extract<BasisdataResultat, { kode: string }>;

/** Complete by its type: an error that the graph gets, and that has no text here, does not compile. */
export const TEXTS: Readonly<Record<Exclude<EnhetFeil['__typename'], 'KildeUtilgjengelig'>, Text>> = {
  SlettetSomDublett: {
    what: 'Enheten er slettet, fordi den var registrert to ganger.',
    todo: 'Bruk nummeret til den riktige enheten.',
  },
  SlettetSomSammenslaatt: {
    what: 'Enheten er slått sammen med en annen.',
    todo: 'Bruk nummeret til enheten som er igjen.',
  },
  HarRegistreringsenhet: {
    what: 'Dette er en underenhet.',
    todo: 'Opplysningene står på registreringsenheten den hører til.',
  },
  EnhetErBedrift: {
    what: 'Dette er en underenhet.',
    todo: 'Opplysningene står på den juridiske enheten den hører til.',
  },
  EnhetErRegistreringsenhet: {
    what: 'Dette er en registreringsenhet.',
    todo: 'Slå opp nummeret til en underenhet i stedet.',
  },
  EnhetSlettet: {
    what: 'Enheten er slettet.',
    todo: 'Registeret oppgir ingen annen enhet i stedet.',
  },
  KorrektEnhetSlettet: {
    what: 'Enheten er slettet, og det er også den som skulle erstatte den.',
    todo: 'Registeret har ingen enhet i stedet.',
  },
  EnhetAldriOpprettet: {
    what: 'Ingen enhet har hatt dette nummeret.',
    todo: 'Se over nummeret, og slå opp på nytt.',
  },
  OrgnrIkkeGitt: {
    what: 'Nummeret mangler.',
    todo: 'Skriv de ni sifrene i organisasjonsnummeret.',
  },
  UgyldigOrganisasjonsnummer: {
    what: 'Dette er ikke et gyldig organisasjonsnummer.',
    todo: 'Ett eller flere siffer er feil. Se over nummeret, og slå opp på nytt.',
  },
  UgyldigOrganisasjonsnummerFormat: {
    what: 'Et organisasjonsnummer har ni siffer.',
    todo: 'Skriv ni siffer, uten bokstaver.',
  },
  GrunndataManglerAutorisasjon: {
    what: 'Vi har ikke avtale om å hente disse opplysningene.',
    todo: 'Be den som gir tilganger hos dere, om hjelp.',
  },
  GrunndataFeilBrukernavnEllerPassord: {
    what: 'Vi slipper ikke inn i Enhetsregisteret.',
    todo: 'Feilen er hos oss. Meld fra til brukerstøtten.',
  },
  GrunndataUventetFeil: {
    what: 'Noe gikk galt i Enhetsregisteret.',
    todo: 'Prøv igjen om litt.',
  },
  UdokumentertFeil: {
    what: 'Enhetsregisteret ga et svar vi ikke kjenner.',
    todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
  },
};

/** Errors about what was typed, which the field shows too. */
export const NUMBER_ERRORS: ReadonlySet<string> = new Set<EnhetFeil['__typename']>([
  'OrgnrIkkeGitt',
  'UgyldigOrganisasjonsnummer',
  'UgyldigOrganisasjonsnummerFormat',
  'EnhetAldriOpprettet',
]);
