import type { KontaktinformationTexts } from './texts.ts';

export const errors: KontaktinformationTexts['errors'] = {
  UgyldigCpr: {
    what: 'Dette er ikke et gyldig cpr-nummer.',
    todo: 'Ti siffer, og de seks første er en dato.',
  },
  UkendtCpr: {
    what: 'STAR kjenner ingen borger med det cpr-nummeret.',
    todo: 'Se over nummeret, og slå opp på nytt.',
  },
  UkendtCvKundenummer: {
    what: 'STAR kjenner ingen borger med det cpr-nummeret.',
    todo: 'Se over nummeret, og slå opp på nytt.',
  },
  IkkeAktueltCpr: {
    what: 'Borgeren har fått et nytt cpr-nummer.',
    todo: 'Slå opp det nye nummeret, og endre opplysningene der.',
  },
  BorgerErDoed: {
    what: 'Borgeren er registrert som død.',
    todo: 'Opplysningene kan ikke endres.',
  },
  IngenKontaktinformation: {
    what: 'Borgeren har ingen kontaktinformasjon.',
    todo: 'Lagre først et nummer eller en adresse.',
  },
  UgyldigMobiltelefon: {
    what: 'Dette er ikke et gyldig mobilnummer.',
    todo: 'Skriv åtte siffer.',
  },
  UgyldigTelefon: {
    what: 'Dette er ikke et gyldig telefonnummer.',
    todo: 'Skriv åtte siffer.',
  },
  UgyldigEmail: {
    what: 'Dette er ikke en gyldig e-postadresse.',
    todo: 'Skriv den som navn@eksempel.dk.',
  },
  UgyldigKontaktdataType: {
    what: 'STAR kjenner ikke dette slaget kontaktinformasjon.',
    todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
  },
  EmailHarHuskeserviceAbonnement: {
    what: 'Borgeren får påminnelser på e-postadressen.',
    todo: 'Slå av påminnelsene før adressen fjernes.',
  },
  VerificeringIkkeTilladt: {
    what: 'Dette slaget kontaktinformasjon kan ikke bekreftes med en kode.',
    todo: 'Den kan brukes som den er.',
  },
  IngenKontakttypeTilVerificering: {
    what: 'Det er ingenting av dette slaget å bekrefte.',
    todo: 'Lagre først et nummer eller en adresse.',
  },
  AlleredeVerificeret: {
    what: 'Det er allerede bekreftet.',
    todo: 'Slå opp borgeren på nytt for å se det.',
  },
  VerificeringAfvist: {
    what: 'Koden er feil, eller den er utløpt.',
    todo: 'Se over koden, eller få sendt en ny.',
  },
  StarIkkeAutoriseret: {
    what: 'Du har ikke tilgang til denne borgeren.',
    todo: 'Borgeren hører til et annet jobcenter eller en annen a-kasse.',
  },
  StarManglendeRettigheder: {
    what: 'Du har ikke tilgang til dette hos STAR.',
    todo: 'Be den som gir tilganger hos dere, om hjelp.',
  },
  StarLogonFejlede: {
    what: 'STAR kjenner oss ikke.',
    todo: 'Feilen er hos oss. Meld fra til brukerstøtten.',
  },
  StarOpsaetningsfejl: {
    what: 'Forbindelsen vår til STAR er satt opp feil.',
    todo: 'Feilen er hos oss. Meld fra til brukerstøtten, og oppgi koden under.',
  },
  StarUgyldigMeddelelse: {
    what: 'STAR kunne ikke lese det vi sendte.',
    todo: 'Feilen er hos oss. Meld fra til brukerstøtten, og oppgi koden under.',
  },
  UdokumentertFeil: {
    what: 'STAR ga et svar vi ikke kjenner.',
    todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
  },
};
