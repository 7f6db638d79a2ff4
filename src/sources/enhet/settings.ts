import type { Reading } from '../define.ts';
import {
  isMaskinportenSet,
  type MaskinportenConfig,
  readMaskinporten,
  VARIABLES as MASKINPORTEN,
} from '../maskinporten.ts';
import { REGISTER_URL, VARIABLES as COPY } from './adapters/copy/settings.ts';
import { type Environment, isLoopback, oneOf, registerAddress, text, wholeNumber } from '../values.ts';

/** The registers that units can be asked for, by the names of their adapters' folders. */
export const ENHET_SOURCES = ['grunndata', 'enhetsregisteret', 'copy'] as const;

export interface EnhetConfig {
  /** Which register is asked. Left out: grunndata. */
  readonly source?: (typeof ENHET_SOURCES)[number] | undefined;
  readonly grunndataUrl?: string | undefined;
  readonly frivillighetUrl?: string | undefined;
  /** Ends in `/enhetsregisteret/api`; the authorized tier is beside it. */
  readonly enhetsregisteretUrl?: string | undefined;
  /** Ends in `/frivillighetsregisteret/api`. */
  readonly frivillighetsregisteretUrl?: string | undefined;
  /** The service that tells who may sign, without birth numbers; ends in `/fullmakt`. */
  readonly fullmaktUrl?: string | undefined;
  /**
   * Our client, by whose tokens the authorized tier is asked. Left out: roles come without numbers of people, and nobody's own
   * roles are told.
   */
  readonly maskinporten?: MaskinportenConfig | undefined;
  /** The bodies that it is asked for, each for its own callers, when there are many. */
  readonly onBehalfOf?: readonly string[] | undefined;
  /** The copy that answers what it holds; the rest is asked of the addresses above. */
  readonly copy?: CopyConfig | undefined;
  readonly brukerId: string;
  readonly passord: string;
  /** Whether a malformed organisasjonsnummer is answered without a call (default), or sent to see the register's own answer. */
  readonly precheck?: boolean | undefined;
}

export interface CopyConfig {
  /** Which `registergraf copy fetch` makes. */
  readonly file: string;
  /** Whether the gateway follows the feeds of changes itself. */
  readonly follow: boolean;
  /** Milliseconds between two rounds of that. Left out: as the copy has it. */
  readonly followEveryMs?: number | undefined;
  /** Milliseconds after which its knowledge is too old to answer from. */
  readonly maxAgeMs: number;
}

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Bytes of kept units, where nothing else is said: some thirty thousand answers. */
export const KEEP_MAX_BYTES = 64 * MIB;

/** The registers' own addresses, which everybody may ask. */
const PUBLIC = {
  ENHETSREGISTERET_URL: REGISTER_URL,
  FRIVILLIGHETSREGISTERET_URL: 'https://data.brreg.no/frivillighetsregisteret/api',
  FULLMAKT_URL: 'https://data.brreg.no/fullmakt',
} as const;

export const VARIABLES = {
  ENHET_SOURCE: oneOf(ENHET_SOURCES).default('grunndata').meta({
    description:
      'Which register units are asked of: `grunndata` (SOAP), `enhetsregisteret` (open REST), or `copy` (a copy of that): see [Doors](docs/doors.md)',
    example: 'enhetsregisteret',
  }),
  GRUNNDATA_URL: registerAddress.meta({
    description: 'Whole endpoint of grunndataWS, service ErFr',
    example: 'https://grunndata.example/grunndata/ErFr',
  }),
  FRIVILLIGHET_URL: registerAddress.meta({
    description: 'Whole endpoint of grunndataWS, service Frivillighet: `frivillighet`',
    example: 'https://grunndata.example/grunndata/Frivillighet',
  }),
  GRUNNDATA_USER: text.meta({ description: 'User name, for both services', example: 'brukeren' }),
  GRUNNDATA_PASSWORD: text.meta({ secret: true, description: 'Password, for both services', example: 'hemmelig' }),
  ENHETSREGISTERET_URL: registerAddress
    .refine((url) => url === undefined || /\/api\/?$/.test(url), 'must end in /api')
    .default(PUBLIC.ENHETSREGISTERET_URL)
    .meta({
      description: 'Base address of Enhetsregisteret’s open REST; its authorized tier is `/autorisert-api` beside it',
      example: 'https://data.ppe.brreg.no/enhetsregisteret/api',
    }),
  FRIVILLIGHETSREGISTERET_URL: registerAddress
    .refine((url) => url === undefined || /\/api\/?$/.test(url), 'must end in /api')
    .default(PUBLIC.FRIVILLIGHETSREGISTERET_URL)
    .meta({
      description: 'Base address of Frivillighetsregisteret’s open REST',
      example: 'https://data.ppe.brreg.no/frivillighetsregisteret/api',
    }),
  FULLMAKT_URL: registerAddress.default(PUBLIC.FULLMAKT_URL).meta({
    description: 'Base address of the service that tells who may sign for a unit',
    example: 'https://data.ppe.brreg.no/fullmakt',
  }),
  ENHET_KEEP_MS: wholeNumber(0, DAY_MS).default(0).meta({
    description:
      'Milliseconds that public data of units are kept across requests; 0: not at all ([more](docs/operations.md#kept-units))',
    example: '300000',
  }),
  ENHET_KEEP_MAX_BYTES: wholeNumber(MIB, 4096 * MIB)
    .default(KEEP_MAX_BYTES)
    .meta({
      description: 'Bytes of all that is kept so; what was asked for least recently goes first',
      example: '268435456',
    }),
  ...COPY,
  ...MASKINPORTEN,
};

