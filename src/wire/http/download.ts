import { openConnection } from './connection.ts';
import { codeOf } from './exchange.ts';
import { failure, type HttpClientOptions, type HttpFailure, type HttpResponse, reasonOf } from './http.ts';
import { CALL_POLICY, type ProxySettings } from './settings.ts';

/** A response whose body is read as it comes. It must be read to its end, or left by `return`. */
export interface Download extends Pick<HttpResponse, 'status' | 'headers'> {
  readonly kind: 'download';
  /** As it is sent, not unzipped. Throws a DownloadError where the connection is lost, or silent for too long. */
  readonly body: AsyncIterable<Buffer>;
}

/** There is no response. `errorCode`: the word of the system, of TLS or of the HTTP library for why. */
export type LostDownload = HttpFailure & { readonly errorCode?: string | undefined };

/** The body did not come to its end. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

export interface Downloads {
  /** A file below the base URL. A redirect is an answer like others: it is not followed. */
  get(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Download | LostDownload>;
  close(): Promise<void>;
}

export interface DownloadOptions extends Pick<HttpClientOptions, 'url' | 'tls'> {
  readonly proxy?: ProxySettings | undefined;
  /** Milliseconds without a byte after which the other side is given up. The whole may take as long as it takes. */
  readonly idleMs: number;
}

/** Fetches files that are too large to be held whole, one or a few at a time, over the connections that calls go over, too. */
export function createDownloads({ url, tls, proxy = CALL_POLICY.proxy, idleMs }: DownloadOptions): Downloads {
  const base = new URL(url);
  const prefix = base.pathname.replace(/\/$/, '');
  const connection = openConnection(base, { sockets: 1, spare: 1, tls, proxy });
  return {
    async get(path, headers, signal) {
      try {
        return await connection.use(async (dispatcher) => {
          const {
            statusCode,
            headers: received,
            body,
          } = await dispatcher.request({
            origin: base.origin,
            method: 'GET',
            path: prefix + path || '/',
            headers,
            signal,
            headersTimeout: idleMs,
            bodyTimeout: idleMs,
          });
          return { kind: 'download', status: statusCode, headers: received, body: piecesOf(body) } as const;
        });
      } catch (error) {
        if (signal.aborted) return failure(reasonOf(signal));
        if (!(error instanceof Error && 'code' in error)) throw error;
        if (error.code === 'UND_ERR_HEADERS_TIMEOUT') return failure('TIDSAVBRUDD');
        return { ...failure('TILKOBLING'), errorCode: codeOf(error) };
      }
    },
    close: connection.close,
  };
}

async function* piecesOf(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    if (!(error instanceof Error && ('code' in error || error.name === 'AbortError'))) throw error;
    const code = 'code' in error && error.code === 'UND_ERR_BODY_TIMEOUT' ? 'it was silent for too long' : 'it was cut';
    throw new DownloadError(code);
  }
}
