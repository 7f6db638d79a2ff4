import { DONE, notDone, unknownEffect, type WriteOutcome } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil, udokumentertFeil } from '../../domain/registerfeil.ts';
import {
  effectOfStatus,
  type HttpFailure,
  type HttpResponse,
  isUnasked,
  type ReadReport,
  toldOf,
} from '../../wire/http/http.ts';
import { retryAfter } from '../../wire/http/retry-after.ts';
import { isJson, readJson, readJsonAsAscii } from '../../wire/rest/json.ts';
import { readCodes, saysFailure } from './adapters/star/messages/answers.ts';
import { catalogue, type StarOperation } from './codes.ts';

/** A longer body is neither an error nor a receipt of STAR's, but some page. */
const MAX_ERROR_BYTES = 64 * 1024;

const OWN_STATUSES = new Set([401, 403, 404, 405, 415]);

/** What an answer of STAR says. The status alone does not decide: an error may have the status 200. */
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
  // Longer bodies are no errors. Codes are looked for outside of the rows first; inside of rows only if no row can be read.
  const mayBeError = answer.body.length <= MAX_ERROR_BYTES ? (json ?? readJsonAsAscii(answer)) : undefined;
  const codes = readCodes(mayBeError, 'outside of rows');
  if (codes.length > 0) return ofCodes(operation, codes);
  const data = read(json);
  if (data !== undefined) return { kind: 'success', data };
  return ofCodes(operation, readCodes(mayBeError));
}

/**
 * An answer to a write, or to GetVerifikationskode. A success is empty, a receipt, or truncated JSON, without a sign of
 * failure. HTML, a sentence, words of failure without a code, and a 202 are invalid (`nonsense`). The content is not passed
 * on or logged: it may be a verifikationskode.
 */
function readReceipt(operation: StarOperation, answer: HttpResponse): StarAnswer<null> {
  if (!isSuccess(answer)) return { kind: 'error', feil: readFejl(operation, answer) };
  if (answer.body.length > MAX_ERROR_BYTES) return NONSENSE;
  const json = readJsonAsAscii(answer);
  const codes = readCodes(json);
  const [kode] = codes;
  // The number under the key may be the verifikationskode itself: only known codes are taken for errors here.
  if (kode !== undefined && (operation !== 'GetVerifikationskode' || isKnown(kode))) return ofCodes(operation, codes);
  // 202 Accepted says that nothing has been done yet, and perhaps never will be (RFC 9110, 15.3.3).
  if (answer.status === 202) return NONSENSE;
  // `json` is undefined for JSON with duplicate keys too; that is complete, so not taken for truncated JSON.
  const isReceipt =
    json === undefined ? !isJson(answer) && isReceiptText(answer.body.toString('latin1')) : isReceiptJson(json);
  return isReceipt ? { kind: 'success', data: null } : NONSENSE;
}

