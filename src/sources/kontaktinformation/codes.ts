import { createCatalogue, type DokumentertKode } from '../../domain/catalogue.ts';

export const OPERATIONS = [
  'CreateKontaktinformation',
  'UpdateKontaktinformation',
  'GetVerifikationskode',
  'VerificerKontaktinformation',
  'GetKontaktinformation',
  'GetKontaktinformationMobilNr',
  'GetKontaktinformationEmail',
] as const;

export type StarOperation = (typeof OPERATIONS)[number];

const [CREATE, UPDATE, KODE, VERIFICER, GET, MOBIL, EMAIL] = OPERATIONS;
const ALL = OPERATIONS;

type Kode = DokumentertKode<StarOperation>;

function kode(
  kode: string,
  type: string,
  operations: readonly StarOperation[],
  tekst: string,
  betydning: string,
  kanProevesIgjen = false,
): Kode {
  return { kode, type, tekst, betydning, kanProevesIgjen, operations };
}

/**
 * Every code that STAR documents, texts verbatim with their misspellings. Sources: the error tables of the operations
 * (GetKontaktinformation's is cut off in the copy we know), STAR's general catalogue, and the aliases of its sister services.
 */
// biome-ignore format: one code a line
const codes: readonly Kode[] = [
  kode('1001', 'UgyldigCpr', [CREATE, UPDATE, KODE, VERIFICER, GET], 'Invalid cpr / The submitted cpr is either to long or short or contains data not interpretable as a date', 'The cpr is malformed.'),
  kode('1010', 'UkendtCpr', [CREATE, UPDATE, VERIFICER, GET], 'Unknown cpr / The submitted cpr is unknown to the system', 'No citizen has this cpr.'),
  kode('60006', 'UkendtCpr', [CREATE, UPDATE, VERIFICER, GET], 'Unknown cpr / The submitted cpr is unknown to the system', 'The newer number for 1010.'),
  kode('1012', 'StarLogonFejlede', [CREATE, UPDATE, VERIFICER, GET, MOBIL, EMAIL], 'Logon failed / Logon failed for user', 'STAR does not recognise the caller.'),
  kode('1013', 'StarManglendeRettigheder', ALL, 'Insufficient permissions / User has insufficient permissions to access this webservice', 'The caller may not use this operation.'),
  kode('1014', 'StarUgyldigMeddelelse', ALL, 'Failed to validate message / The submitted message could not be validated', 'A header or the body is malformed.'),
  kode('4400', 'UkendtCvKundenummer', [KODE], 'CV Customer Number is unknown / The supplied CV Customer Number is unknown to the system', 'No citizen has this cpr, in the words of GetVerifikationskode.'),
  kode('4405', 'BorgerErDoed', [CREATE], 'The person with specified cpr is dead', 'The citizen is dead.'),
  kode('60007', 'BorgerErDoed', [CREATE], 'The person with specified cpr is dead', 'The newer number for 4405.'),
  kode('4575', 'StarIkkeAutoriseret', [CREATE, UPDATE, VERIFICER, GET, MOBIL, EMAIL], 'You are not authorized / You are not authorized to execute the operation', 'The caller may not do this for this citizen.'),
  kode('4922', 'StarIkkeAutoriseret', [CREATE, UPDATE, VERIFICER, GET, MOBIL, EMAIL], '(text unknown)', 'Not a citizen of the caller, in the words of a sister service.'),
  kode('6005', 'StarIkkeAutoriseret', [CREATE, UPDATE, VERIFICER, GET, MOBIL, EMAIL], 'The person with specified cpr does not belong to the jobcenter specified in ActiveOrganisationHeader', 'Not a citizen of the caller, in the words of a sister service.'),
  kode('4985', 'UkendtAKasseKode', [UPDATE], 'Ukendt a-kasse kode Unknown unemploymentfundcode', 'The a-kasse that the caller acts for is unknown.'),
  kode('4986', 'UkendtJobcenterKode', [UPDATE], 'Ukendt jobcenterkode Unknown jobcentercode', 'The jobcenter that the caller acts for is unknown.'),
  kode('9153', 'UgyldigKontaktdataType', [CREATE, UPDATE, KODE, VERIFICER], 'The submitted PersonContactDataTypeIdentifier is not a valid codelist value', 'The kontaktdataType is not in its code list.'),
  kode('2001', 'UgyldigKontaktdataType', [CREATE, UPDATE, KODE, VERIFICER], 'Invalid CodeList name', 'STAR does not know the code list.'),
  kode('2002', 'UgyldigKontaktdataType', [CREATE, UPDATE, KODE, VERIFICER], 'Invalid CodeList value', 'The value is not in its code list.'),
  kode('2003', 'UgyldigKontaktdataType', [CREATE, UPDATE, KODE, VERIFICER], 'Use of expired CodeList value not allowed', 'The value has expired.'),
  kode('9155', 'EmailHarHuskeserviceAbonnement', [CREATE], 'Email adresse kan ikke fjernes sålænge der er huskeservice abonnemet tilknyttet The mail address cannot be removed while a subscribtion for email notifications exists', 'The mail address cannot be deleted while a reminder service uses it.'),
  kode('9156', 'UgyldigMobiltelefon', [CREATE, MOBIL], 'Det angivet mobiltelefonnummer er ikke validt The submitted mobile phone number is invalid', 'The mobile number is malformed.'),
  kode('9157', 'UgyldigTelefon', [CREATE], 'Det angivet telefonnummer er ikke validt The submitted phone number is invalid', 'The landline number is malformed.'),
  kode('9158', 'UgyldigEmail', [CREATE, EMAIL], 'Den angive emailadresse er ikke valid The submitted mail address is invalid', 'The mail address is malformed.'),
  kode('9159', 'IngenKontaktinformation', [KODE, GET], 'Ingen kontaktinformationer på borger var registreret (No person contact data was registered for the submitted person)', 'The citizen has no contact information.'),
  kode('9193', 'UgyldigKontaktdataStatus', [UPDATE], 'The submitted PersonContactPersonContactDataStatusTypeIdentifier is not a valid codelist value', 'The kontaktdatastatus is not in its code list.'),
  kode('9240', 'VerificeringIkkeTilladt', [KODE], 'Verifikation af den angivne kontaktdatatype er ikke tilladt The registered person contact data is not valid for verification', 'This kind of contact data cannot be verified.'),
  kode('9242', 'IngenKontakttypeTilVerificering', [KODE], 'Ingen kontaktdatatype registeret til verfikation No person contact data registered for verification', 'The citizen has nothing of this kind to verify.'),
  kode('9247', 'AlleredeVerificeret', [KODE], 'Kontaktdatatype er allerede verificeret The person contact data has already been verified', 'It is verified already.'),
  kode('9460', 'IkkeAktueltCpr', [CREATE, UPDATE, VERIFICER], 'Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer', 'A write on a number that is no longer the citizen’s current one.'),
  kode('VERIFICERING_AFVIST', 'VerificeringAfvist', [VERIFICER], '(STAR documents no code for it)', 'The verifikationskode is wrong or has expired.'),
  kode('GENTAGET_REQUEST', 'StarUgyldigMeddelelse', [CREATE, UPDATE, VERIFICER], '(HTTP 412 without a code)', 'The x-requestId has been used before.'),
  kode('HTTP_401', 'StarLogonFejlede', [CREATE, UPDATE, VERIFICER, GET, MOBIL, EMAIL], '(HTTP 401 without a code)', 'STAR does not recognise the caller.'),
  kode('HTTP_403', 'StarManglendeRettigheder', ALL, '(HTTP 403 without a code)', 'The caller may not use this operation.'),
  ...[404, 405, 415].map((status) =>
    kode(
      `HTTP_${status}`,
      'StarOpsaetningsfejl',
      ALL,
      `(HTTP ${status} without a code)`,
      'The gateway asks at the wrong place or in the wrong way: check STAR_URL.',
    ),
  ),
  kode('1011', 'KildeUtilgjengelig', ALL, 'Internal error on server / An error has occurred', 'A fault at STAR.', true),
  kode('1100', 'KildeUtilgjengelig', ALL, 'Internal error on server / An error has occurred', 'A fault at STAR.', true),
  kode('1101', 'StarOpsaetningsfejl', ALL, 'Client certificate missing from request', 'The gateway sent no client certificate.'),
  kode('4413', 'StarOpsaetningsfejl', ALL, 'The authoritytype of the requestheader is invalid', 'An authority of this type may not call.'),
  kode('8173', 'StarOpsaetningsfejl', ALL, 'OrganisationType is invalid according to the organisationTypeIdentifierCodeList.', 'The organisation type is unknown.'),
  kode('8174', 'StarOpsaetningsfejl', ALL, 'UserType is invalid according to the requestUserTypeIdentifierCodeList.', 'The user type is unknown.'),
  kode('8232', 'StarOpsaetningsfejl', ALL, 'The Soap request message is missing its required Soap header: ActiveOrganisationHeader', 'The header ActiveOrganisation is missing.'),
  kode('8233', 'StarOpsaetningsfejl', ALL, 'The Soap request message is missing its required Soap header: RequestUserMetadataHeader', 'The header RequestUserMetadata is missing.'),
  kode('8234', 'StarOpsaetningsfejl', ALL, 'Could not deserialize the Soap header: ActiveOrganisationHeader', 'The header ActiveOrganisation is unreadable.'),
  kode('8235', 'StarOpsaetningsfejl', ALL, 'Could not deserialize the Soap header: RequestUserMetadataHeader', 'The header RequestUserMetadata is unreadable.'),
];

export const catalogue = createCatalogue('STAR', codes, '1013');
