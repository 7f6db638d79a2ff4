import type { CallContext } from '../../domain/call.ts';
import { askEach } from '../../domain/loader.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil, udokumentertFeil } from '../../domain/registerfeil.ts';
import { type HttpClient, type HttpResponse, retryAfter } from '../../wire/http.ts';
import { readJson } from '../../wire/rest/json.ts';
import { retried } from '../../wire/retry.ts';
import type { KontaktinformationConfig } from '../config.ts';
import { katalog, type StarOperation } from './codes.ts';
import type { KontaktinformationPort } from './kontaktinformation.ts';
import { PATHS, readBorgere, readFejlkode, readKontaktinformationer, writeHeaders } from './messages.ts';

export interface StarConnection {
  readonly client: HttpClient;
  readonly config: KontaktinformationConfig;
}

/** STAR's REST service. One call a key: it takes no lists. Without a connection every answer is IKKE_KONFIGURERT. */
export function createKontaktinformationRest(
  connection: StarConnection | undefined,
  pausesMs?: readonly number[],
): KontaktinformationPort {
  return {
    getKontaktinformation: (cprs, call) =>
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
      }),
    getKontaktinformationMobilNr: (numre, call) =>
      askEach(numre, (nummer) =>
        read('GetKontaktinformationMobilNr', PATHS.mobiltelefon(nummer), {}, call, readBorgere),
      ),
    getKontaktinformationEmail: (adresser, call) =>
      askEach(adresser, (email) => read('GetKontaktinformationEmail', PATHS.email(email), {}, call, readBorgere)),
  };

  async function read<Data>(
    operation: StarOperation,
    path: string,
    headers: Record<string, string>,
    call: CallContext,
    readData: (json: unknown, config: KontaktinformationConfig) => Data | undefined,
  ): Promise<Outcome<Data>> {
    if (!connection) return failed(kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT'));
    const { client, config } = connection;
    return retried(
      async (): Promise<Outcome<Data>> => {
        const metadata = writeHeaders(config, new Date());
        const answer = await client.send({ method: 'GET', path, headers: { ...metadata, ...headers } }, call);
        if (answer.kind === 'failure') return failed(kildeUtilgjengelig('STAR', answer.kode));
        if (answer.status < 200 || answer.status > 299) return failed(readFejl(operation, answer));
        const data = readData(readJson(answer), config);
        return data === undefined ? failed(kildeUtilgjengelig('STAR', 'UGYLDIG_SVAR')) : found(data);
      },
      (outcome) => !outcome.ok && outcome.feil.kanProevesIgjen,
      { signal: call.signal, pausesMs },
    );
  }
}

// An error body is read so far: past that, it is a page and no error of STAR's.
const MAX_ERROR_BYTES = 64 * 1024;

const OWN_STATUSES = new Set([401, 403, 404, 405, 415]);

/** A known code wins over the status, for some deployments answer 400 to everything; without one the status decides. */
function readFejl(operation: StarOperation, answer: HttpResponse): Registerfeil {
  const kode = answer.body.length > MAX_ERROR_BYTES ? undefined : readFejlkode(readJson(answer));
  const isKnown = katalog.koder.some((dokumentert) => dokumentert.kode === kode);
  if (kode !== undefined && isKnown) return katalog.feil(operation, kode);
  const { status } = answer;
  if (OWN_STATUSES.has(status)) return katalog.feil(operation, `HTTP_${status}`);
  if (status === 429 || status >= 500) {
    return kildeUtilgjengelig('STAR', `HTTP_${status}`, { proevIgjenOm: retryAfter(answer.headers) });
  }
  // Redirects are never followed, so one that comes is a set-up that cannot work.
  if (status < 400) return kildeUtilgjengelig('STAR', `HTTP_${status}`, { kanProevesIgjen: false });
  return udokumentertFeil('STAR', kode ?? `HTTP_${status}`);
}
