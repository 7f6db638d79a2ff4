/** What the graph answers, as far as the tests ask for it. */
export interface Answer {
  readonly __typename: string;
  readonly kode?: string;
  readonly opphav?: 'KILDE' | 'GATEWAY';
}

/** The operations on one borger, as the graph names them. */
export const OPERATIONS = {
  kontaktinformation: 'G',
  createKontaktinformation: 'C',
  sletKontaktinformation: 'C',
  updateKontaktinformation: 'U',
  getVerifikationskode: 'K',
  verificerKontaktinformation: 'V',
} as const;

export type Operation = keyof typeof OPERATIONS;
type Answers = Readonly<Record<Operation, Answer>>;

/** STAR's access matrix (contract §7), a row a cell: who asks about whom, and what each operation answers. */
export interface Cell {
  readonly cell: string;
  readonly caller: string;
  readonly borger: keyof typeof BORGERE;
  readonly answers: Answers;
}

export const BORGERE = {
  fuld: '0101505006',
  kunjob: '0505505005',
  aktoer: '0606505006',
  aktoergaest: '0707505007',
  tidligere: '0808505008',
  gaest: '0909505009',
  fremmed: '1010505010',
  deler: '2902445014',
  kunakasse: '1705515018',
} as const;

const refused = (__typename: string, kode: string): Answer => ({ __typename, kode, opphav: 'KILDE' });
const NOT_YOURS = refused('StarIkkeAutoriseret', '4575');
const NO_RIGHTS = refused('StarManglendeRettigheder', '1013');
const ALREADY_VERIFIED = '9247';
const NOTHING_TO_VERIFY = '9242';

/** No X in the cell. K's table of errors has no 4575. */
const REFUSED: Answers = {
  kontaktinformation: NOT_YOURS,
  createKontaktinformation: NOT_YOURS,
  sletKontaktinformation: NOT_YOURS,
  updateKontaktinformation: NOT_YOURS,
  getVerifikationskode: NO_RIGHTS,
  verificerKontaktinformation: NOT_YOURS,
};

/** A citizen who asks about another: STAR is not asked. */
const NOT_HERSELF = Object.fromEntries(
  Object.entries(REFUSED).map(([operation, answer]) => [operation, { ...answer, opphav: 'GATEWAY' }]),
) as unknown as Answers;

/** An X, on a borger whose mobile is registered and not verified. */
const UNVERIFIED: Answers = {
  kontaktinformation: { __typename: 'Kontaktinformationer' },
  createKontaktinformation: { __typename: 'KontaktinformationGemt' },
  sletKontaktinformation: { __typename: 'KontaktinformationGemt' },
  updateKontaktinformation: { __typename: 'KontaktinformationGemt' },
  getVerifikationskode: { __typename: 'VerifikationskodeSendt' },
  verificerKontaktinformation: refused('VerificeringAfvist', 'VERIFICERING_AFVIST'),
};

/** An X, on one whose mobile is verified: of these codes V documents none (§10, check 17). */
const VERIFIED: Answers = {
  ...UNVERIFIED,
  getVerifikationskode: refused('AlleredeVerificeret', ALREADY_VERIFIED),
  verificerKontaktinformation: refused('UdokumentertFeil', ALREADY_VERIFIED),
};

/** An X, on one who has no mobile registered. */
const NO_MOBILE: Answers = {
  ...UNVERIFIED,
  updateKontaktinformation: refused('StarUgyldigMeddelelse', '1014'),
  getVerifikationskode: refused('IngenKontakttypeTilVerificering', NOTHING_TO_VERIFY),
  verificerKontaktinformation: refused('UdokumentertFeil', NOTHING_TO_VERIFY),
};

const cell = (cell: string, caller: string, borger: keyof typeof BORGERE, answers: Answers): Cell => ({
  cell,
  caller,
  borger,
  answers,
});

