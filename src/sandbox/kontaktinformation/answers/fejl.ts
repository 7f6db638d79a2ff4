/**
 * Why a call was refused: one of STAR's codes, the code that nobody knows, or a status that says it all. Where several values are bad,
 * `others` holds the codes of those after the first.
 */
export type Refusal =
  | { readonly refused: 'kode'; readonly kode: Fejlkode; readonly others?: readonly Fejlkode[] }
  | { readonly refused: 'verifikationskode' }
  | { readonly refused: 'status'; readonly status: number };

export function refuse(kode: Fejlkode): Refusal {
  return { refused: 'kode', kode };
}

/** All that was found, as one refusal; undefined where nothing was. */
export function refuseAll(found: readonly Refusal[]): Refusal | undefined {
  const [first, ...rest] = found;
  if (first?.refused !== 'kode' || rest.length === 0) return first;
  return { ...first, others: rest.flatMap((other) => (other.refused === 'kode' ? [other.kode] : [])) };
}

export function refuseStatus(status: number): Refusal {
  return { refused: 'status', status };
}

export function isRefused<Value>(outcome: Value | Refusal): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}

export interface Fejl {
  readonly status: 400 | 401 | 403 | 500;
  readonly fejltekst: string;
  /** Where STAR prints two texts, the second. */
  readonly beskrivelse?: string;
}

/** STAR's texts to the letter, misspellings included. The statuses are assumptions. */
export const FEJL = {
  // A sister service's, whose number is smaller than all others.
  3: { status: 400, fejltekst: 'Elementet findes ikke' },
  1001: {
    status: 400,
    fejltekst: 'Invalid cpr',
    beskrivelse: 'The submitted cpr is either to long or short or contains data not interpretable as a date',
  },
  1010: { status: 400, fejltekst: 'Unknown cpr', beskrivelse: 'The submitted cpr is unknown to the system' },
  1011: { status: 500, fejltekst: 'Internal error on server' },
  1012: { status: 401, fejltekst: 'Logon failed', beskrivelse: 'Logon failed for user' },
  1013: {
    status: 403,
    fejltekst: 'Insufficient permissions',
    beskrivelse: 'User has insufficient permissions to access this webservice',
  },
  1014: {
    status: 400,
    fejltekst: 'Failed to validate message',
    beskrivelse: 'The submitted message could not be validated',
  },
  1100: { status: 500, fejltekst: 'An error has occurred' },
  1101: { status: 401, fejltekst: 'Client certificate missing from request' },
  2001: { status: 400, fejltekst: 'Invalid CodeList name' },
  2002: { status: 400, fejltekst: 'Invalid CodeList value' },
  2003: { status: 400, fejltekst: 'Use of expired CodeList value not allowed' },
  4400: {
    status: 400,
    fejltekst: 'CV Customer Number is unknown',
    beskrivelse: 'The supplied CV Customer Number is unknown to the system',
  },
  4405: { status: 400, fejltekst: 'The person with specified cpr is dead' },
  4413: { status: 400, fejltekst: 'The authoritytype of the requestheader is invalid' },
  4575: {
    status: 403,
    fejltekst: 'You are not authorized',
    beskrivelse: 'You are not authorized to execute the operation',
  },
  // The text is unknown.
  4922: { status: 403, fejltekst: '' },
  4985: { status: 400, fejltekst: 'Ukendt a-kasse kode Unknown unemploymentfundcode' },
  4986: { status: 400, fejltekst: 'Ukendt jobcenterkode Unknown jobcentercode' },
  6005: {
    status: 403,
    fejltekst: 'The person with specified cpr does not belong to the jobcenter specified in ActiveOrganisationHeader',
  },
  8173: {
    status: 400,
    fejltekst: 'OrganisationType is invalid according to the organisationTypeIdentifierCodeList.',
  },
  8174: { status: 400, fejltekst: 'UserType is invalid according to the requestUserTypeIdentifierCodeList.' },
  8232: {
    status: 400,
    fejltekst: 'The Soap request message is missing its required Soap header: ActiveOrganisationHeader',
  },
  8233: {
    status: 400,
    fejltekst: 'The Soap request message is missing its required Soap header: RequestUserMetadataHeader',
  },
  8234: { status: 400, fejltekst: 'Could not deserialize the Soap header: ActiveOrganisationHeader' },
  8235: { status: 400, fejltekst: 'Could not deserialize the Soap header: RequestUserMetadataHeader' },
  9153: {
    status: 400,
    fejltekst: 'The submitted PersonContactDataTypeIdentifier is not a valid codelist value',
  },
  9155: {
    status: 400,
    fejltekst:
      'Email adresse kan ikke fjernes sålænge der er huskeservice abonnemet tilknyttet The mail address cannot be removed while a subscribtion for email notifications exists',
  },
  9156: {
    status: 400,
    fejltekst: 'Det angivet mobiltelefonnummer er ikke validt The submitted mobile phone number is invalid',
  },
  9157: {
    status: 400,
    fejltekst: 'Det angivet telefonnummer er ikke validt The submitted phone number is invalid',
  },
  9158: {
    status: 400,
    fejltekst: 'Den angive emailadresse er ikke valid The submitted mail address is invalid',
  },
  9159: {
    status: 400,
    fejltekst:
      'Ingen kontaktinformationer på borger var registreret (No person contact data was registered for the submitted person)',
  },
  9193: {
    status: 400,
    fejltekst: 'The submitted PersonContactPersonContactDataStatusTypeIdentifier is not a valid codelist value',
  },
  9240: {
    status: 400,
    fejltekst:
      'Verifikation af den angivne kontaktdatatype er ikke tilladt The registered person contact data is not valid for verification',
  },
  9242: {
    status: 400,
    fejltekst: 'Ingen kontaktdatatype registeret til verfikation No person contact data registered for verification',
  },
  9247: {
    status: 400,
    fejltekst: 'Kontaktdatatype er allerede verificeret The person contact data has already been verified',
  },
  9460: {
    status: 400,
    fejltekst: 'Det er ikke tilladt at registrere oplysninger på borgers ikke-aktuelle personnummer',
  },
  60006: { status: 400, fejltekst: 'Unknown cpr', beskrivelse: 'The submitted cpr is unknown to the system' },
  60007: { status: 400, fejltekst: 'The person with specified cpr is dead' },
} as const satisfies Readonly<Record<number, Fejl>>;

export type Fejlkode = keyof typeof FEJL;

/** The codes that STAR documents for this service and in its general catalogue. */
export const ERROR_CODES = (Object.keys(FEJL).map(Number) as Fejlkode[]).filter((kode) => kode >= 1000);
