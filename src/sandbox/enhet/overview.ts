import { entry, type Overview } from '../common/overview.ts';

/** grunndata's people, by personidentifikator, and units, by organisasjonsnummer. */
// biome-ignore format: one question a line
export const OVERVIEW: Overview = {
  innbygger: {
    heading: 'Residents, Oppslagstjenesten and grunndata',
    key: 'personidentifikator',
    entries: [
      entry('01817010055', 'rolleutskrift', 'Rolleutskrift', 'Roles in three units'),
      entry('01817010136', 'rolleutskrift', 'Rolleutskrift', 'No roles: an empty list'),
      entry('02817018109', 'rolleutskrift', 'PersonDoed', 'Code 181'),
      entry('01817018331', 'rolleutskrift', 'PersonHarVerge', 'Code 183: has a guardian'),
    ],
  },
  enhet: {
    heading: 'Units, grunndata',
    key: 'organisasjonsnummer',
    entries: [
      entry('700000001', 'basisdata', 'Basisdata', 'Everything is registered'),
      entry('700000001', 'roller', 'Roller', 'A person, one of whom only the birth date is told, and an auditor'),
      entry('700099903', 'roller', 'Roller', 'A dead manager, a board member with a guardian, a deleted auditor'),
      entry('700102009', 'basisdata', 'Basisdata', 'Æ, Ø, Å and `&`; no postal address, so `mangler` holds 1020'),
      entry('700101002', 'basisdata', 'Basisdata', 'Five lines of name, an address abroad'),
      entry('700103005', 'basisdata', 'Basisdata', 'Lacks nearly everything'),
      entry('700000109', 'basisdata', 'SlettetSomDublett', "Deleted as a duplicate; the data are the correct unit's"),
      entry('700000206', 'basisdata', 'SlettetSomSammenslaatt', 'Deleted by a merger'),
      entry('700000303', 'basisdata', 'HarRegistreringsenhet', "A sub-unit; the data are its registration unit's"),
      entry('700115518', 'basisdata', 'EnhetErBedrift', 'A sub-unit; the edge to its legal unit'),
      entry('700115518', 'bedrift', 'Bedrift', 'A sub-unit, asked as one'),
      entry('700000001', 'bedrift', 'EnhetErRegistreringsenhet', 'A legal unit, asked as a sub-unit'),
      entry('700050009', 'frivillighet', 'Frivillighet', 'A voluntary organisation'),
      entry('700021009', 'frivillighet', 'IkkeIFrivillighetsregisteret', 'Not a voluntary organisation'),
      entry('700011003', 'basisdata', 'EnhetSlettet', 'Deleted'),
      entry('700012018', 'basisdata', 'KorrektEnhetSlettet', 'Deleted for another unit that has been deleted too'),
      entry('700010007', 'basisdata', 'EnhetAldriOpprettet', 'Never existed'),
      entry('700017002', 'basisdata', 'UgyldigOrganisasjonsnummer', 'Wrong check digit; refused without a call'),
      entry('12345', 'basisdata', 'UgyldigOrganisasjonsnummerFormat', 'Not nine digits; refused without a call'),
      entry('780000201', 'basisdata', 'Basisdata', 'A note that nobody has documented: in `mangler`, as `UKJENT`'),
      entry('780000309', 'basisdata', 'UdokumentertFeil', 'A code that nobody has documented'),
      entry('780000503', 'basisdata', 'KildeUtilgjengelig', 'An answer that contradicts itself: `UGYLDIG_SVAR`'),
      entry('790100018', 'basisdata', 'GrunndataUventetFeil', 'Code -1000, always; asked three times'),
      entry('790100107', 'basisdata', 'Basisdata', 'Code -1000 twice, then data: the retry helps'),
      entry('790050002', 'basisdata', 'KildeUtilgjengelig', 'A SOAP fault'),
      entry('790050304', 'basisdata', 'KildeUtilgjengelig', 'HTTP 503 with HTML'),
      entry('790050401', 'basisdata', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
    ],
  },
};
