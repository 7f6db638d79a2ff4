import type { PostkasseTexts } from './texts.ts';

export const postkasse: PostkasseTexts = {
  name: 'Digital postkasse',
  form: {
    label: 'Fødselsnummer eller d-nummer',
    hint: 'Elleve siffer. Du får vite om personen kan velge digital postkasse.',
    button: 'Spør',
    empty: { what: 'Feltet er tomt.', todo: 'Skriv et fødselsnummer eller d-nummer.' },
    examples: {
      mayChoose: 'Kan velge',
      hasOne: 'Har alt postkasse',
      reserved: 'Har reservert seg',
      invalid: 'Galt nummer',
    },
  },
  mayChoose: 'Personen kan velge digital postkasse',
  leverandoer: 'Leverandør',
  postkasseadresse: 'Postkasseadresse',
  adresseHint: 'Som leverandøren har oppgitt den, for eksempel ny.adresse#0001',
  adresseEmpty: { what: 'Feltet er tomt.', todo: 'Skriv adressen til postkassen.' },
  choose: 'Velg postkassen',
  chosen: 'Postkassen er valgt',
  notShownYet: 'Registeret viser den ikke ennå.',
  cannotBeShown: (why) => `Den kan ikke vises: ${why}`,
  cannotBeShownNow: 'Den kan ikke vises akkurat nå.',
  errors: {
    AlleredeAktiv: {
      what: 'Personen har allerede en digital postkasse.',
      todo: 'En person kan bare ha én. Vil personen bytte, gjøres det hos den nye leverandøren.',
    },
    BrukerReservert: {
      what: 'Personen har reservert seg mot digital post.',
      todo: 'Personen kan oppheve reservasjonen på norge.no. Inntil da går posten på papir.',
    },
    BrukerIkkeFunnet: {
      what: 'Personen står ikke i registeret.',
      todo: 'Se over nummeret. Er det riktig, må personen først registrere seg på norge.no.',
    },
    KanIkkeVelgePostkasse: {
      what: 'Personen kan ikke velge digital postkasse.',
      todo: 'Registeret oppgir ingen grunn. Be personen kontakte brukerstøtten på norge.no.',
    },
    UgyldigPersonnummer: {
      what: 'Dette er ikke et gyldig fødselsnummer eller d-nummer.',
      todo: 'Et nummer har elleve siffer. Se over dem.',
    },
    UgyldigOrgnr: {
      what: 'Leverandøren er ikke godkjent.',
      todo: 'Velg en annen leverandør.',
    },
    UgyldigSertifikat: {
      what: 'Registeret godtok ikke sertifikatet til postkassen.',
      todo: 'Be leverandøren om å se over sertifikatet.',
    },
    UgyldigEpostadresse: {
      what: 'Registeret godtok ikke e-postadressen.',
      todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
    },
    IngenPostboksFunnet: {
      what: 'Leverandøren har ingen postkasse for personen.',
      todo: 'Be personen opprette postkassen hos leverandøren først.',
    },
    PostkasseEksistererAllerede: {
      what: 'Leverandøren har alt en postkasse for personen, som ikke er i bruk.',
      todo: 'Be leverandøren ta den i bruk igjen, eller velg en annen leverandør.',
    },
    FeiletUtenBeskrivelse: {
      what: 'Registeret kunne ikke gjøre valget, og oppgir ingen grunn.',
      todo: 'Se over adressen, som må ha minst åtte tegn.',
    },
    UdokumentertFeil: {
      what: 'Registeret ga et svar vi ikke kjenner.',
      todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
    },
  },
};
