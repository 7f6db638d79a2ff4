import type { CallContext } from '../../../../domain/call.ts';
import type { Cpr } from '../../../../domain/cpr.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, found, type Outcome } from '../../../../domain/outcome.ts';
import type { HttpRequest } from '../../../../wire/http/http.ts';
import { retried } from '../../../../wire/http/retry.ts';
import { turns } from '../../../../wire/http/turns.ts';
import type { KontaktinformationConfig } from '../../settings.ts';
import { readAnswer, reportOf, unavailable } from '../../outcome.ts';
import { catalogue, type StarOperation } from '../../codes.ts';
import { connectionFor, type StarConnection } from './access.ts';
import type { KontaktinformationPort } from '../../kontaktinformation.ts';
import { PATHS, readBorgere, readKontaktinformationer } from './messages/answers.ts';
import { writeHeaders } from './messages/headers.ts';
import { createDelivery } from './delivery.ts';

export type { StarConnection } from './access.ts';

/** Bytes of an answer about one citizen, who has three entries at most. */
const MAX_BYTES_ABOUT_ONE = 64 * 1024;

/** STAR's REST service. One call a key: it takes no lists. Without a connection every answer is IKKE_KONFIGURERT. */
export function createStarClient(connection: StarConnection | undefined): KontaktinformationPort {
  const reads = createReadJoin('STAR');
  const turnsFor = (call: CallContext) => turns('STAR', connection?.client, call);
  const getKontaktinformation = (
    cprs: Parameters<KontaktinformationPort['getKontaktinformation']>[0],
    call: CallContext,
    /** Not without a list, and every entry of it: for a read-back. */
    whole = false,
  ) =>
    askEach(
      cprs,
      async (cpr, rest) => {
        const headers = { 'x-civilregistrationIdentifier': cpr };
        const outcome = await read(
          'GetKontaktinformation',
          PATHS.kontaktinformation,
          headers,
          call,
          (json, { kodelister }) => readKontaktinformationer(json, kodelister, whole),
          { rest, how: whole ? 'whole' : '' },
        );
        // "Nothing registered" is not documented: an empty list, a missing one and code 9159 mean the same.
        const isEmpty = outcome.ok && outcome.data.length === 0;
        return isEmpty ? failed(catalogue.feil('GetKontaktinformation', '9159')) : outcome;
      },
      turnsFor(call),
    );

  return {
    getKontaktinformation: (cprs, call) => getKontaktinformation(cprs, call),
    getKontaktinformationMobilNr: (numbers, call) =>
      askEach(
        numbers,
        (nummer, rest) =>
          read('GetKontaktinformationMobilNr', PATHS.mobiltelefon(nummer), {}, call, readBorgere, { rest }),
        turnsFor(call),
      ),
    getKontaktinformationEmail: (addresses, call) =>
      askEach(
        addresses,
        (email, rest) => read('GetKontaktinformationEmail', PATHS.email(email), {}, call, readBorgere, { rest }),
        turnsFor(call),
      ),
    ...createDelivery(connection, (cprs, call) => getKontaktinformation(cprs, call, true), reads.forget),
  };

  async function read<Data>(
    operation: StarOperation,
    path: string,
    headers: { readonly 'x-civilregistrationIdentifier'?: Cpr },
    call: CallContext,
    readData: (json: unknown, config: KontaktinformationConfig) => Data | undefined,
    /** `rest` gives the turn to the next key. `how`: what else tells two questions apart, of one operation about one key. */
    { rest, how = '' }: { readonly rest?: () => void; readonly how?: string } = {},
  ): Promise<Outcome<Data>> {
    const cpr = headers['x-civilregistrationIdentifier'];
    const connected = connectionFor(connection, operation, call, cpr);
    if ('feil' in connected) return failed(connected.feil);
    const { client, config } = connected;
    const key = cpr ?? path;
    const attempt = async (tried: number, call: CallContext): Promise<Outcome<Data>> => {
      const maxResponseBytes = operation === 'GetKontaktinformation' ? MAX_BYTES_ABOUT_ONE : undefined;
      const make = (): HttpRequest => {
        const metadata = writeHeaders(config, call.caller, new Date());
        const reads = reportOf(operation);
        return { method: 'GET', path, headers: { ...metadata, ...headers }, maxResponseBytes, reads };
      };
      const answer = await client.send(make, call, {
        operation,
        kind: 'read',
        key,
        attempt: tried,
        onAside: rest,
      });
      if (answer.kind === 'failure') return failed(unavailable(answer));
      const said = readAnswer(operation, answer, (json) => readData(json, config));
      return said.kind === 'success' ? found(said.data) : failed(said.feil);
    };
    const find = (outcome: Outcome<Data>) => (outcome.ok ? undefined : findingOf(outcome.feil, catalogue));
    const reported = (tried: number) => findingIn(call, (own) => attempt(tried, own), find);
    // The path and the cpr say what is asked; the other headers say who asks, and when.
    const again = { call, retries: client.retries, onPause: rest };
    const askAgain = () => retried(reported, (outcome) => (outcome.ok ? undefined : outcome.feil), again);
    return reads.join([operation, path, cpr ?? '', how], call, askAgain, rest);
  }
}
