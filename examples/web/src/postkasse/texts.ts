import type { Text } from '../answer/words.ts';
import type {
  KanVelgeSikkerDigitalPostkasseQuery,
  OpprettOgVelgSikkerDigitalPostkasseMutation,
} from '../graph/graphql.ts';

export type KanVelgeResultat = NonNullable<
  KanVelgeSikkerDigitalPostkasseQuery['innbygger']
>['kanVelgeSikkerDigitalPostkasse'];
type VelgResultat = OpprettOgVelgSikkerDigitalPostkasseMutation['opprettOgVelgSikkerDigitalPostkasse'];
export type KontaktregisterResultat = Extract<
  VelgResultat,
  { __typename: 'PostkasseOppdatert' }
>['innbygger']['kontaktregister'];

export type PostkasseFeil = Exclude<
  Extract<KanVelgeResultat | VelgResultat | KontaktregisterResultat, { kode: string }>,
  { __typename: 'KildeUtilgjengelig' }
>;

/** Complete by its type, for all three unions: an error without a text here does not compile. */
export const TEXTS: Readonly<Record<PostkasseFeil['__typename'], Text>> = {
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
    todo: 'Et nummer har elleve siffer. Se over dem, og prøv igjen.',
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
    todo: 'Se over postkasseadressen, som må ha minst åtte tegn, og prøv igjen.',
  },
  UdokumentertFeil: {
    what: 'Registeret ga et svar vi ikke kjenner.',
    todo: 'Meld fra til brukerstøtten, og oppgi koden under.',
  },
};
