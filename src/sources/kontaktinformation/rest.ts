import type { CallContext } from '../../domain/call.ts';
import { createReadJoin } from '../../domain/join.ts';
import { askEach } from '../../domain/loader.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../domain/registerfeil.ts';
import { readJson } from '../../wire/rest/json.ts';
import { retried } from '../../wire/retry.ts';
import type { KontaktinformationConfig } from '../config.ts';
import { katalog, type StarOperation } from './codes.ts';
import { connectionFor, type StarConnection } from './connection.ts';
import { readFejl } from './fejl.ts';
import type { KontaktinformationPort } from './kontaktinformation.ts';
import { PATHS, readBorgere, readKontaktinformationer } from './messages.ts';
import { writeHeaders } from './metadata.ts';
import { createKontaktinformationSkriv } from './skriv.ts';

export type { StarConnection } from './connection.ts';

/** STAR's REST service. One call a key: it takes no lists. Without a connection every answer is IKKE_KONFIGURERT. */
export function createKontaktinformationRest(
  connection: StarConnection | undefined,
  pausesMs?: readonly number[],
): KontaktinformationPort {
  const reads = createReadJoin();
  const getKontaktinformation: KontaktinformationPort['getKontaktinformation'] = (cprs, call) =>
    askEach(cprs, async (cpr) => {
      const headers = { 'x-civilregistrationIdentifier': cpr };
      const outcome = await read(
        'GetKontaktinformation',
        PATHS.kontaktinformation,
        headers,
        call,
        (json, { kodelister }) => readKontaktinformationer(json, kodelister),
      );
      // "Nothing registered" is not documented: an empty list, a missing one and code 9159 mean the same.
      const isEmpty = outcome.ok && outcome.data.length === 0;
      return isEmpty ? failed(katalog.feil('GetKontaktinformation', '9159')) : outcome;
    });

  return {
    getKontaktinformation,
    getKontaktinformationMobilNr: (numre, call) =>
      askEach(numre, (nummer) =>
        read('GetKontaktinformationMobilNr', PATHS.mobiltelefon(nummer), {}, call, readBorgere),
      ),
    getKontaktinformationEmail: (adresser, call) =>
      askEach(adresser, (email) => read('GetKontaktinformationEmail', PATHS.email(email), {}, call, readBorgere)),
    ...createKontaktinformationSkriv(connection, getKontaktinformation, reads.forget),
  };

  async function read<Data>(
    operation: StarOperation,
    path: string,
    headers: Record<string, string>,
    call: CallContext,
    readData: (json: unknown, config: KontaktinformationConfig) => Data | undefined,
  ): Promise<Outcome<Data>> {
    const connected = connectionFor(connection, operation, call);
    if ('feil' in connected) return failed(connected.feil);
    const { client, config } = connected;
    const attempt = async (): Promise<Outcome<Data>> => {
      const metadata = writeHeaders(config, call.kalder, new Date());
      const answer = await client.send({ method: 'GET', path, headers: { ...metadata, ...headers } }, call);
      if (answer.kind === 'failure') return failed(kildeUtilgjengelig('STAR', answer.kode));
      if (answer.status < 200 || answer.status > 299) return failed(readFejl(operation, answer));
      const data = readData(readJson(answer), config);
      return data === undefined ? failed(kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR')) : found(data);
    };
    // The path and the cpr say what is asked; the other headers say who asks, and when.
    return reads.join([operation, path, headers['x-civilregistrationIdentifier'] ?? ''], call, () =>
      retried(attempt, (outcome) => !outcome.ok && outcome.feil.kanProevesIgjen, { signal: call.signal, pausesMs }),
    );
  }
}