const NONSENSE = { kind: 'nonsense', feil: kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR') } as const;

function ofCodes(operation: StarOperation, codes: readonly string[]): StarAnswer<never> {
  const [kode] = codes;
  if (kode === undefined) return NONSENSE;
  if (isKnown(kode)) return { kind: 'error', feil: withOthers(catalogue.feil(operation, kode), operation, codes) };
  return { kind: 'nonsense', feil: withOthers(udokumentertFeil('STAR', kode), operation, codes) };
}

/** The failure that the first code is, with the others beside it. */
function withOthers(feil: Registerfeil, operation: StarOperation, codes: readonly string[]): Registerfeil {
  // As above: an unknown number in an answer of GetVerifikationskode may be what it has sent to the citizen.
  const others = codes.slice(1).filter((kode) => operation !== 'GetVerifikationskode' || isKnown(kode));
  return others.length === 0 ? feil : { ...feil, flereKoder: others };
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
  // Two expressions, each read once: one that tries every digit as the one in the middle takes a long word's length squared.
  return /^[\w-]+$/.test(word) && /\d/.test(word);
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

/** What one sending came to. */
export interface Sent {
  readonly outcome: WriteOutcome;
  /**
   * On what the outcome rests: STAR's success or code; a status alone, which a proxy may have sent; no answer at all; or the
   * gateway, which has not sent it.
   */
  readonly by: 'STAR' | 'STATUS' | 'NOBODY' | 'GATEWAY';
  /** STAR has seen the x-requestId before, and has done nothing this time. */
  readonly gentaget?: boolean;
}

/** Why there is no answer, as the graph says it. */
export function unavailable(failure: HttpFailure): Registerfeil {
  return kildeUtilgjengelig('STAR', failure.kode, toldOf(failure));
}

/** The one place that says whether what was sent may have been done. */
export function readSent(operation: StarOperation, answer: HttpResponse | HttpFailure): Sent {
  if (answer.kind === 'failure') {
    const feil = unavailable(answer);
    const by = isUnasked(answer) ? 'GATEWAY' : 'NOBODY';
    return { outcome: answer.unsent ? notDone(feil) : unknownEffect(feil), by };
  }
  if (operation !== 'GetVerifikationskode' && isGentaget(answer)) {
    return { outcome: notDone(catalogue.feil(operation, 'GENTAGET_REQUEST')), by: 'STATUS', gentaget: true };
  }
  const receipt = readReceipt(operation, answer);
  if (receipt.kind === 'success') return { outcome: DONE, by: 'STAR' };
  const { kind, feil } = receipt;
  if (kind === 'nonsense') return { outcome: unknownEffect(feil), by: 'STATUS' };
  const said = effectOfFejlkode(answer);
  const outcome = (said ?? effectOfStatus(answer.status)) === 'unknown' ? unknownEffect(feil) : notDone(feil);
  return { outcome, by: said ? 'STAR' : 'STATUS' };
}

/** A known code wins over the status, for some deployments answer 400 to everything; without one the status decides. */
function readFejl(operation: StarOperation, answer: HttpResponse): Registerfeil {
  const codes = codesOf(answer);
  const [kode] = codes;
  const proevIgjenOm = retryAfter(answer.headers);
  if (kode !== undefined && isKnown(kode)) {
    const feil = withOthers(catalogue.feil(operation, kode), operation, codes);
    return proevIgjenOm !== undefined && feil.kind === 'unavailable' ? { ...feil, proevIgjenOm } : feil;
  }
  const { status } = answer;
  // STAR documents no code for a wrong verifikationskode.
  if (operation === 'VerificerKontaktinformation' && status === 400) {
    return catalogue.feil(operation, 'VERIFICERING_AFVIST');
  }
  if (OWN_STATUSES.has(status)) return catalogue.feil(operation, `HTTP_${status}`);
  if (status === 429 || status >= 500) {
    return kildeUtilgjengelig('STAR', `HTTP_${status}`, { proevIgjenOm });
  }
  // Redirects are never followed, so one that comes is a set-up that cannot work.
  if (status < 400) return kildeUtilgjengelig('STAR', `HTTP_${status}`, { kanProevesIgjen: false });
  return withOthers(udokumentertFeil('STAR', kode ?? `HTTP_${status}`), operation, codes);
}

/** For the client's `reads`: a code that STAR documents is STAR's own answer, though its status be that of a breakdown. */
export function reportOf(operation: StarOperation): (answer: HttpResponse) => Promise<ReadReport | undefined> {
  return async (answer) => {
    if (isSuccess(answer)) return undefined;
    const { kind, kode } = readFejl(operation, answer);
    const isUnavailable = kind === 'unavailable';
    return { kode: isUnavailable ? kode : undefined, isAnswer: !isUnavailable || !kode.startsWith('HTTP_') };
  };
}

/** HTTP 412 and no code that says something else: STAR has seen the x-requestId before. */
function isGentaget(answer: HttpResponse): boolean {
  const kode = answer.status === 412 ? fejlkodeOf(answer) : undefined;
  return answer.status === 412 && (kode === undefined || !isKnown(kode));
}

/** What a code that STAR documents says of a write that was answered so; undefined where there is none. */
function effectOfFejlkode(answer: HttpResponse): 'not done' | 'unknown' | undefined {
  const kode = fejlkodeOf(answer);
  const dokumentert = catalogue.codes.find((one) => one.kode === kode);
  // A fault at STAR may have come after the change; every other code refuses.
  return dokumentert && (dokumentert.type === 'KildeUtilgjengelig' ? 'unknown' : 'not done');
}

function isKnown(kode: string): boolean {
  return catalogue.codes.some((dokumentert) => dokumentert.kode === kode);
}

function fejlkodeOf(answer: HttpResponse): string | undefined {
  return codesOf(answer)[0];
}

function codesOf(answer: HttpResponse): readonly string[] {
  return answer.body.length > MAX_ERROR_BYTES ? [] : readCodes(readJsonAsAscii(answer));
}
