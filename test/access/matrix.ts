/** STAR's access matrix (contract §7), a row a cell: who asks about whom, and whether there is an X. */
export interface Cell {
  readonly cell: string;
  readonly caller: string;
  readonly borger: keyof typeof BORGERE;
  readonly allowed: boolean;
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

const cell = (cell: string, caller: string, borger: keyof typeof BORGERE, allowed: boolean): Cell => ({
  cell,
  caller,
  borger,
  allowed,
});

export const CELLS: readonly Cell[] = [
  cell('A-kasse, egne borgere', 'akasse-1', 'kunakasse', true),
  cell('A-kasse, alle borgere', 'akasse-1', 'fremmed', false),
  cell('A-kasse, tidligere egne', 'akasse-1', 'tidligere', false),
  cell('A-kasse, gæsteadgang', 'akasse-1', 'gaest', false),
  cell('A-kasse, Anden Aktør', 'aktoer-1@akasse-1', 'fuld', false),
  cell('A-kasse, System alle', 'system@akasse-1', 'fremmed', false),
  cell('A-kasse, a borger of the kommune only', 'akasse-1', 'deler', false),
  cell('JobCenter, egne borgere', 'jobcenter-1', 'kunjob', true),
  cell('JobCenter, alle borgere', 'jobcenter-1', 'fremmed', false),
  cell('JobCenter, tidligere egne', 'jobcenter-1', 'tidligere', false),
  cell('JobCenter, gæsteadgang', 'jobcenter-1', 'gaest', false),
  cell('JobCenter, Anden Aktør egne', 'aktoer-1@jobcenter-1', 'aktoer', true),
  cell('JobCenter, Anden Aktør gæste', 'aktoer-1@jobcenter-1', 'aktoergaest', false),
  cell('JobCenter, Anden Aktør alle', 'aktoer-2@jobcenter-1', 'kunjob', false),
  cell('JobCenter, the provider of another jobcenter', 'aktoer-1@jobcenter-2', 'aktoer', false),
  cell('JobCenter, System alle', 'system@jobcenter-1', 'fremmed', false),
  cell('JobCenter, a borger of the a-kasse only', 'jobcenter-1', 'kunakasse', false),
  cell('Kommune, egne borgere', 'kommune-1', 'deler', true),
  cell('Kommune, alle borgere', 'kommune-1', 'fremmed', false),
  cell('Kommune, tidligere egne', 'kommune-1', 'tidligere', false),
  cell('Kommune, gæsteadgang', 'kommune-1', 'gaest', false),
  cell('Kommune, Anden Aktør', 'aktoer-1@kommune-1', 'fuld', false),
  cell('Kommune, a system for its own', 'system@kommune-1', 'deler', true),
  cell('Kommune, System alle', 'system@kommune-1', 'fremmed', false),
  cell('STAR, alle borgere', 'star', 'fremmed', true),
  cell('STAR, a system', 'system@star', 'fremmed', true),
  cell('a borger who asks for herself has no row', 'borger@kommune-1', 'deler', false),
];

/** Each operation, as the graph asks for it, and what its refusal is in the graph. */
export interface Operation {
  readonly letter: 'G' | 'C' | 'U' | 'K' | 'V' | 'M' | 'E';
  readonly query: (cpr: string) => string;
  readonly refusal: { readonly __typename: string; readonly kode: string };
}

const FEIL = '{ __typename ... on Registerfeil { kode opphav } }';
const NOT_YOURS = { __typename: 'StarIkkeAutoriseret', kode: '4575' };
const NO_RIGHTS = { __typename: 'StarManglendeRettigheder', kode: '1013' };

const mutation = (field: string, input: (cpr: string) => string) => (cpr: string) =>
  `mutation { at: ${field}(input: { cpr: "${cpr}", ${input(cpr)} }) ${FEIL} }`;

const mobil = 'kontaktdataType: MOBILTELEFON';

/** On one citizen: the matrix decides. K's table of errors has no 4575. */
export const ON_BORGER: readonly Operation[] = [
  { letter: 'G', query: (cpr) => `{ borger(cpr: "${cpr}") { at: kontaktinformation ${FEIL} } }`, refusal: NOT_YOURS },
  {
    letter: 'C',
    query: mutation('createKontaktinformation', () => `kontaktinformation: [{ ${mobil}, kontaktdata: "67000001" }]`),
    refusal: NOT_YOURS,
  },
  { letter: 'C', query: mutation('sletKontaktinformation', () => mobil), refusal: NOT_YOURS },
  {
    letter: 'U',
    query: mutation('updateKontaktinformation', () => `${mobil}, kontaktdatastatus: VERIFICERET`),
    refusal: NOT_YOURS,
  },
  { letter: 'K', query: mutation('getVerifikationskode', () => mobil), refusal: NO_RIGHTS },
  {
    letter: 'V',
    query: mutation('verificerKontaktinformation', () => `${mobil}, verifikationskode: "000000"`),
    refusal: NOT_YOURS,
  },
];

/** From contact data to citizens: STAR only. */
export const SEARCHES: readonly Operation[] = [
  { letter: 'M', query: () => `{ at: borgereMedMobiltelefon(mobiltelefon: "67000001") ${FEIL} }`, refusal: NO_RIGHTS },
  { letter: 'E', query: () => `{ at: borgereMedEmail(email: "borger-1@example.org") ${FEIL} }`, refusal: NO_RIGHTS },
];
