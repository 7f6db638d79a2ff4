/** One question that the sandbox answers in a way worth seeing. */
export interface Entry {
  /** The identifier; for the callers, the name in `x-sandbox-caller`. */
  readonly key: string;
  /** The field to ask for; for the callers, the cpr of the citizen to ask about. */
  readonly ask: string;
  /** The `__typename` of the answer. */
  readonly svar: string;
  /** What it shows: Markdown of one line. */
  readonly viser: string;
}

function entries(key: string, ask: string, svar: string, viser: string): Entry {
  return { key, ask, svar, viser };
}

/*
 * Who is in the sandbox. The tables of the README, GraphiQL's tab of people and the description of the embedded
 * sandbox's schema say this and no more; tests hold them to it, and ask every question.
 */

/** STAR's citizens, by cpr: fields of Borger. */
// biome-ignore format: one question a line
export const BORGERE: readonly Entry[] = [
  entries('0101505006', 'kontaktinformation', 'Kontaktinformationer', 'Mobile, landline and mail; the mobile is verified'),
  entries('0202505002', 'kontaktinformation', 'Kontaktinformationer', 'Mobile and mail, with reminders switched on'),
  entries('0303505003', 'kontaktinformation', 'IngenKontaktinformation', 'Known, and nothing registered'),
  entries('1212505012', 'kontaktinformation', 'Kontaktinformationer', 'A former number; the data are those of `1301515013`'),
  entries('1604515017', 'kontaktinformation', 'Kontaktinformationer', 'An entry with numbers outside the code lists: `UKENDT`, number kept'),
  entries('1503515016', 'kontaktinformation', 'UkendtCpr', 'Well formed, unknown'),
  entries('2902415015', 'kontaktinformation', 'UgyldigCpr', 'A leap day that never was; STAR itself refuses it (`opphav: KILDE`)'),
  entries('010150500', 'kontaktinformation', 'UgyldigCpr', 'Too short; refused without a call (`opphav: GATEWAY`)'),
  entries('0112575575', 'kontaktinformation', 'StarIkkeAutoriseret', 'Code 4575: not a citizen of the caller'),
  entries('0112575013', 'kontaktinformation', 'StarManglendeRettigheder', 'Code 1013'),
  entries('0112575985', 'kontaktinformation', 'UdokumentertFeil', 'Code 4985, which STAR documents for another operation only'),
  entries('0112575011', 'kontaktinformation', 'KildeUtilgjengelig', 'Code 1011, a fault at STAR; asked three times'),
  entries('0112576503', 'kontaktinformation', 'KildeUtilgjengelig', 'HTTP 503'),
  entries('0112576901', 'kontaktinformation', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
  entries('0112576904', 'kontaktinformation', 'KildeUtilgjengelig', 'Broken JSON: `UGYLDIG_SVAR`'),
];

/** Oppslagstjenesten's and grunndata's residents, by personidentifikator: fields of Innbygger. */
// biome-ignore format: one question a line
export const INNBYGGERE: readonly Entry[] = [
  entries('01817011000', 'kanVelgeSikkerDigitalPostkasse', 'KanVelgePostkasse', 'May choose a mailbox'),
  entries('02827112006', 'kanVelgeSikkerDigitalPostkasse', 'AlleredeAktiv', 'Has a mailbox already'),
  entries('02827112006', 'kontaktregister', 'Kontaktregisteroppfoering', 'Mobile, mail, mailbox; the edge to its supplier'),
  entries('05857415002', 'kanVelgeSikkerDigitalPostkasse', 'BrukerReservert', 'Has reserved against digital post'),
  entries('06867516008', 'kontaktregister', 'Kontaktregisteroppfoering', 'Removed from the register: `SLETTET`'),
  entries('07877617003', 'kontaktregister', 'BrukerIkkeFunnet', 'Not in the register'),
  entries('08887718009', 'kontaktregister', 'Kontaktregisteroppfoering', 'Data too old to be used: `KAN_IKKE_VARSLES`, everything held back'),
  entries('12928120005', 'kanVelgeSikkerDigitalPostkasse', 'UgyldigSertifikat', 'A documented answer that no question of ours can cause'),
  entries('16848524089', 'kanVelgeSikkerDigitalPostkasse', 'KanIkkeVelgePostkasse', 'NEI, and no reason given'),
  entries('17858625084', 'kanVelgeSikkerDigitalPostkasse', 'UdokumentertFeil', 'NEI, and a reason that nobody has documented'),
  entries('18868726160', 'kontaktregister', 'KildeUtilgjengelig', 'A SOAP fault, for everybody in the same call'),
  entries('01817011001', 'kontaktregister', 'UgyldigPersonnummer', 'Wrong check digits; refused without a call'),
  entries('01817010055', 'rolleutskrift', 'Rolleutskrift', 'Roles in three units'),
  entries('01817010136', 'rolleutskrift', 'Rolleutskrift', 'No roles: an empty list'),
  entries('02817018109', 'rolleutskrift', 'PersonDoed', 'Code 181'),
  entries('01817018331', 'rolleutskrift', 'PersonHarVerge', 'Code 183: has a guardian'),
];

/** grunndata's units, by organisasjonsnummer: fields of Enhet. */
// biome-ignore format: one question a line
export const ENHETER: readonly Entry[] = [
  entries('700000001', 'basisdata', 'Basisdata', 'Everything is registered'),
  entries('700000001', 'roller', 'Roller', 'A person, one of whom only the birth date is told, and an auditor'),
  entries('700099903', 'roller', 'Roller', 'A dead manager, a board member with a guardian, a deleted auditor'),
  entries('700102009', 'basisdata', 'Basisdata', 'Æ, Ø, Å and `&`; no postal address, so `mangler` holds 1020'),
  entries('700101002', 'basisdata', 'Basisdata', 'Five lines of name, an address abroad'),
  entries('700103005', 'basisdata', 'Basisdata', 'Lacks nearly everything'),
  entries('700000109', 'basisdata', 'SlettetSomDublett', "Deleted as a duplicate; the data are the correct unit's"),
  entries('700000206', 'basisdata', 'SlettetSomSammenslaatt', 'Deleted by a merger'),
  entries('700000303', 'basisdata', 'HarRegistreringsenhet', "A sub-unit; the data are its registration unit's"),
  entries('700115518', 'basisdata', 'EnhetErBedrift', 'A sub-unit; the edge to its legal unit'),
  entries('700115518', 'bedrift', 'Bedrift', 'A sub-unit, asked as one'),
  entries('700000001', 'bedrift', 'EnhetErRegistreringsenhet', 'A legal unit, asked as a sub-unit'),
  entries('700050009', 'frivillighet', 'Frivillighet', 'A voluntary organisation'),
  entries('700021009', 'frivillighet', 'IkkeIFrivillighetsregisteret', 'Not a voluntary organisation'),
  entries('700011003', 'basisdata', 'EnhetSlettet', 'Deleted'),
  entries('700012018', 'basisdata', 'KorrektEnhetSlettet', 'Deleted for another unit that has been deleted too'),
  entries('700010007', 'basisdata', 'EnhetAldriOpprettet', 'Never existed'),
  entries('700017002', 'basisdata', 'UgyldigOrganisasjonsnummer', 'Wrong check digit; refused without a call'),
  entries('12345', 'basisdata', 'UgyldigOrganisasjonsnummerFormat', 'Not nine digits; refused without a call'),
  entries('780000201', 'basisdata', 'Basisdata', 'A note that nobody has documented: in `mangler`, as `UKJENT`'),
  entries('780000309', 'basisdata', 'UdokumentertFeil', 'A code that nobody has documented'),
  entries('780000503', 'basisdata', 'KildeUtilgjengelig', 'An answer that contradicts itself: `UGYLDIG_SVAR`'),
  entries('790100018', 'basisdata', 'GrunndataUventetFeil', 'Code -1000, always; asked three times'),
  entries('790100107', 'basisdata', 'Basisdata', 'Code -1000 twice, then data: the retry helps'),
  entries('790050002', 'basisdata', 'KildeUtilgjengelig', 'A SOAP fault'),
  entries('790050304', 'basisdata', 'KildeUtilgjengelig', 'HTTP 503 with HTML'),
  entries('790050401', 'basisdata', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
];

/** Who may ask STAR about whom, by x-sandbox-caller: all ask for kontaktinformation. */
// biome-ignore format: one question a line
export const CALLER_ENTRIES: readonly Entry[] = [
  entries('jobcenter-1', '0505505005', 'Kontaktinformationer', "A jobcenter's own citizen"),
  entries('jobcenter-2', '0101505006', 'StarIkkeAutoriseret', "Another jobcenter's"),
  entries('jobcenter-1', '0808505008', 'StarIkkeAutoriseret', 'Once its own'),
  entries('jobcenter-1', '0909505009', 'StarIkkeAutoriseret', 'Guest access'),
  entries('akasse-1', '1705515018', 'Kontaktinformationer', "An a-kasse's own"),
  entries('kommune-1', '2902445014', 'Kontaktinformationer', "A kommune's own"),
  entries('system@kommune-1', '1010505010', 'StarIkkeAutoriseret', 'A system has no more rights than its authority'),
  entries('aktoer-1@jobcenter-1', '0606505006', 'Kontaktinformationer', "A private provider's own citizen"),
  entries('aktoer-1@jobcenter-1', '0707505007', 'StarIkkeAutoriseret', "A guest of the provider's"),
  entries('aktoer-1@jobcenter-2', '0606505006', 'StarIkkeAutoriseret', 'The provider of another jobcenter'),
  entries('star', '1010505010', 'Kontaktinformationer', 'STAR sees everybody'),
  entries('borger@kommune-1', '2902445014', 'StarManglendeRettigheder', 'The matrix has no row for a citizen who asks herself'),
];
