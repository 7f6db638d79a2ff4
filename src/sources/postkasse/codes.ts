import { createCatalogue, type DokumentertKode } from '../../domain/catalogue.ts';

export const OPERATIONS = [
  'KanVelgeSikkerDigitalPostkasse',
  'OppdaterPostkasse',
  'OpprettOgVelgSikkerDigitalPostkasse',
  'SlettPostkasse',
  'HentPersoner',
] as const;

export type PostkasseOperation = (typeof OPERATIONS)[number];

const [KAN_VELGE, OPPDATER, OPPRETT_OG_VELG, SLETT, HENT_PERSONER] = OPERATIONS;
const WRITES = [OPPDATER, OPPRETT_OG_VELG, SLETT] as const;
const POSTKASSE = [KAN_VELGE, ...WRITES] as const;

type Kode = DokumentertKode<PostkasseOperation>;

function kode(
  kode: string,
  type: string,
  operations: readonly PostkasseOperation[],
  tekst: string,
  betydning: string,
): Kode {
  return { kode, type, tekst, betydning, kanProevesIgjen: false, operations };
}

/**
 * Every status that is a refusal and every beskrivelse of postkasseleverandoer-v1, texts verbatim with their misspellings.
 * None may be tried again unchanged. HentPersoner documents no codes: an unknown person is a status there, and the
 * gateway answers it with the same type as its sister service.
 */
// biome-ignore format: one code a line
const codes: readonly Kode[] = [
  kode('NEI', 'KanIkkeVelgePostkasse', [KAN_VELGE], 'Innbygger kan ikke velge seg en digital postkasse for offentlig bruk, se beskrivelse for årsakskode', 'A refusal for which the register gave no reason.'),
  kode('FEILET', 'FeiletUtenBeskrivelse', WRITES, 'Det har oppstått en feil i behandlingen av forespørselen, se beskrivelse for årsak', 'A failure for which the register gave no reason.'),
  kode('RESERVERT', 'BrukerReservert', POSTKASSE, 'brukeren er reservert', 'The person has reserved against digital communication.'),
  kode('ALLEREDE_AKTIV', 'AlleredeAktiv', POSTKASSE, 'Brukeren er allerede aktiv', 'The person has an active mailbox.'),
  kode('INGEN_POSTBOKS_FUNNET', 'IngenPostboksFunnet', WRITES, 'Det ble ikke funnet noe postkasse på brukeren', 'This supplier has no mailbox for the person.'),
  kode('BRUKER_IKKE_FUNNET', 'BrukerIkkeFunnet', [...POSTKASSE, HENT_PERSONER], 'Innbyggeren ble ikke funnet', 'The person is not in the register.'),
  kode('POSTKASSE_EKSISTERER_ALLEREDE', 'PostkasseEksistererAllerede', WRITES, 'Postkasseinformasjon finnes allerede på denne brukeren', 'This supplier has a mailbox for the person, which is not active.'),
  kode('UGYLDIG_SERTIFIKAT', 'UgyldigSertifikat', POSTKASSE, 'Sertifikatet i forespørselen er ikke på godkjent format', 'The x509Sertifikat is not a certificate.'),
  kode('UGYLDIG_PERSONNUMMER', 'UgyldigPersonnummer', [...POSTKASSE, HENT_PERSONER], 'Personidentifikator i forespørsel er ikke på riktig format', 'The personidentifikator is malformed.'),
  kode('UGYLDIG_EPOSTADRESSE', 'UgyldigEpostadresse', POSTKASSE, 'Epostadressen i forespørselen er ikke på riktig format', 'Documented, although no request field can cause it: report it.'),
  kode('UGYLDIG_ORGNR', 'UgyldigOrgnr', POSTKASSE, 'Virksomhetsindentifikatoren i forespørselen er ikke på riktig format eller godkjent', 'The organisation number of the supplier is malformed or not approved.'),
];

export const catalogue = createCatalogue('OPPSLAGSTJENESTEN', codes);
