import type { CallContext } from '../../../../domain/call.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { failed } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import { type HttpRequest, toldOf } from '../../../../wire/http/http.ts';
import { retried } from '../../../../wire/http/retry.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import { catalogue, KILDE } from './codes.ts';
import { feilWithoutToken, type ReadBy, readResponse } from './response.ts';

export interface Question<Data> extends ReadBy<Data> {
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
}

/** Asks one question, and again while its failure may pass. `rest` gives the turn to the next one meanwhile. */
export type Ask = <Data>(question: Question<Data>, call: CallContext, rest?: () => void) => Promise<EnhetAnswer<Data>>;

/** How we present ourselves: the register wants to know who asks. */
const USER_AGENT = 'registergraf';

export function createAsk(): Ask {
  const reads = createReadJoin(KILDE);
  return async <Data>(question: Question<Data>, call: CallContext, rest?: () => void): Promise<EnhetAnswer<Data>> => {
    const { service, name, path, accept = 'application/json', body, key, maxResponseBytes } = question;
    if (!service) return failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    let hasNoToken = false;
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
      hasNoToken = sent.kind === 'no token';
      if (sent.kind === 'no token') return failed(feilWithoutToken(sent, question.operation));
      if (!outcome) throw new Error('a response was not read');
      return outcome;
    };
    const find = (outcome: EnhetAnswer<Data>) => (outcome.ok ? undefined : findingOf(outcome.feil, catalogue));
    const reported = (tried: number) => findingIn(call, (own) => attempt(tried, own), find, name);
    const again = { call, retries: service.client.retries, onPause: rest };
    // Whoever fetches tokens has tried again already, where that could help.
    const feilOf = (outcome: EnhetAnswer<Data>) => (outcome.ok || hasNoToken ? undefined : outcome.feil);
    const askAgain = () => retried(reported, feilOf, again);
    return reads.join([name, path, body ?? ''], call, askAgain, rest);
  };
}
