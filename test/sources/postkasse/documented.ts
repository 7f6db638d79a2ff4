/**
 * The refusals of postkasseleverandoer-v1, copied from the contract, §5.1 and §5.2, the one transcript that all tests take them
 * from: code, documented text, and whether KanVelge and the others document it.
 */
// biome-ignore format: a table
export const DOCUMENTED: readonly (readonly [kode: string, tekst: string, kanVelge: boolean, otherFive: boolean])[] = [
  ['NEI', 'Innbygger kan ikke velge seg en digital postkasse for offentlig bruk, se beskrivelse for årsakskode', true, false],
  ['FEILET', 'Det har oppstått en feil i behandlingen av forespørselen, se beskrivelse for årsak', false, true],
  ['RESERVERT', 'brukeren er reservert', true, true],
  ['ALLEREDE_AKTIV', 'Brukeren er allerede aktiv', true, true],
  ['INGEN_POSTBOKS_FUNNET', 'Det ble ikke funnet noe postkasse på brukeren', false, true],
  ['BRUKER_IKKE_FUNNET', 'Innbyggeren ble ikke funnet', true, true],
  ['POSTKASSE_EKSISTERER_ALLEREDE', 'Postkasseinformasjon finnes allerede på denne brukeren', false, true],
  ['UGYLDIG_SERTIFIKAT', 'Sertifikatet i forespørselen er ikke på godkjent format', true, true],
  ['UGYLDIG_PERSONNUMMER', 'Personidentifikator i forespørsel er ikke på riktig format', true, true],
  ['UGYLDIG_EPOSTADRESSE', 'Epostadressen i forespørselen er ikke på riktig format', true, true],
  ['UGYLDIG_ORGNR', 'Virksomhetsindentifikatoren i forespørselen er ikke på riktig format eller godkjent', true, true],
];

export const KILDE = 'OPPSLAGSTJENESTEN';
export const CODES = DOCUMENTED.map(([kode]) => kode);
