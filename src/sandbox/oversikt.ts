/** One question that the sandbox answers in a way worth seeing. */
export interface Oppslag {
  /** The identifier; for the callers, the name in `x-sandkasse-kalder`. */
  readonly noekkel: string;
  /** The field to ask for; for the callers, the cpr of the citizen to ask about. */
  readonly spoer: string;
  /** The `__typename` of the answer. */
  readonly svar: string;
  /** What it shows: Markdown of one line. */
  readonly viser: string;
}

function oppslag(noekkel: string, spoer: string, svar: string, viser: string): Oppslag {
  return { noekkel, spoer, svar, viser };
}

/*
 * Who is in the sandbox. The tables of the README, GraphiQL's tab of people and the description of the embedded
 * sandbox's schema say this and no more; tests hold them to it, and ask every question.
 */

/** STAR's citizens, by cpr: fields of Borger. */
// biome-ignore format: one question a line
export const BORGERE: readonly Oppslag[] = [
  oppslag('0101505006', 'kontaktinformation', 'Kontaktinformationer', 'Mobile, landline and mail; the mobile is verified'),
  oppslag('0202505002', 'kontaktinformation', 'Kontaktinformationer', 'Mobile and mail, with reminders switched on'),
  oppslag('0303505003', 'kontaktinformation', 'IngenKontaktinformation', 'Known, and nothing registered'),
  oppslag('1212505012', 'kontaktinformation', 'Kontaktinformationer', 'A former number; the data are those of `1301515013`'),
  oppslag('1604515017', 'kontaktinformation', 'Kontaktinformationer', 'An entry with numbers outside the code lists: `UKENDT`, number kept'),
  oppslag('1503515016', 'kontaktinformation', 'UkendtCpr', 'Well formed, unknown'),
  oppslag('2902415015', 'kontaktinformation', 'UgyldigCpr', 'A leap day that never was; STAR itself refuses it (`opphav: KILDE`)'),
  oppslag('010150500', 'kontaktinformation', 'UgyldigCpr', 'Too short; refused without a call (`opphav: GATEWAY`)'),
  oppslag('0112575575', 'kontaktinformation', 'StarIkkeAutoriseret', 'Code 4575: not a citizen of the caller'),
  oppslag('0112575013', 'kontaktinformation', 'StarManglendeRettigheder', 'Code 1013'),
  oppslag('0112575985', 'kontaktinformation', 'UdokumentertFeil', 'Code 4985, which STAR documents for another operation only'),
  oppslag('0112575011', 'kontaktinformation', 'KildeUtilgjengelig', 'Code 1011, a fault at STAR; asked three times'),
  oppslag('0112576503', 'kontaktinformation', 'KildeUtilgjengelig', 'HTTP 503'),
  oppslag('0112576901', 'kontaktinformation', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
  oppslag('0112576904', 'kontaktinformation', 'KildeUtilgjengelig', 'Broken JSON: `UGYLDIG_SVAR`'),
];

/** Oppslagstjenesten's and grunndata's residents, by personidentifikator: fields of Innbygger. */
// biome-ignore format: one question a line
export const INNBYGGERE: readonly Oppslag[] = [
  oppslag('01817011000', 'kanVelgeSikkerDigitalPostkasse', 'KanVelgePostkasse', 'May choose a mailbox'),
  oppslag('02827112006', 'kanVelgeSikkerDigitalPostkasse', 'AlleredeAktiv', 'Has a mailbox already'),
  oppslag('02827112006', 'kontaktregister', 'Kontaktregisteroppfoering', 'Mobile, mail, mailbox; the edge to its supplier'),
  oppslag('05857415002', 'kanVelgeSikkerDigitalPostkasse', 'BrukerReservert', 'Has reserved against digital post'),
  oppslag('06867516008', 'kontaktregister', 'Kontaktregisteroppfoering', 'Removed from the register: `SLETTET`'),
  oppslag('07877617003', 'kontaktregister', 'BrukerIkkeFunnet', 'Not in the register'),
  oppslag('08887718009', 'kontaktregister', 'Kontaktregisteroppfoering', 'Data too old to be used: `KAN_IKKE_VARSLES`, everything held back'),
  oppslag('12928120005', 'kanVelgeSikkerDigitalPostkasse', 'UgyldigSertifikat', 'A documented answer that no question of ours can cause'),
  oppslag('16848524089', 'kanVelgeSikkerDigitalPostkasse', 'KanIkkeVelgePostkasse', 'NEI, and no reason given'),
  oppslag('17858625084', 'kanVelgeSikkerDigitalPostkasse', 'UdokumentertFeil', 'NEI, and a reason that nobody has documented'),
  oppslag('18868726160', 'kontaktregister', 'KildeUtilgjengelig', 'A SOAP fault, for everybody in the same call'),
  oppslag('01817011001', 'kontaktregister', 'UgyldigPersonnummer', 'Wrong check digits; refused without a call'),
  oppslag('01817010055', 'rolleutskrift', 'Rolleutskrift', 'Roles in three units'),
  oppslag('01817010136', 'rolleutskrift', 'Rolleutskrift', 'No roles: an empty list'),
  oppslag('02817018109', 'rolleutskrift', 'PersonDoed', 'Code 181'),
  oppslag('01817018331', 'rolleutskrift', 'PersonHarVerge', 'Code 183: has a guardian'),
];

/** grunndata's units, by organisasjonsnummer: fields of Enhet. */
// biome-ignore format: one question a line
export const ENHETER: readonly Oppslag[] = [
  oppslag('700000001', 'basisdata', 'Basisdata', 'Everything is registered'),
  oppslag('700000001', 'roller', 'Roller', 'A person, one of whom only the birth date is told, and an auditor'),
  oppslag('700099903', 'roller', 'Roller', 'A dead manager, a board member with a guardian, a deleted auditor'),
  oppslag('700102009', 'basisdata', 'Basisdata', 'Æ, Ø, Å and `&`; no postal address, so `mangler` holds 1020'),
  oppslag('700101002', 'basisdata', 'Basisdata', 'Five lines of name, an address abroad'),
  oppslag('700103005', 'basisdata', 'Basisdata', 'Lacks nearly everything'),
  oppslag('700000109', 'basisdata', 'SlettetSomDublett', "Deleted as a duplicate; the data are the correct unit's"),
  oppslag('700000206', 'basisdata', 'SlettetSomSammenslaatt', 'Deleted by a merger'),
  oppslag('700000303', 'basisdata', 'HarRegistreringsenhet', "A sub-unit; the data are its registration unit's"),
  oppslag('700115518', 'basisdata', 'EnhetErBedrift', 'A sub-unit; the edge to its legal unit'),
  oppslag('700115518', 'bedrift', 'Bedrift', 'A sub-unit, asked as one'),
  oppslag('700000001', 'bedrift', 'EnhetErRegistreringsenhet', 'A legal unit, asked as a sub-unit'),
  oppslag('700050009', 'frivillighet', 'Frivillighet', 'A voluntary organisation'),
  oppslag('700021009', 'frivillighet', 'IkkeIFrivillighetsregisteret', 'Not a voluntary organisation'),
  oppslag('700011003', 'basisdata', 'EnhetSlettet', 'Deleted'),
  oppslag('700012018', 'basisdata', 'KorrektEnhetSlettet', 'Deleted for another unit that has been deleted too'),
  oppslag('700010007', 'basisdata', 'EnhetAldriOpprettet', 'Never existed'),
  oppslag('700017002', 'basisdata', 'UgyldigOrganisasjonsnummer', 'Wrong check digit; refused without a call'),
  oppslag('12345', 'basisdata', 'UgyldigOrganisasjonsnummerFormat', 'Not nine digits; refused without a call'),
  oppslag('780000201', 'basisdata', 'Basisdata', 'A note that nobody has documented: in `mangler`, as `UKJENT`'),
  oppslag('780000309', 'basisdata', 'UdokumentertFeil', 'A code that nobody has documented'),
  oppslag('780000503', 'basisdata', 'KildeUtilgjengelig', 'An answer that contradicts itself: `UGYLDIG_SVAR`'),
  oppslag('790100018', 'basisdata', 'GrunndataUventetFeil', 'Code -1000, always; asked three times'),
  oppslag('790100107', 'basisdata', 'Basisdata', 'Code -1000 twice, then data: the retry helps'),
  oppslag('790050002', 'basisdata', 'KildeUtilgjengelig', 'A SOAP fault'),
  oppslag('790050304', 'basisdata', 'KildeUtilgjengelig', 'HTTP 503 with HTML'),
  oppslag('790050401', 'basisdata', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
];

/** Who may ask STAR about whom, by x-sandkasse-kalder: all ask for kontaktinformation. */
// biome-ignore format: one question a line
export const KALDEROPPSLAG: readonly Oppslag[] = [
  oppslag('jobcenter-1', '0505505005', 'Kontaktinformationer', "A jobcenter's own citizen"),
  oppslag('jobcenter-2', '0101505006', 'StarIkkeAutoriseret', "Another jobcenter's"),
  oppslag('jobcenter-1', '0808505008', 'StarIkkeAutoriseret', 'Once its own'),
  oppslag('jobcenter-1', '0909505009', 'StarIkkeAutoriseret', 'Guest access'),
  oppslag('akasse-1', '1705515018', 'Kontaktinformationer', "An a-kasse's own"),
  oppslag('kommune-1', '2902445014', 'Kontaktinformationer', "A kommune's own"),
  oppslag('system@kommune-1', '1010505010', 'StarIkkeAutoriseret', 'A system has no more rights than its authority'),
  oppslag('aktoer-1@jobcenter-1', '0606505006', 'Kontaktinformationer', "A private provider's own citizen"),
  oppslag('aktoer-1@jobcenter-1', '0707505007', 'StarIkkeAutoriseret', "A guest of the provider's"),
  oppslag('aktoer-1@jobcenter-2', '0606505006', 'StarIkkeAutoriseret', 'The provider of another jobcenter'),
  oppslag('star', '1010505010', 'Kontaktinformationer', 'STAR sees everybody'),
  oppslag('borger@kommune-1', '2902445014', 'StarManglendeRettigheder', 'The matrix has no row for a citizen who asks herself'),
];
