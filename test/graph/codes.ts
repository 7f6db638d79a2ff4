import { MANGLER } from '../../src/sources/enhet/mangler.ts';
import type { RegisterName } from '../../src/sandbox/index.ts';
import { catalogue as star } from '../../src/sources/kontaktinformation/codes.ts';
import { SOURCE_READS } from '../sources/reached.ts';
import { ENHET_READS, type OperationField, REST_READS, type Read, READS } from '../support/reads.ts';

/** How a documented code is brought about: what is asked of which field, of whom, and in what mood the register is. */
export interface Reached {
  readonly kode: string;
  /** By coordinate. */
  readonly felt: string;
  readonly key: string;
  readonly opphav?: 'GATEWAY';
  /** Which gateway is asked, where the embedded sandbox's own configuration would not get the code. */
  readonly gateway?: GatewayName;
  readonly sandbox?: Readonly<Partial<Record<RegisterName, object>>>;
}

export type GatewayName =
  | 'plain'
  | 'without precheck'
  | 'wrong password'
  | 'limited user'
  | 'a-kasse'
  | 'company'
  | 'unknown type'
  | 'unapproved supplier'
  | 'no certificate'
  | 'unknown certificate';

/** STAR's codes for any call about a citizen: `0112575` and the code's last three digits are a person who gets it. */
const ERROR_PERSONS: readonly Reached[] = star.codes
  .filter(({ kode, operations }) => /^\d+$/.test(kode) && operations.includes('GetKontaktinformation'))
  .map(({ kode }) => ({ kode, felt: 'Borger.kontaktinformation', key: `0112575${kode.slice(-3)}` }));

const WITHOUT_CODE: readonly Reached[] = [401, 403, 404, 405, 415].map((status) => ({
  kode: `HTTP_${status}`,
  felt: 'Borger.kontaktinformation',
  key: `0112576${status}`,
}));

const BORGER: readonly Reached[] = [
  { kode: '1001', felt: 'Borger.kontaktinformation', key: '3113505006', opphav: 'GATEWAY' },
  { kode: '1010', felt: 'Borger.kontaktinformation', key: '1503515016' },
  {
    kode: '60006',
    felt: 'Borger.kontaktinformation',
    key: '1503515016',
    sandbox: { kontaktinformation: { codeSet: 'new' } },
  },
  { kode: '9159', felt: 'Borger.kontaktinformation', key: '0303505003' },
  { kode: '4575', felt: 'Borger.kontaktinformation', key: '1010505010', gateway: 'a-kasse' },
];

const SEARCHES: readonly Reached[] = (
  [
    ['Query.borgereMedMobiltelefon', '67000001'],
    ['Query.borgereMedEmail', 'borger-1@example.org'],
  ] as const
).flatMap(([felt, key]): Reached[] => [
  { kode: '1013', felt, key, gateway: 'a-kasse' },
  {
    kode: '4575',
    felt,
    key,
    gateway: 'a-kasse',
    sandbox: {
      kontaktinformation: {
        access: { GetKontaktinformationMobilNr: { refusal: 4575 }, GetKontaktinformationEmail: { refusal: 4575 } },
      },
    },
  },
  { kode: '1012', felt, key, gateway: 'unknown certificate' },
  { kode: '1101', felt, key, gateway: 'no certificate' },
  { kode: '4413', felt, key, gateway: 'company' },
  { kode: '8173', felt, key, gateway: 'unknown type' },
  {
    kode: '8232',
    felt,
    key,
    sandbox: { kontaktinformation: { metadataHeaders: { activeOrganisation: 'Another-Header' } } },
  },
  {
    kode: '8233',
    felt,
    key,
    sandbox: { kontaktinformation: { metadataHeaders: { requestUserMetadata: 'Another-Header' } } },
  },
  { kode: '8234', felt, key, sandbox: { kontaktinformation: { metadataHeaders: { encoding: 'base64-json' } } } },
  { kode: 'HTTP_404', felt, key, sandbox: { kontaktinformation: { prefix: '/moved' } } },
]);

