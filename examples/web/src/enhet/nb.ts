import type { EnhetTexts } from './texts.ts';

export const enhet: EnhetTexts = {
  name: 'Enhet',
  form: {
    label: 'Organisasjonsnummer',
    hint: 'Ni siffer. Du får vite navn, form og adresser.',
    button: 'Slå opp',
    empty: { what: 'Feltet er tomt.', todo: 'Skriv et organisasjonsnummer.' },
    examples: {
      ordinary: 'En vanlig enhet',
      duplicate: 'Slettet dublett',
      subunit: 'Underenhet',
      unknown: 'Finnes ikke',
    },
  },
  organisasjonsnummer: 'Organisasjonsnummer',
  organisasjonsform: 'Organisasjonsform',
  registered: 'Registrert',
  forretningsadresse: 'Forretningsadresse',
  postadresse: 'Postadresse',
  notRegistered: 'Ikke registrert',
  asOf: (day) => `Slik det sto ${day}`,
  goTo: (navn) => `Gå til ${navn ?? 'enheten'}`,
  errors: {
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
      todo: 'Skriv et organisasjonsnummer.',
    },
    UgyldigOrganisasjonsnummer: {
      what: 'Dette er ikke et gyldig organisasjonsnummer.',
      todo: 'Ett eller flere siffer er feil. Se over dem.',
    },
    UgyldigOrganisasjonsnummerFormat: {
      what: 'Et organisasjonsnummer har ni siffer.',
      todo: 'Se over nummeret, og slå opp på nytt.',
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
  },
};
