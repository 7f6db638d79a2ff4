import { failed } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import type { HttpResponse, ReadReport } from '../../../../wire/http/http.ts';
import { retryAfter } from '../../../../wire/http/retry-after.ts';
import { readJson } from '../../../../wire/rest/json.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { RegisterOperation } from '../../operations.ts';
import { catalogue, KILDE } from './codes.ts';
import { readServerError } from './messages/error.ts';
import type { TokenFailure } from '../../../../wire/maskinporten/index.ts';
import type { RestService } from './service.ts';

/** Statuses that are answers: what they mean depends on what was asked. */
const ANSWERS = [200, 400, 404, 410] as const;

export interface RestAnswer {
  readonly status: (typeof ANSWERS)[number];
  /** Undefined where the body is no JSON; never for 200. */
  readonly json: unknown;
}

/** What a response is read by. */
export interface ReadBy<Data> {
  readonly service: RestService | undefined;
  /** In whose name a code is derived. */
  readonly operation: RegisterOperation;
  /** Undefined: it makes no sense. */
  read(answer: RestAnswer): EnhetAnswer<Data> | undefined;
}

interface Reading<Data> {
  readonly outcome: EnhetAnswer<Data>;
  readonly report?: ReadReport;
}

/** The one place where a status becomes an outcome. */
export function readResponse<Data>(response: HttpResponse, { service, operation, read }: ReadBy<Data>): Reading<Data> {
  const { status, headers } = response;
  const unavailable = (kanProevesIgjen: boolean): Reading<Data> => ({
    outcome: failed(
      kildeUtilgjengelig(KILDE, `HTTP_${status}`, {
        kanProevesIgjen,
        proevIgjenOm: kanProevesIgjen ? retryAfter(headers) : undefined,
      }),
    ),
    report: { kode: `HTTP_${status}` },
  });
  if (isAnswer(status)) {
    const json = readJson(response);
    const outcome = status === 200 && json === undefined ? undefined : read({ status, json });
    return { outcome: outcome ?? failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR')) };
  }
  if (status === 500) {
    const error = readServerError(readJson(response));
    if (!error) return unavailable(true);
    const fault = { code: 'HTTP_500', bracketCode: error.trace, text: error.text };
    // It answers, and what it fails on is the unit as a rule: others must not be refused for that.
    return { outcome: failed(catalogue.feil(operation, '-1000')), report: { fault, isAnswer: true } };
  }
  if (service?.isAuthorized && status === 401) return { outcome: failed(catalogue.feil(operation, '-101')) };
  if (service?.isAuthorized && status === 403) return { outcome: failed(catalogue.feil(operation, '-100')) };
  // A redirect is not followed, and 406 says that the version which is asked for is gone: no try more will help.
  if (status >= 300) return unavailable(status === 429 || status > 500);
  return { outcome: failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR')) };
}

function isAnswer(status: number): status is RestAnswer['status'] {
  return ANSWERS.some((one) => one === status);
}

export function feilWithoutToken({ problem, feil }: TokenFailure, operation: RegisterOperation): Registerfeil {
  if (problem === 'access') return catalogue.feil(operation, '-100');
  return problem === 'client' ? catalogue.feil(operation, '-101') : feil;
}