const SEARCH_WORDS: readonly Reached[] = [
  { kode: '9156', felt: 'Query.borgereMedMobiltelefon', key: 'ikke et nummer', opphav: 'GATEWAY' },
  { kode: '9158', felt: 'Query.borgereMedEmail', key: 'ikke en adresse', opphav: 'GATEWAY' },
];

const KAN_VELGE = 'Innbygger.kanVelgeSikkerDigitalPostkasse';
const POSTKASSE: readonly Reached[] = [
  { kode: 'NEI', felt: KAN_VELGE, key: '16848524089' },
  { kode: 'RESERVERT', felt: KAN_VELGE, key: '05857415002' },
  { kode: 'ALLEREDE_AKTIV', felt: KAN_VELGE, key: '02827112006' },
  { kode: 'BRUKER_IKKE_FUNNET', felt: KAN_VELGE, key: '06867516008' },
  { kode: 'BRUKER_IKKE_FUNNET', felt: KAN_VELGE, key: '07877617003' },
  { kode: 'BRUKER_IKKE_FUNNET', felt: 'Innbygger.kontaktregister', key: '07877617003' },
  { kode: 'UGYLDIG_SERTIFIKAT', felt: KAN_VELGE, key: '12928120005' },
  { kode: 'UGYLDIG_EPOSTADRESSE', felt: KAN_VELGE, key: '11918019091' },
  { kode: 'UGYLDIG_ORGNR', felt: KAN_VELGE, key: '01817011000', gateway: 'unapproved supplier' },
  { kode: 'UGYLDIG_PERSONNUMMER', felt: KAN_VELGE, key: '01817011001', opphav: 'GATEWAY' },
  {
    kode: 'UGYLDIG_PERSONNUMMER',
    felt: KAN_VELGE,
    key: '01817011000',
    sandbox: { postkasse: { allowSynthetic: false } },
  },
  { kode: 'UGYLDIG_PERSONNUMMER', felt: 'Innbygger.kontaktregister', key: '01817011001', opphav: 'GATEWAY' },
];

const UNIT_FIELDS = Object.keys(ENHET_READS) as (keyof typeof ENHET_READS)[];

const ENHET: readonly Reached[] = UNIT_FIELDS.flatMap((felt): Reached[] => [
  { kode: '1', felt, key: '700000109' },
  { kode: '2', felt, key: '700000206' },
  { kode: '3', felt, key: '700000303' },
  { kode: '10', felt, key: '', opphav: 'GATEWAY' },
  { kode: '10', felt, key: '', gateway: 'without precheck' },
  { kode: '100', felt, key: '700010007' },
  { kode: '110', felt, key: '700011003' },
  { kode: '120', felt, key: '700012018' },
  ...(felt === 'Enhet.bedrift' ? [] : [{ kode: '130', felt, key: '700013006' }]),
  { kode: '170', felt, key: '700017002', opphav: 'GATEWAY' },
  { kode: '170', felt, key: '700017002', gateway: 'without precheck' },
  { kode: '200', felt, key: '700020002' },
  { kode: '10000', felt, key: '12345678', opphav: 'GATEWAY' },
  { kode: '10000', felt, key: '70001100X', gateway: 'without precheck' },
  { kode: '-1000', felt, key: '790100018' },
]);

const REST_FIELDS = Object.keys(REST_READS) as (keyof typeof REST_READS)[];

/** grunndata is not asked for these, but what is no unit's number is refused before that is known. */
const CHECKED: readonly Reached[] = REST_FIELDS.flatMap((felt): Reached[] => [
  { kode: '10', felt, key: '', opphav: 'GATEWAY' },
  { kode: '170', felt, key: '700017002', opphav: 'GATEWAY' },
  { kode: '10000', felt, key: '12345678', opphav: 'GATEWAY' },
]);

const SINGLE_ENHETER: readonly Reached[] = [
  { kode: '190', felt: 'Enhet.bedrift', key: '700102009' },
  { kode: '210', felt: 'Enhet.frivillighet', key: '700021009' },
  { kode: '210', felt: 'Enhet.frivillighet', key: '780001208' },
];

