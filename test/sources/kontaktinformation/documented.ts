/**
 * STAR's codes, copied from the contract, §6.1, the one transcript that all tests take them from: kode, type, documented text,
 * and the operations whose table prints it (the contract's letters).
 */
// biome-ignore format: a table
export const DOCUMENTED: readonly (readonly [kode: string, type: string, tekst: string, printedFor: string])[] = [
  ['1001', 'UgyldigCpr', 'Invalid cpr / The submitted cpr is either to long or short or contains data not interpretable as a date', 'C U G K'],
  ['1010', 'UkendtCpr', 'Unknown cpr / The submitted cpr is unknown to the system', 'C U G'],
  ['1012', 'StarLogonFejlede', 'Logon failed / Logon failed for user', 'C U'],
  ['1013', 'StarManglendeRettigheder', 'Insufficient permissions / User has insufficient permissions to access this webservice', 'C U K'],
  ['1014', 'StarUgyldigMeddelelse', 'Failed to validate message / The submitted message could not be validated', 'C U K'],
  ['4400', 'UkendtCvKundenummer', 'CV Customer Number is unknown / The supplied CV Customer Number is unknown to the system', 'K'],
  ['4405', 'BorgerErDoed', 'The person with specified cpr is dead', 'C'],
  ['4575', 'StarIkkeAutoriseret', 'You are not authorized / You are not authorized to execute the operation', 'C U'],
  ['4985', 'UkendtAKasseKode', 'Ukendt a-kasse kode Unknown unemploymentfundcode', 'U'],
  ['4986', 'UkendtJobcenterKode', 'Ukendt jobcenterkode Unknown jobcentercode', 'U'],
  ['9153', 'UgyldigKontaktdataType', 'The submitted PersonContactDataTypeIdentifier is not a valid codelist value', 'C U K'],
  ['9155', 'EmailHarHuskeserviceAbonnement', 'Email adresse kan ikke fjernes sålænge der er huskeservice abonnemet tilknyttet The mail address cannot be removed while a subscribtion for email notifications exists', 'C'],
  ['9156', 'UgyldigMobiltelefon', 'Det angivet mobiltelefonnummer er ikke validt The submitted mobile phone number is invalid', 'C'],
  ['9157', 'UgyldigTelefon', 'Det angivet telefonnummer er ikke validt The submitted phone number is invalid', 'C'],
  ['9158', 'UgyldigEmail', 'Den angive emailadresse er ikke valid The submitted mail address is invalid', 'C'],
  ['9159', 'IngenKontaktinformation', 'Ingen kontaktinformationer på borger var registreret (No person contact data was registered for the submitted person)', 'K'],
  ['9193', 'UgyldigKontaktdataStatus', 'The submitted PersonContactPersonContactDataStatusTypeIdentifier is not a valid codelist value', 'U'],
  ['9240', 'VerificeringIkkeTilladt', 'Verifikation af den angivne kontaktdatatype er ikke tilladt The registered person contact data is not valid for verification', 'K'],
  ['9242', 'IngenKontakttypeTilVerificering', 'Ingen kontaktdatatype registeret til verfikation No person contact data registered for verification', 'K'],
  ['9247', 'AlleredeVerificeret', 'Kontaktdatatype er allerede verificeret The person contact data has already been verified', 'K'],
  ['1011', 'KildeUtilgjengelig', 'Internal error on server / An error has occurred', ''],
  ['1100', 'KildeUtilgjengelig', 'Internal error on server / An error has occurred', ''],
  ['1101', 'StarOpsaetningsfejl', 'Client certificate missing from request', ''],
  ['2001', 'UgyldigKontaktdataType', 'Invalid CodeList name', ''],
  ['2002', 'UgyldigKontaktdataType', 'Invalid CodeList value', ''],
  ['2003', 'UgyldigKontaktdataType', 'Use of expired CodeList value not allowed', ''],
  ['4413', 'StarOpsaetningsfejl', 'The authoritytype of the requestheader is invalid', ''],
  ['8173', 'StarOpsaetningsfejl', 'OrganisationType is invalid according to the organisationTypeIdentifierCodeList.', ''],
  ['8174', 'StarOpsaetningsfejl', 'UserType is invalid according to the requestUserTypeIdentifierCodeList.', ''],
  ['8232', 'StarOpsaetningsfejl', 'The Soap request message is missing its required Soap header: ActiveOrganisationHeader', ''],
  ['8233', 'StarOpsaetningsfejl', 'The Soap request message is missing its required Soap header: RequestUserMetadataHeader', ''],
  ['8234', 'StarOpsaetningsfejl', 'Could not deserialize the Soap header: ActiveOrganisationHeader', ''],
  ['8235', 'StarOpsaetningsfejl', 'Could not deserialize the Soap header: RequestUserMetadataHeader', ''],
  ['60006', 'UkendtCpr', 'Unknown cpr / The submitted cpr is unknown to the system', ''],
  ['60007', 'BorgerErDoed', 'The person with specified cpr is dead', ''],
  ['9460', 'IkkeAktueltCpr', 'Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer', ''],
  ['4922', 'StarIkkeAutoriseret', '(text unknown)', ''],
  ['6005', 'StarIkkeAutoriseret', 'The person with specified cpr does not belong to the jobcenter specified in ActiveOrganisationHeader', ''],
];

/** What STAR has no number for, in the gateway's own words. */
export const WITHOUT_NUMBER = [
  'VERIFICERING_AFVIST',
  'GENTAGET_REQUEST',
  'HTTP_401',
  'HTTP_403',
  'HTTP_404',
  'HTTP_405',
  'HTTP_415',
];

export const KILDE = 'STAR';
export const CODES = [...DOCUMENTED.map(([kode]) => kode), ...WITHOUT_NUMBER];