export const CELLS: readonly Cell[] = [
  cell('A-kasse, egne borgere', 'akasse-1', 'kunakasse', NO_MOBILE),
  cell('A-kasse, alle borgere', 'akasse-1', 'fremmed', REFUSED),
  cell('A-kasse, tidligere egne', 'akasse-1', 'tidligere', REFUSED),
  cell('A-kasse, gæsteadgang', 'akasse-1', 'gaest', REFUSED),
  cell('A-kasse, Anden Aktør', 'aktoer-1@akasse-1', 'fuld', REFUSED),
  cell('A-kasse, System alle', 'system@akasse-1', 'fremmed', REFUSED),
  cell('A-kasse, a borger of the kommune only', 'akasse-1', 'deler', REFUSED),
  cell('JobCenter, egne borgere', 'jobcenter-1', 'kunjob', UNVERIFIED),
  cell('JobCenter, alle borgere', 'jobcenter-1', 'fremmed', REFUSED),
  cell('JobCenter, tidligere egne', 'jobcenter-1', 'tidligere', REFUSED),
  cell('JobCenter, gæsteadgang', 'jobcenter-1', 'gaest', REFUSED),
  cell('JobCenter, Anden Aktør egne', 'aktoer-1@jobcenter-1', 'aktoer', VERIFIED),
  cell('JobCenter, Anden Aktør gæste', 'aktoer-1@jobcenter-1', 'aktoergaest', REFUSED),
  cell('JobCenter, Anden Aktør alle', 'aktoer-2@jobcenter-1', 'kunjob', REFUSED),
  cell('JobCenter, the provider of another jobcenter', 'aktoer-1@jobcenter-2', 'aktoer', REFUSED),
  cell('JobCenter, System alle', 'system@jobcenter-1', 'fremmed', REFUSED),
  cell('JobCenter, a borger of the a-kasse only', 'jobcenter-1', 'kunakasse', REFUSED),
  cell('Kommune, egne borgere', 'kommune-1', 'deler', UNVERIFIED),
  cell('Kommune, alle borgere', 'kommune-1', 'fremmed', REFUSED),
  cell('Kommune, tidligere egne', 'kommune-1', 'tidligere', REFUSED),
  cell('Kommune, gæsteadgang', 'kommune-1', 'gaest', REFUSED),
  cell('Kommune, Anden Aktør', 'aktoer-1@kommune-1', 'fuld', REFUSED),
  cell('Kommune, a system for its own', 'system@kommune-1', 'deler', UNVERIFIED),
  cell('Kommune, System alle', 'system@kommune-1', 'fremmed', REFUSED),
  cell('STAR, alle borgere', 'star', 'fremmed', VERIFIED),
  cell('STAR, a system', 'system@star', 'fremmed', VERIFIED),
  cell('a citizen of the kommune, herself', 'deler@kommune-1', 'deler', UNVERIFIED),
  cell('a citizen of the a-kasse, herself', 'kunakasse@akasse-1', 'kunakasse', NO_MOBILE),
  cell('a citizen of the a-kasse, herself through a jobcenter', 'kunakasse@jobcenter-1', 'kunakasse', REFUSED),
  cell('a former citizen of the jobcenter, herself', 'tidligere@jobcenter-1', 'tidligere', REFUSED),
  cell('a citizen, another citizen of the kommune', 'fuld@kommune-1', 'deler', NOT_HERSELF),
  cell('a citizen, anybody as STAR', 'deler@star', 'fuld', NOT_HERSELF),
  cell('a citizen whose cpr nobody knows', 'borger@kommune-1', 'deler', NOT_HERSELF),
];

/** What is printed in the contract: in which columns an actor has an X. */
export const PRINTED: Readonly<Record<string, readonly string[]>> = {
  'A-kasse': ['egne borgere'],
  JobCenter: ['egne borgere', 'Anden Aktør egne'],
  Kommune: ['egne borgere'],
  STAR: ['alle borgere'],
};

const FEIL = '{ __typename ... on Registerfeil { kode opphav } }';
const mobil = 'kontaktdataType: MOBILTELEFON';

const INPUT: Readonly<Record<Exclude<Operation, 'kontaktinformation'>, string>> = {
  createKontaktinformation: `kontaktinformation: [{ ${mobil}, kontaktdata: "67000001" }]`,
  sletKontaktinformation: mobil,
  updateKontaktinformation: `${mobil}, kontaktdatastatus: VERIFICERET`,
  getVerifikationskode: mobil,
  verificerKontaktinformation: `${mobil}, verifikationskode: "000000"`,
};

/** What asks the operation of a borger. */
export function write(operation: Operation, borger: keyof typeof BORGERE): string {
  const cpr = BORGERE[borger];
  return operation === 'kontaktinformation'
    ? `{ borger(cpr: "${cpr}") { at: kontaktinformation ${FEIL} } }`
    : `mutation { at: ${operation}(input: { cpr: "${cpr}", ${INPUT[operation]} }) ${FEIL} }`;
}

/** From contact data to citizens, for STAR only: contract §7, M and E. */
export const SEARCHES: readonly { readonly letter: 'M' | 'E'; readonly field: string; readonly query: string }[] = [
  {
    letter: 'M',
    field: 'borgereMedMobiltelefon',
    query: `{ at: borgereMedMobiltelefon(mobiltelefon: "67000001") ${FEIL} }`,
  },
  {
    letter: 'E',
    field: 'borgereMedEmail',
    query: `{ at: borgereMedEmail(email: "borger-1@example.org") ${FEIL} }`,
  },
];

/** What a search answers each caller. */
export const SEARCHED: Readonly<Record<string, Answer>> = {
  'akasse-1': NO_RIGHTS,
  'aktoer-1@akasse-1': NO_RIGHTS,
  'system@akasse-1': NO_RIGHTS,
  'jobcenter-1': NO_RIGHTS,
  'aktoer-1@jobcenter-1': NO_RIGHTS,
  'aktoer-2@jobcenter-1': NO_RIGHTS,
  'aktoer-1@jobcenter-2': NO_RIGHTS,
  'system@jobcenter-1': NO_RIGHTS,
  'kommune-1': NO_RIGHTS,
  'aktoer-1@kommune-1': NO_RIGHTS,
  'system@kommune-1': NO_RIGHTS,
  'deler@kommune-1': NO_RIGHTS,
  'kunakasse@akasse-1': NO_RIGHTS,
  'kunakasse@jobcenter-1': NO_RIGHTS,
  'tidligere@jobcenter-1': NO_RIGHTS,
  'fuld@kommune-1': NO_RIGHTS,
  'borger@kommune-1': NO_RIGHTS,
  // She may search as STAR may, and finds herself.
  'deler@star': { __typename: 'Borgere' },
  star: { __typename: 'Borgere' },
  'system@star': { __typename: 'Borgere' },
};
