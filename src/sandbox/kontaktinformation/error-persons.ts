import { type Persona, SET_1 } from './people.ts';
import { ERROR_CODES, type Fejlkode } from './answers/fejl.ts';

/**
 * A test person on whom things go wrong. `kode` and `status` answer at once. Of the rest, which fail on the wire only,
 * each name says what happens.
 */
export interface ErrorPerson {
  readonly fejl:
    | { readonly kode: Fejlkode }
    | { readonly status: number; readonly onlyPost: boolean }
    | 'never answers'
    | 'breaks off a POST'
    | 'stores and breaks off'
    | 'answers broken JSON'
    | 'answers flat';
  readonly navn: string;
  /** Family 6 has data of its own; family 5 never gets that far. */
  readonly persona?: Persona;
}

const ON_THE_WIRE: Readonly<Record<string, ErrorPerson['fejl']>> = {
  901: 'never answers',
  902: 'breaks off a POST',
  903: 'stores and breaks off',
  904: 'answers broken JSON',
  905: 'answers flat',
};

// 2001 shares its last three digits with 1001, which came first.
const KODE_BY_DIGITS = new Map(
  ERROR_CODES.filter((kode) => kode !== 2001).map((kode) => [String(kode).slice(-3), kode]),
);

/**
 * Three families: `0112575` and the last three digits of a code, `0112576` and a status or one of 901 to 905, `0112577` and a code
 * below 1000.
 */
export function findErrorPerson(cpr: string): ErrorPerson | undefined {
  const digits = cpr.slice(7);
  if (cpr === '0112577003') return { navn: 'fejlkode-3', fejl: { kode: 3 } };
  if (cpr.startsWith('0112575')) {
    const kode = KODE_BY_DIGITS.get(digits);
    return kode === undefined ? undefined : { navn: `fejlkode-${kode}`, fejl: { kode } };
  }
  const fejl = cpr.startsWith('0112576') ? (ON_THE_WIRE[digits] ?? readStatus(digits)) : undefined;
  if (fejl === undefined) return undefined;
  const navn = `fejl-${digits}`;
  return { navn, fejl, persona: { ...FAMILY_6, navn, cpr } };
}

function readStatus(digits: string): ErrorPerson['fejl'] | undefined {
  const status = Number(digits);
  // 412 is an x-requestId seen before, which only a POST has.
  return status >= 300 && status <= 599 ? { status, onlyPost: status === 412 } : undefined;
}

const FAMILY_6 = {
  kontaktdata: [{ type: 'mobiltelefon', status: 'ikkeVerificeret', kontaktdata: '67000576' }],
  own: SET_1,
} as const satisfies Omit<Persona, 'navn' | 'cpr'>;
