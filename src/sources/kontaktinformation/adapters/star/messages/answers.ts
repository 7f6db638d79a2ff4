import { type Cpr, parseCpr } from '../../../../../domain/cpr.ts';
import { property } from '../../../../../wire/rest/json.ts';
import type { Kodelister } from '../../../settings.ts';
import { kodeOf } from '../../../validity.ts';
import type { KontaktdataStatus, KontaktdataType, Kontaktinformation } from '../../../kontaktinformation.ts';

/** Keys as STAR prints them, `borgerer` and `emailaddresse` included; read without regard to case. */
export const PATHS = {
  kontaktinformation: '/v1/kontaktinformation',
  status: '/v1/kontaktinformation/status',
  verificering: '/v1/kontaktinformation/verificering',
  mobiltelefon: (nummer: string) => `/v1/kontaktinformation/mobiltelefon/${encodeURIComponent(nummer)}`,
  email: (email: string) => `/v1/kontaktinformation/emailaddresse/${encodeURIComponent(email)}`,
};

/**
 * The entries of GetKontaktinformation, wrapped twice (as printed) or once; undefined when the answer makes no sense. An
 * entry that cannot be read costs itself. "Nothing registered" is said by a list that is empty or missing, and by nothing else.
 * `whole`: only when the list is there, and nothing in it unread, for what is missing would be taken for deleted.
 */
export function readKontaktinformationer(
  json: unknown,
  kodelister: Kodelister,
  whole = false,
): Kontaktinformation[] | undefined {
  const outer = property(json, 'kontaktinformationer');
  const list = isObject(outer) ? listIn(outer, 'kontaktinformation') : listIn(json, 'kontaktinformationer');
  const rows = readRows(list, (entry) => readEntry(entry, kodelister));
  return whole && (!Array.isArray(list) || list.length !== rows?.length) ? undefined : rows;
}

/** The list under a key; that there is none, said by null or by an object with nothing in it; undefined for anything else. */
function listIn(value: unknown, key: string): readonly unknown[] | 'none' | undefined {
  if (!isObject(value)) return undefined;
  const list = property(value, key);
  if (Array.isArray(list)) return list;
  return list === null || Object.keys(value).length === 0 ? 'none' : undefined;
}

/** The rows that can be read; undefined when none can be, for that is not the same as an empty list. */
function readRows<Row>(
  list: readonly unknown[] | 'none' | undefined,
  read: (row: unknown) => Row | undefined,
): Row[] | undefined {
  if (list === undefined) return undefined;
  if (list === 'none') return [];
  const rows = list.map(read).filter((row) => row !== undefined);
  return rows.length === 0 && list.length > 0 ? undefined : rows;
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function readEntry(entry: unknown, { kontaktdata, kontaktdatastatus }: Kodelister): Kontaktinformation | undefined {
  const text = property(entry, 'kontaktdata');
  const type = readCodeNumber(property(entry, 'kontaktdataType'));
  const status = readCodeNumber(property(entry, 'kontaktdatastatus'));
  if (typeof text !== 'string' || type === undefined || status === undefined) return undefined;
  // Expired values too: what was stored while they held is stored still.
  const types: Record<number, KontaktdataType> = {
    [kodeOf(kontaktdata.mobiltelefon)]: 'MOBILTELEFON',
    [kodeOf(kontaktdata.fastnetTelefon)]: 'FASTNET_TELEFON',
    [kodeOf(kontaktdata.mailadresse)]: 'MAILADRESSE',
  };
  const statuses: Record<number, KontaktdataStatus> = {
    [kodeOf(kontaktdatastatus.ikkeVerificeret)]: 'IKKE_VERIFICERET',
    [kodeOf(kontaktdatastatus.verificeret)]: 'VERIFICERET',
  };
  return {
    kontaktdata: text,
    kontaktdataType: types[type] ?? 'UKENDT',
    kontaktdataTypeKode: type,
    kontaktdatastatus: statuses[status] ?? 'UKENDT',
    kontaktdatastatusKode: status,
  };
}

/** A value of a code list: a number, or its digits as text, for that the values are integers is only inferred. */
function readCodeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  // No further than a GraphQL Int reaches.
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : undefined;
}

/**
 * The citizens of the two look-ups: objects as printed, or bare numbers. Undefined when the answer makes no sense. A citizen
 * without a number, or with one that is no cpr (a replacement number), can be asked nothing about, and costs the others nothing.
 */
export function readBorgere(json: unknown): Cpr[] | undefined {
  return readRows(listIn(json, 'borgerer'), (borger) => {
    const cpr = typeof borger === 'string' ? borger : property(borger, 'civilregistrationIdentifier');
    return typeof cpr === 'string' ? (parseCpr(cpr) ?? undefined) : undefined;
  });
}

const ROWS = new Set(['kontaktinformationer', 'kontaktinformation', 'borgerer']);
const MAX_DEPTH = 6;

/** Keys that hold a code, and the least number that is one there: under a word that may mean a status, lower ones are HTTP's. */
const CODE_KEYS: ReadonlyMap<string, number> = new Map([
  ['fejlkode', 1],
  ['errorcode', 1],
  ['code', 1000],
  ['kode', 1000],
  ['faultcode', 1000],
]);

/** More than a write has values; what a body says beyond that is not kept. */
const MAX_CODES = 20;

/**
 * The codes in a body whose form STAR does not publish, each once: breadth first, in any of the keys that its services use. The
 * first is the primary one; a 400 may list all errors that were found.
 */
export function readCodes(json: unknown, where: 'anywhere' | 'outside of rows' = 'anywhere'): readonly string[] {
  const codes = new Set<string>();
  for (const [key, value] of entriesIn(json, where)) {
    const least = CODE_KEYS.get(key);
    if (least !== undefined && isFejlkode(value, least)) codes.add(String(Number(value)));
    if (codes.size === MAX_CODES) break;
  }
  return [...codes];
}

/** Whether a key or a value in it is known from bodies of failures and not from receipts. */
export function saysFailure(json: unknown): boolean {
  for (const [key, value] of entriesIn(json, 'anywhere')) {
    if (FAILURE.test(key) || value === false || (typeof value === 'string' && FAILED.test(value))) return true;
  }
  return false;
}

/** `{"ok":false}`, `{"result":"FAILED"}`: what the answer is, in a word. */
const FAILED = /^\s*(?:fejl(?:et)?|afvist|error|fail(?:ed|ure)?|fault|rejected|denied|nok|ko|false)\s*$/i;
const FAILURE = /fejl|error|fault|exception|^(?:status|title|detail|message|besked|tekst|success)$/;

/** Every key and its value, breadth first and six levels down; keys in small letters. */
function* entriesIn(json: unknown, where: 'anywhere' | 'outside of rows'): Generator<readonly [string, unknown]> {
  let level: unknown[] = [json];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const below: unknown[] = [];
    for (const object of level) {
      if (object === null || typeof object !== 'object') continue;
      for (const [name, value] of Object.entries(object)) {
        const key = name.toLowerCase();
        yield [key, value];
        if (where === 'anywhere' || !ROWS.has(key) || !Array.isArray(value)) below.push(value);
      }
    }
    level = below;
  }
}

function isFejlkode(value: unknown, least: number): boolean {
  const isNumber = Number.isInteger(value) || (typeof value === 'string' && /^\d{1,9}$/.test(value));
  return isNumber && Number(value) >= least && Number(value) <= 99_999;
}
