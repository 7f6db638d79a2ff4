import { catalogue } from '../../../src/sources/kontaktinformation/codes.ts';
import type { Answer } from '../answer.ts';
import { type Expected, type Row, Rows } from '../verdict.ts';
import {
  Contradiction,
  codeOf,
  fejlkodeIn,
  isObject,
  member,
  NOT_JSON,
  readBodies,
  readLeniently,
  saysTwice,
} from './bodies.ts';

/** The code lists that the gateway is configured with: not STAR's, and not the sandbox's either. */
export const KODELISTER = {
  bekraeftet: false,
  kontaktdata: { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
  kontaktdatastatus: { ikkeVerificeret: 71, verificeret: 72 },
};

export const TYPES: Readonly<Record<number, string>> = { 17: 'MOBILTELEFON', 23: 'FASTNET_TELEFON', 42: 'MAILADRESSE' };
const STATUSES: Readonly<Record<number, string>> = { 71: 'IKKE_VERIFICERET', 72: 'VERIFICERET' };

const CPR =
  /^(?:((((0[1-9]|1[0-9]|2[0-9]|3[0-1])(01|03|05|07|08|10|12))|((0[1-9]|1[0-9]|2[0-9]|30)(04|06|09|11))|((0[1-9]|1[0-9]|2[0-9])(02)))[0-9]{6})|0000000000)$/;

/** One way of reading a body, or none where it contradicts itself. */
function each(answer: Answer, read: (json: unknown) => Expected[]): Expected[] {
  return readBodies(answer).flatMap((json) => {
    try {
      return read(json);
    } catch (error) {
      if (error instanceof Contradiction) return [];
      throw error;
    }
  });
}

const code = (kode: string): Expected[] => [{ kind: 'code', kode }];
export const isSuccess = ({ status }: Answer) => status >= 200 && status <= 299;

/** Whatever is not a success: a known code wins over the status, and without one the status decides. */
export function judgeError(operation: string, answer: Answer): Expected[] {
  return [...new Set(codesIn(answer))].flatMap((kode) => judgeStatus(operation, answer.status, kode));
}

/** Every code that the answer may be told to hold, and undefined where it may be told to hold none. */
function codesIn(answer: Answer): (string | undefined)[] {
  const codes = readLeniently(answer).flatMap((json) => {
    if (json === NOT_JSON) return undefined;
    return [false, true].flatMap((low) => [fejlkodeIn(json, { low }), fejlkodeIn(json, { low, beside: true })]);
  });
  // A body that says a thing twice may be told to say nothing.
  return saysTwice(answer) ? [...codes, undefined] : codes;
}

/** The errors in a success's clothes. */
const errorsIn = (answer: Answer): Expected[] =>
  [...new Set(codesIn(answer))].flatMap((kode) => (kode === undefined ? [] : code(kode)));

const isKnown = (kode: string) => catalogue.codes.some((known) => known.kode === kode);

function judgeStatus(operation: string, status: number, kode: string | undefined): Expected[] {
  if (kode !== undefined && isKnown(kode)) return code(kode);
  if (operation === 'VerificerKontaktinformation' && status === 400) return code('VERIFICERING_AFVIST');
  if ([401, 403, 404, 405, 415].includes(status)) return code(`HTTP_${status}`);
  if (status === 412 && /^(?:Create|Update|Verificer)/.test(operation)) return code('GENTAGET_REQUEST');
  // Breakdowns and redirects are nobody's answer.
  return status >= 400 && status < 500 && status !== 429 ? code(kode ?? `HTTP_${status}`) : [];
}

/** An answer without its list: "nothing registered" may be said by null in its place, or by an object with nothing in it. */
function isLeftOut(json: unknown, key: string): boolean {
  return isObject(json) && (Object.keys(json).length === 0 || member(json, key) === null);
}

/** The entries as printed, or with the list one level up; undefined when there is no list. */
export function entriesIn(json: unknown): unknown[] | undefined {
  const outer = member(json, 'kontaktinformationer');
  const list = Array.isArray(outer) ? outer : member(outer, 'kontaktinformation');
  return Array.isArray(list) ? list : undefined;
}

export function readEntry(entry: unknown): Row {
  try {
    const kontaktdata = member(entry, 'kontaktdata');
    const type = codeOf(member(entry, 'kontaktdataType'));
    const status = codeOf(member(entry, 'kontaktdatastatus'));
    if (typeof kontaktdata !== 'string' || type === undefined || status === undefined)
      return { value: undefined, shown: 'never' };
    const value = {
      kontaktdata,
      kontaktdataType: TYPES[type] ?? 'UKENDT',
      kontaktdataTypeKode: type,
      kontaktdatastatus: STATUSES[status] ?? 'UKENDT',
      kontaktdatastatusKode: status,
    };
    return { value, shown: kontaktdata === '' ? 'maybe' : 'always' };
  } catch (error) {
    if (error instanceof Contradiction) return { value: undefined, shown: 'never' };
    throw error;
  }
}

export function judgeGet(answer: Answer): Expected[] {
  if (!isSuccess(answer)) return judgeError('GetKontaktinformation', answer);
  const said = each(answer, (json): Expected[] => {
    const entries = entriesIn(json);
    if (entries)
      return entries.length === 0 ? code('9159') : [{ kind: 'data', data: new Rows(entries.map(readEntry)) }];
    const outer = member(json, 'kontaktinformationer');
    const isNothing = isLeftOut(json, 'kontaktinformationer') || isLeftOut(outer, 'kontaktinformation');
    return isNothing ? code('9159') : [];
  });
  return [...said, ...errorsIn(answer)];
}

export function judgeSearch(operation: string, answer: Answer): Expected[] {
  if (!isSuccess(answer)) return judgeError(operation, answer);
  const said = each(answer, (json): Expected[] => {
    const list = member(json, 'borgerer') ?? null;
    if (list === null) return isLeftOut(json, 'borgerer') ? [{ kind: 'data', data: [] }] : [];
    if (!Array.isArray(list)) return [];
    const rows = list.map(readBorger);
    // Nobody of those who were sent could be read: that is not nobody.
    return rows.length > 0 && rows.every(({ shown }) => shown === 'never')
      ? []
      : [{ kind: 'data', data: new Rows(rows) }];
  });
  return [...said, ...errorsIn(answer)];
}

function readBorger(borger: unknown): Row {
  try {
    const cpr = typeof borger === 'string' ? borger : member(borger, 'civilregistrationIdentifier');
    return { value: cpr, shown: typeof cpr === 'string' && CPR.test(cpr) ? 'always' : 'never' };
  } catch (error) {
    if (error instanceof Contradiction) return { value: undefined, shown: 'never' };
    throw error;
  }
}

/** One answer to a write: done, refused, or nothing that says either. */
export function judgeWrite(operation: string, answer: Answer): Expected[] {
  if (!isSuccess(answer)) return judgeError(operation, answer);
  const done: Expected = { kind: 'data', data: undefined };
  if (answer.status === 204 || answer.body.toString('latin1').trim() === '') return [done];
  // A verifikationskode is no code of an error, though it may stand under a key that is one's.
  const isError = (kode: string | undefined) =>
    kode !== undefined && Number(kode) >= 1000 && (operation !== 'GetVerifikationskode' || isKnown(kode));
  return codesIn(answer).some(isError) ? errorsIn(answer) : [done, ...errorsIn(answer)];
}
