import type { CallContext, CallReport } from '../../../../domain/call.ts';
import { NO_ORGANISATION } from '../../../../domain/caller.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import { createHttpClient } from '../../../../wire/http/client.ts';
import { createDownloads, type Download } from '../../../../wire/http/download.ts';
import type { HttpFailure, HttpResponse } from '../../../../wire/http/http.ts';
import { readJson } from '../../../../wire/rest/json.ts';
import { retried } from '../../../../wire/http/retry.ts';
import { whyUnreached } from '../../../../wire/http/unreached.ts';
import type { PolicyChanges } from '../../../../wire/http/settings.ts';
import { type BulkFile, BULK_PATHS, BULK_TITLES } from './bulk.ts';
import { CopyError } from './copy-error.ts';
import { isTooDeep, MAX_DEPTH } from './json-array.ts';

const KILDE = 'ENHETSREGISTERET';

/** Bytes of one answer: a page of 10,000 entries of a feed, with what has changed, has some ten million. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
/** Milliseconds for such a page. */
const TIMEOUT_MS = 60_000;
/** Milliseconds without a byte of a bulk file. */
const IDLE_MS = 60_000;
/** A program that asks at night must not give up because the register sneezed. */
const RETRY_PAUSES_MS = [500, 2_000, 4_000];

const USER_AGENT = 'registergraf';

/** How the register is asked. */
export interface RegisterSettings {
  /** The base address, which ends in `/api`. */
  readonly url: string;
  readonly policy?: PolicyChanges | undefined;
}

/** What the register said of one path: JSON, or one of the statuses that mean something here. */
export interface Said {
  readonly status: number;
  readonly json: unknown;
}

/** Enhetsregisteret's open REST service, as the copy asks it. Whatever else happens than an answer is a CopyError. */
export interface Register {
  /** Answers only with one of `statuses`. `title` is what an error calls the question. */
  ask(title: string, path: string, statuses: readonly number[]): Promise<Said>;
  download(file: BulkFile): Promise<Download>;
  /** Calls under way at once. */
  readonly maxConcurrent: number;
  close(): Promise<void>;
}

export function createRegister({ url, policy }: RegisterSettings, signal: AbortSignal): Register {
  const client = createHttpClient({
    pausesMs: RETRY_PAUSES_MS,
    timeoutMs: TIMEOUT_MS,
    // Nobody else waits for these calls: each is asked until it is answered or given up.
    retryBudgetPercent: 100,
    breakerCalls: 0,
    ...policy,
    kilde: KILDE,
    url,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  });
  const downloads = createDownloads({ url, proxy: policy?.proxy, idleMs: IDLE_MS });
  const why = (kode: HttpFailure['kode'], errorCode: string | undefined) =>
    whyUnreached(kode, { url, proxy: policy?.proxy, errorCode });

  /** An answer, or a line that says why there is none. */
  async function send(path: string): Promise<HttpResponse | string> {
    let errorCode: string | undefined;
    const report = (told: CallReport) => {
      errorCode = told.errorCode;
    };
    const call: CallContext = { signal, count: () => {}, caller: NOBODY, report };
    const answer = await retried(
      (attempt) =>
        client.send({ method: 'GET', path, headers: { accept: 'application/json', 'user-agent': USER_AGENT } }, call, {
          operation: path.replace(/[?].*|\d{9}/g, ''),
          kind: 'read',
          attempt,
        }),
      feilOf,
      { call, retries: client.retries },
    );
    return answer.kind === 'failure' ? why(answer.kode, errorCode) : answer;
  }

  return {
    maxConcurrent: client.maxConcurrent,
    async ask(title, path, statuses) {
      const answer = await send(path);
      if (typeof answer === 'string') throw new CopyError(`${title} cannot be asked: ${answer}`);
      if (!statuses.includes(answer.status)) throw new CopyError(`${title} answers HTTP ${answer.status}`);
      const json = answer.status === 200 ? readJson(answer) : undefined;
      if (answer.status === 200 && json === undefined)
        throw new CopyError(`${title} answers something that is no JSON`);
      if (isTooDeep(json)) throw new CopyError(`${title} answers more than ${MAX_DEPTH} levels of JSON`);
      return { status: answer.status, json };
    },
    async download(file) {
      // To application/json the register answers 400 here.
      const answer = await downloads.get(BULK_PATHS[file], { accept: '*/*', 'user-agent': USER_AGENT }, signal);
      const title = BULK_TITLES[file];
      if (answer.kind === 'failure') {
        throw new CopyError(`${title} cannot be asked for: ${why(answer.kode, answer.errorCode)}`);
      }
      if (answer.status !== 200) throw new CopyError(`${title} answers HTTP ${answer.status}`);
      return answer;
    },
    close: async () => {
      await Promise.all([client.close(), downloads.close()]);
    },
  };
}

/** Which answers may pass when they are asked for again. */
function feilOf(answer: HttpResponse | HttpFailure) {
  if (answer.kind === 'failure') return kildeUtilgjengelig(KILDE, answer.kode, { proevIgjenOm: answer.proevIgjenOm });
  const mayPass = answer.status === 429 || answer.status >= 500;
  return mayPass ? kildeUtilgjengelig(KILDE, `HTTP_${answer.status}`) : undefined;
}

/** The caller of calls that no client has asked for. */
const NOBODY: CallContext['caller'] = {
  user: { navn: 'registergraf', type: 'system', identifikator: 'registergraf' },
  organisation: NO_ORGANISATION,
  userOrganisation: NO_ORGANISATION,
  scopes: new Set(),
  id: 'copy',
};