const ROLLEUTSKRIFT = 'Innbygger.rolleutskrift';
const PERSON_AND_SEARCH: readonly Reached[] = [
  { kode: '160', felt: ROLLEUTSKRIFT, key: 'ABC', opphav: 'GATEWAY' },
  { kode: '180', felt: ROLLEUTSKRIFT, key: '01817018099' },
  { kode: '181', felt: ROLLEUTSKRIFT, key: '02817018109' },
  { kode: '182', felt: ROLLEUTSKRIFT, key: '01817018250' },
  { kode: '183', felt: ROLLEUTSKRIFT, key: '01817018331' },
  { kode: '20', felt: 'Query.sokEnhet', key: ' ', opphav: 'GATEWAY' },
  { kode: '2000', felt: 'Query.endringslogg', key: '' },
];

const UTEN_ENHET = [
  { felt: ROLLEUTSKRIFT, key: '01817010055', operation: 'hentRolleutskrift' },
  { felt: 'Query.sokEnhet', key: 'sandbox', operation: 'sokEnhet' },
  { felt: 'Query.endringslogg', key: '', operation: 'hentEndringslogg' },
] as const;

/** What any operation of the business register may answer, whatever it is asked about. */
const ACCESS: readonly Reached[] = [...UNIT_FIELDS.map((felt) => ({ felt, key: '700000001' })), ...UTEN_ENHET].flatMap(
  ({ felt, key }): Reached[] => [
    { kode: '-101', felt, key, gateway: 'wrong password' },
    { kode: '-100', felt, key, gateway: 'limited user', sandbox: { enhet: { limitedAccess: [] } } },
  ],
);

const UNEXPECTED: readonly Reached[] = UTEN_ENHET.map(({ felt, key, operation }) => ({
  kode: '-1000',
  felt,
  key,
  sandbox: { enhet: { unexpectedError: [operation] } },
}));

export const REACHED: readonly Reached[] = [
  ...[ERROR_PERSONS, WITHOUT_CODE, BORGER, SEARCHES, SEARCH_WORDS, POSTKASSE],
  ...[ENHET, CHECKED, SINGLE_ENHETER, PERSON_AND_SEARCH, ACCESS, UNEXPECTED],
  ...SOURCE_READS.map(({ REACHED }) => REACHED),
].flat();

const ALL_READS: Readonly<Record<string, Read>> = Object.assign({}, READS, ...SOURCE_READS.map(({ READS }) => READS));

/** How a field is asked. */
export function readOf(felt: string): Read {
  const read = ALL_READS[felt];
  if (!read) throw new Error(`no example operation asks ${felt}: say one in reached.ts of its source's tests`);
  return read;
}

/** Units that lack it, a code of missing information each; the others are lacking in NAKEN SANDKASSE, 700103005. */
export const LACKING: Readonly<Record<string, string>> = {
  1010: '700101002',
  1020: '700102009',
  1155: '700115518',
  1160: '700115518',
  1190: '700119009',
};
export const MANGLENDE = MANGLER.map((lack) => ({ ...lack, key: LACKING[lack.kode] ?? '700103005' }));

const CPR_ONLY = ['1014', '4922', '6005', '1011', '1100', '8174', '8235'];
const STATUS_ONLY = ['HTTP_401', 'HTTP_403', 'HTTP_405', 'HTTP_415'];
const WHY = 'the sandbox has it on persons only, and a search names none; Borger.kontaktinformation reaches it';

/** What a union holds and its field cannot be made to answer on the sandbox, and why. */
export const NOT_REACHED: readonly { readonly kode: string; readonly felt: OperationField; readonly why: string }[] = [
  ...[...CPR_ONLY, ...STATUS_ONLY].flatMap((kode) => [
    { kode, felt: 'Query.borgereMedMobiltelefon' as const, why: WHY },
    { kode, felt: 'Query.borgereMedEmail' as const, why: WHY },
  ]),
];
