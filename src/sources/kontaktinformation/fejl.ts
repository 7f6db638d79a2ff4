import { kildeUtilgjengelig, type Registerfeil, udokumentertFeil } from '../../domain/registerfeil.ts';
import { type HttpResponse, retryAfter } from '../../wire/http.ts';
import { readJsonAsAscii } from '../../wire/rest/json.ts';
import { catalogue, type StarOperation } from './codes.ts';
import { readFejlkode } from './messages.ts';

/** An error body, or a receipt, is read so far: past that, it is a page and none of STAR's. */
export const MAX_ERROR_BYTES = 64 * 1024;

const OWN_STATUSES = new Set([401, 403, 404, 405, 415]);

/** A known code wins over the status, for some deployments answer 400 to everything; without one the status decides. */
export function readFejl(operation: StarOperation, answer: HttpResponse): Registerfeil {
  const kode = fejlkodeOf(answer);
  if (kode !== undefined && isKnown(kode)) return catalogue.feil(operation, kode);
  const { status } = answer;
  // A wrong verifikationskode has no code that anybody knows of.
  if (operation === 'VerificerKontaktinformation' && status === 400) {
    return catalogue.feil(operation, 'VERIFICERING_AFVIST');
  }
  if (OWN_STATUSES.has(status)) return catalogue.feil(operation, `HTTP_${status}`);
  if (status === 429 || status >= 500) {
    return kildeUtilgjengelig('STAR', `HTTP_${status}`, { proevIgjenOm: retryAfter(answer.headers) });
  }
  // Redirects are never followed, so one that comes is a set-up that cannot work.
  if (status < 400) return kildeUtilgjengelig('STAR', `HTTP_${status}`, { kanProevesIgjen: false });
  return udokumentertFeil('STAR', kode ?? `HTTP_${status}`);
}

/** HTTP 412 and no code that says something else: STAR has seen the x-requestId before. */
export function isGentaget(answer: HttpResponse): boolean {
  const kode = answer.status === 412 ? fejlkodeOf(answer) : undefined;
  return answer.status === 412 && (kode === undefined || !isKnown(kode));
}

/** What a code that STAR documents says of a write that was answered so; undefined where there is none. */
export function effectOfFejlkode(answer: HttpResponse): 'not done' | 'unknown' | undefined {
  const kode = fejlkodeOf(answer);
  const dokumentert = catalogue.codes.find((one) => one.kode === kode);
  // A fault at STAR may have come after the change; every other code refuses.
  return dokumentert && (dokumentert.type === 'KildeUtilgjengelig' ? 'unknown' : 'not done');
}

export function isKnown(kode: string): boolean {
  return catalogue.codes.some((dokumentert) => dokumentert.kode === kode);
}

function fejlkodeOf(answer: HttpResponse): string | undefined {
  return answer.body.length > MAX_ERROR_BYTES ? undefined : readFejlkode(readJsonAsAscii(answer));
}
