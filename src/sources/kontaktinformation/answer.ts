import { kildeUtilgjengelig, type Registerfeil, udokumentertFeil } from '../../domain/registerfeil.ts';
import type { HttpResponse } from '../../wire/http.ts';
import { isJson, readJson, readJsonAsAscii } from '../../wire/rest/json.ts';
import { catalogue, type StarOperation } from './codes.ts';
import { isKnown, MAX_ERROR_BYTES, readFejl } from './fejl.ts';
import { readFejlkode, saysFailure } from './messages.ts';

/** What an answer of STAR says, whatever its status: errors may come in the clothes of a success. */
export type StarAnswer<Data> =
  | { readonly kind: 'success'; readonly data: Data }
  | { readonly kind: 'error'; readonly feil: Registerfeil }
  /** A success by its status that holds neither what was asked for nor a code that STAR documents. */
  | { readonly kind: 'nonsense'; readonly feil: Registerfeil };

/** An answer to a question: the data that `read` finds in its JSON, where it does. */
export function readAnswer<Data>(
  operation: StarOperation,
  answer: HttpResponse,
  read: (json: unknown) => Data | undefined,
): StarAnswer<Data> {
  if (!isSuccess(answer)) return { kind: 'error', feil: readFejl(operation, answer) };
  const json = readJson(answer);
  // Past this length it is no error; what is a code outside of the rows may be anything in one, unless no row makes sense.
  const mayBeError = answer.body.length <= MAX_ERROR_BYTES ? (json ?? readJsonAsAscii(answer)) : undefined;
  const kode = readFejlkode(mayBeError, 'outside of rows');
  if (kode !== undefined) return ofKode(operation, kode);
  const data = read(json);
  if (data !== undefined) return { kind: 'success', data };
  const kodeInRow = readFejlkode(mayBeError);
  return kodeInRow === undefined ? NONSENSE : ofKode(operation, kodeInRow);
}

/**
 * An answer to a write, or to GetVerifikationskode, of which nothing is known but that it says no failure: it is empty, a
 * receipt, or JSON that breaks off. A page, a sentence, words of failure without a code, and what is yet to be done, are
 * nonsense. What stands in it goes no further: it may be a verifikationskode.
 */
export function readReceipt(operation: StarOperation, answer: HttpResponse): StarAnswer<null> {
  if (!isSuccess(answer)) return { kind: 'error', feil: readFejl(operation, answer) };
  if (answer.body.length > MAX_ERROR_BYTES) return NONSENSE;
  const json = readJsonAsAscii(answer);
  const kode = readFejlkode(json);
  // A verifikationskode is no fejlkode, though it may stand under a key that is one's.
  if (kode !== undefined && (operation !== 'GetVerifikationskode' || isKnown(kode))) return ofKode(operation, kode);
  // 202 Accepted says that nothing has been done yet, and perhaps never will be (RFC 9110, 15.3.3).
  if (answer.status === 202) return NONSENSE;
  // JSON that says a thing twice breaks off nowhere.
  const isReceipt =
    json === undefined ? !isJson(answer) && isReceiptText(answer.body.toString('latin1')) : isReceiptJson(json);
  return isReceipt ? { kind: 'success', data: null } : NONSENSE;
}

const NONSENSE = { kind: 'nonsense', feil: kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR') } as const;

function ofKode(operation: StarOperation, kode: string): StarAnswer<never> {
  if (isKnown(kode)) return { kind: 'error', feil: catalogue.feil(operation, kode) };
  return { kind: 'nonsense', feil: udokumentertFeil('STAR', kode) };
}

function isReceiptJson(json: unknown): boolean {
  if (typeof json === 'string') return isReceiptText(json);
  return json !== false && !saysFailure(json);
}

/** Nothing, one word with a digit in it (an id), or JSON that breaks off before any word of failure. */
function isReceiptText(text: string): boolean {
  const word = text.trim();
  if (word === '' || /^(?:ok|true)$/i.test(word)) return true;
  if (/^[[{]/.test(word))
    return !saysFailure([...word.matchAll(/"(\w+)"\s*:/g)].map(([, key = '']) => ({ [key]: '' })));
  return /^[\w-]*\d[\w-]*$/.test(word);
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}
