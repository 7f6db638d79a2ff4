import { maskForeign } from '../../../../domain/mask.ts';
import { failed, found, type Outcome } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import type { HttpResponse, ReadReport } from '../../../../wire/http/http.ts';
import { retryAfter } from '../../../../wire/http/retry-after.ts';
import type { Kontaktregisteroppfoering } from '../../postkasse.ts';
import { catalogue } from './codes.ts';
import { type KrrPerson, readPersoner } from './messages/personer.ts';

/** The persons of an answer, by personidentifikator. */
export type Persons = ReadonlyMap<string, KrrPerson | undefined>;

/** The form of an error's body is documented nowhere: so many bytes of it are read, as text. */
const MAX_ERROR_BYTES = 2 * 1024;
/** Characters of it that the log is told. */
const MAX_LOGGED_TEXT = 200;

/** An error of KRR's own. */
const OF_SOMEBODY = 'HTTP_500';

/** What KRR may answer otherwise when it is asked again. */
const MAY_PASS = new Set([429, 500, 502, 503, 504]);

export function nonsense(): Registerfeil {
  return kildeUtilgjengelig('KRR', 'UGYLDIG_SVAR');
}

export function readAnswer(response: HttpResponse): Outcome<Persons> {
  const { status, headers } = response;
  if (status === 200) {
    const persons = readPersoner(response);
    return persons ? found(persons) : failed(nonsense());
  }
  if (status < 300) return failed(nonsense());
  // 400: the whole call is malformed. 401 and 403: our token. A redirect is not followed.
  const kanProevesIgjen = MAY_PASS.has(status);
  const proevIgjenOm = kanProevesIgjen ? retryAfter(headers) : undefined;
  return failed(kildeUtilgjengelig('KRR', `HTTP_${status}`, { kanProevesIgjen, proevIgjenOm }));
}

/** What the log is told of an answer. */
export function reportOf(answer: Outcome<Persons>, { status, body }: HttpResponse): ReadReport | undefined {
  if (answer.ok) return undefined;
  const { kode } = answer.feil;
  // It comes of somebody in the batch as a rule: who asks about them again and again must not have the breaker refuse all others.
  const isAnswer = kode === OF_SOMEBODY;
  if (status < 400 || body.length === 0) return { kode, isAnswer };
  const text = maskForeign(body.toString('utf8', 0, MAX_ERROR_BYTES), MAX_LOGGED_TEXT);
  return { kode, isAnswer, fault: { code: kode, text } };
}

/**
 * Whether the gateway itself asks again: where KRR is too busy, or a server before it does not reach it. An error of its own, 500, comes
 * of somebody in the batch as a rule, and would come again.
 */
export function isAskedAgain({ kode }: Registerfeil): boolean {
  return kode !== OF_SOMEBODY;
}

/** A person who is not registered is the documented error of the older service; one who is deleted, a status in the data. */
export function readEntryOutcome(person: KrrPerson | undefined): Outcome<Kontaktregisteroppfoering> {
  if (!person?.entry) return failed(nonsense());
  const { entry } = person;
  if (entry.status === 'IKKE_REGISTRERT') return failed(catalogue.feil('HentPersoner', 'BRUKER_IKKE_FUNNET'));
  return found(entry);
}