/** Needed by no address, and read whichever register is asked. */
export const KEEP_NAMES = ['ENHET_KEEP_MS', 'ENHET_KEEP_MAX_BYTES'] as const;

/** Needed by no address. */
export const COPY_NAMES = Object.keys(COPY) as readonly (keyof typeof COPY)[];

const OF_GRUNNDATA = ['GRUNNDATA_URL', 'FRIVILLIGHET_URL', 'GRUNNDATA_USER', 'GRUNNDATA_PASSWORD'] as const;
const OF_REST = ['ENHETSREGISTERET_URL', 'FRIVILLIGHETSREGISTERET_URL', 'FULLMAKT_URL'] as const;

/** Whether another register than grunndata is asked. */
export function asksRest({ ENHET_SOURCE }: Environment): boolean {
  return ENHET_SOURCE !== undefined && ENHET_SOURCE !== 'grunndata';
}

/** It is open, unless roles are asked with their numbers. */
export function chosen(set: Environment) {
  return asksRest(set) ? ({ by: 'ENHET_SOURCE', credentials: isMaskinportenSet(set) } as const) : undefined;
}

/** What is set for the register that is not asked, and where ours must not be asked. */
export function checkWhole(set: Environment): string[] {
  const source = asksRest(set) ? set.ENHET_SOURCE : 'grunndata';
  const unread = [...(asksRest(set) ? OF_GRUNNDATA : OF_REST), ...(source === 'copy' ? [] : COPY_NAMES)];
  return [
    ...(source === 'copy' && !set.ENHET_COPY ? ['ENHET_COPY: missing; ENHET_SOURCE is copy.'] : []),
    ...unread.filter((name) => set[name]).map((name) => `${name}: is set and not read; ENHET_SOURCE is ${source}.`),
    ...(isOverheard(set) ? [OVERHEARD] : []),
  ];
}

const OVERHEARD =
  'ENHETSREGISTERET_URL: must be an https address: our tokens are sent beside it, and numbers of people.';

/** Whether the authorized tier would be asked where others can read along. */
function isOverheard({ ENHETSREGISTERET_URL: url, ...set }: Environment): boolean {
  return url !== undefined && isMaskinportenSet(set) && !/^https:/i.test(url) && !isLoopback(url);
}

/** Undefined without its file, which `checkWhole` tells. */
function readCopy(read: Reading<typeof VARIABLES>['read']): CopyConfig | undefined {
  if (read?.ENHET_SOURCE !== 'copy' || !read.ENHET_COPY) return undefined;
  return { file: read.ENHET_COPY, follow: read.ENHET_COPY_FOLLOW === 'on', maxAgeMs: read.ENHET_COPY_MAX_AGE_MS };
}

const NO_CREDENTIALS = { brukerId: '', passord: '' };

export function readConfig(reading: Reading<typeof VARIABLES>): EnhetConfig | undefined {
  const { read, set } = reading;
  if (asksRest(set)) {
    const maskinporten = readMaskinporten(reading);
    return {
      source: read?.ENHET_SOURCE,
      enhetsregisteretUrl: read?.ENHETSREGISTERET_URL,
      frivillighetsregisteretUrl: read?.FRIVILLIGHETSREGISTERET_URL,
      fullmaktUrl: read?.FULLMAKT_URL,
      maskinporten,
      onBehalfOf: read?.ON_BEHALF_OF,
      copy: readCopy(read),
      ...NO_CREDENTIALS,
    };
  }
  if (!read?.GRUNNDATA_URL && !read?.FRIVILLIGHET_URL) return undefined;
  return {
    grunndataUrl: read.GRUNNDATA_URL,
    frivillighetUrl: read.FRIVILLIGHET_URL,
    // An address is refused without them.
    brukerId: read.GRUNNDATA_USER ?? '',
    passord: read.GRUNNDATA_PASSWORD ?? '',
  };
}
