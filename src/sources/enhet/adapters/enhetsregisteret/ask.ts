import type { CallContext } from '../../../../domain/call.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { failed } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import {
  type CallSubject,
  type HttpClient,
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type ReadReport,
  toldOf,
} from '../../../../wire/http/http.ts';
import type { TokenFailure } from '../../../../wire/maskinporten/index.ts';
import { retried } from '../../../../wire/http/retry.ts';
import { retryAfter } from '../../../../wire/http/retry-after.ts';
import { readJson } from '../../../../wire/rest/json.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { RegisterOperation } from '../../operations.ts';
import { catalogue, KILDE } from './codes.ts';
import { readServerError } from './messages/error.ts';

/** Sends a request, with whatever credentials it takes. */
export type Send = (
  request: HttpRequest,
  call: CallContext,
  subject: CallSubject,
) => Promise<HttpResponse | HttpFailure | TokenFailure>;

/** A service that is asked. */
export interface RestService {
  readonly client: HttpClient;
  readonly send: Send;
  /** Whether it takes a token, so that what it refuses it refuses to us. */
  readonly isAuthorized: boolean;
  /** The path of one of its own addresses, below its own; undefined for any other address. */
  pathOf(href: string): string | undefined;
}

/** `send` where it takes a token. */
export function createService(client: HttpClient, url: string, send?: Send): RestService {
  const { origin, pathname } = new URL(url);
  const prefix = pathname.replace(/\/$/, '');
  return {
    client,
    send: send ?? client.send,
    isAuthorized: send !== undefined,
    pathOf(href) {
      const linked = URL.canParse(href) ? new URL(href) : undefined;
      if (linked?.origin !== origin || !linked.pathname.startsWith(`${prefix}/`)) return undefined;
      return linked.pathname.slice(prefix.length) + linked.search;
    },
  };
}

/** Statuses that are answers: what they mean depends on what was asked. */
const ANSWERS = [200, 400, 404, 410] as const;

export interface RestAnswer {
  readonly status: (typeof ANSWERS)[number];
  /** Undefined where the body is no JSON; never for 200. */
  readonly json: unknown;
}

export interface Question<Data> {
  readonly service: RestService | undefined;
  /** In whose name a code is derived. */
  readonly operation: RegisterOperation;
  /** What the log and the metrics call it: a path without the number. */
  readonly name: string;
  /** Below the service's address. Holds no person's number. */
  readonly path: string;
  readonly accept?: string;
  /** What is asked about, where that is a person: sent by POST. */
  readonly body?: string;
  /** The one that is asked about; left out for many at once. */
  readonly key?: string;
  /** Bytes, unzipped. */
  readonly maxResponseBytes: number;
  /** Undefined: it makes no sense. */
  read(answer: RestAnswer): EnhetAnswer<Data> | undefined;
}

/** Asks one question, and again while its failure may pass. `rest` gives the turn to the next one meanwhile. */
export type Ask = <Data>(question: Question<Data>, call: CallContext, rest?: () => void) => Promise<EnhetAnswer<Data>>;

/** How we present ourselves: the register wants to know who asks. */
const USER_AGENT = 'registergraf';

export function createAsk(): Ask {
  const reads = createReadJoin();
  return async <Data>(question: Question<Data>, call: CallContext, rest?: () => void): Promise<EnhetAnswer<Data>> => {
    const { service, name, path, accept = 'application/json', body, key, maxResponseBytes } = question;
    if (!service) return failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    const attempt = async (tried: number, own: CallContext): Promise<EnhetAnswer<Data>> => {
      let outcome: EnhetAnswer<Data> | undefined;
      const request: HttpRequest = {
        method: body === undefined ? 'GET' : 'POST',
        path,
        headers: {
          accept,
          'user-agent': USER_AGENT,
          ...(body !== undefined && { 'content-type': 'text/plain' }),
        },
        ...(body !== undefined && { body }),
        maxResponseBytes,
        reads: async (response) => {
          const read = readResponse(response, question);
          outcome = read.outcome;
          return read.report;
        },
      };
      const subject = { operation: name, kind: 'read', key, attempt: tried, onAside: rest } as const;
      const sent = await service.send(request, own, subject);
      if (sent.kind === 'failure') {
        return failed(kildeUtilgjengelig(KILDE, sent.kode, toldOf(sent)));
      }
      if (sent.kind === 'no token') return failed(feilWithoutToken(sent, question.operation));
      if (!outcome) throw new Error('a response was not read');
      return outcome;
    };
    const find = (outcome: EnhetAnswer<Data>) => (outcome.ok ? undefined : findingOf(outcome.feil, catalogue));
    const reported = (tried: number) => findingIn(call, (own) => attempt(tried, own), find);
    return reads.join([name, path, body ?? ''], call, () =>
      retried(reported, (outcome) => (outcome.ok ? undefined : outcome.feil), {
        call,
        retries: service.client.retries,
        onPause: rest,
      }),
    );
  };
}

interface Reading<Data> {
  readonly outcome: EnhetAnswer<Data>;
  readonly report?: ReadReport;
}

function readResponse<Data>(response: HttpResponse, { service, operation, read }: Question<Data>): Reading<Data> {
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
    return { outcome: failed(catalogue.feil(operation, '-1000')), report: { fault } };
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

function feilWithoutToken({ problem, feil }: TokenFailure, operation: RegisterOperation): Registerfeil {
  if (problem === 'access') return catalogue.feil(operation, '-100');
  return problem === 'client' ? catalogue.feil(operation, '-101') : feil;
}
