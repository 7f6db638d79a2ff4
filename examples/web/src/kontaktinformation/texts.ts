import type { Text } from '../answer/words.ts';
import type {
  BorgersKontaktinformationFragment,
  CreateKontaktinformationMutation,
  GetVerifikationskodeMutation,
  KontaktdataType,
  VerificerKontaktinformationMutation,
} from '../graph/graphql.ts';

export type KontaktinformationResultat = BorgersKontaktinformationFragment['kontaktinformation'];
export type CreateResultat = CreateKontaktinformationMutation['createKontaktinformation'];
type KodeResultat = GetVerifikationskodeMutation['getVerifikationskode'];
export type VerificerResultat = VerificerKontaktinformationMutation['verificerKontaktinformation'];

export type StarFeil = Exclude<
  Extract<KontaktinformationResultat | CreateResultat | KodeResultat | VerificerResultat, { kode: string }>,
  { __typename: 'KildeUtilgjengelig' }
>;

/** Complete by its type, for all four unions: an error without a text here does not compile. */
export const TEXTS: Readonly<Record<StarFeil['__typename'], Text>> = {
  UgyldigCpr: {
    what: 'Det er ikke et gyldigt cpr-nummer.',
    todo: 'Et cpr-nummer har ti cifre, og de seks første er en dato. Se det efter, og slå op igen.',
  },
  UkendtCpr: {
    what: 'STAR kender ingen borger med det cpr-nummer.',
    todo: 'Se nummeret efter, og slå op igen.',
  },
  UkendtCvKundenummer: {
    what: 'STAR kender ingen borger med det cpr-nummer.',
    todo: 'Se nummeret efter, og slå op igen.',
  },
  IkkeAktueltCpr: {
    what: 'Borgeren har fået et nyt cpr-nummer.',
    todo: 'Slå borgerens nye nummer op, og ret oplysningerne der.',
  },
  BorgerErDoed: {
    what: 'Borgeren er registreret som død.',
    todo: 'Oplysningerne kan ikke ændres.',
  },
  IngenKontaktinformation: {
    what: 'Der er ingen kontaktinformation på borgeren.',
    todo: 'Gem først et nummer eller en adresse.',
  },
  UgyldigMobiltelefon: {
    what: 'Det er ikke et gyldigt mobilnummer.',
    todo: 'Skriv otte cifre.',
  },
  UgyldigTelefon: {
    what: 'Det er ikke et gyldigt telefonnummer.',
    todo: 'Skriv otte cifre.',
  },
  UgyldigEmail: {
    what: 'Det er ikke en gyldig mailadresse.',
    todo: 'Skriv den som navn@eksempel.dk.',
  },
  UgyldigKontaktdataType: {
    what: 'STAR kender ikke denne slags kontaktinformation.',
    todo: 'Giv besked til support, og oplys koden nedenfor.',
  },
  EmailHarHuskeserviceAbonnement: {
    what: 'Borgeren får påmindelser på mailadressen.',
    todo: 'Slå påmindelserne fra, før adressen fjernes.',
  },
  VerificeringIkkeTilladt: {
    what: 'Denne slags kontaktinformation kan ikke bekræftes med en kode.',
    todo: 'Den kan bruges, som den er.',
  },
  IngenKontakttypeTilVerificering: {
    what: 'Der er intet af den slags at bekræfte.',
    todo: 'Gem først et nummer eller en adresse.',
  },
  AlleredeVerificeret: {
    what: 'Det er allerede bekræftet.',
    todo: 'Slå borgeren op igen for at se det.',
  },
  VerificeringAfvist: {
    what: 'Koden er forkert, eller den er udløbet.',
    todo: 'Se koden efter, eller få sendt en ny.',
  },
  StarIkkeAutoriseret: {
    what: 'Du har ikke adgang til denne borger.',
    todo: 'Borgeren hører til et andet jobcenter eller en anden a-kasse.',
  },
  StarManglendeRettigheder: {
    what: 'Du har ikke adgang til dette hos STAR.',
    todo: 'Bed den, der giver adgange hos jer, om hjælp.',
  },
  StarLogonFejlede: {
    what: 'STAR kender os ikke.',
    todo: 'Fejlen er hos os. Giv besked til support.',
  },
  StarOpsaetningsfejl: {
    what: 'Vores forbindelse til STAR er sat forkert op.',
    todo: 'Fejlen er hos os. Giv besked til support, og oplys koden nedenfor.',
  },
  StarUgyldigMeddelelse: {
    what: 'STAR kunne ikke læse det, vi sendte.',
    todo: 'Fejlen er hos os. Giv besked til support, og oplys koden nedenfor.',
  },
  UdokumentertFeil: {
    what: 'STAR gav et svar, vi ikke kender.',
    todo: 'Giv besked til support, og oplys koden nedenfor.',
  },
};

/** What a citizen can be reached by, in the words of the page. STAR may have a kind that nobody has told of. */
export const SLAGS: Readonly<Record<KontaktdataType, string>> = {
  MOBILTELEFON: 'Mobiltelefon',
  FASTNET_TELEFON: 'Fastnettelefon',
  MAILADRESSE: 'Mailadresse',
  UKENDT: 'Ukendt slags',
};
