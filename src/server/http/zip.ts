import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import pLimit from 'p-limit';

/** Bytes from which an answer is zipped: a shorter one fits into the few packets that are sent before anything is acknowledged. */
export const ZIP_FROM_BYTES = 4_096;

/** Bodies and answers that are zipped or unzipped at once: node has four threads for that and for other work. */
const AT_ONCE = 2;

/**
 * Zips and unzips in other threads than JavaScript's, a few at a time: what waits is held once, zipped or not, and each that is under way
 * takes some 300 kB beside its bytes.
 */
export interface Zip {
  /** Undefined when `signal` ends before. */
  zip(pieces: readonly Buffer[], signal: AbortSignal): Promise<readonly Buffer[] | undefined>;
  /** Nothing is unzipped beyond the limit, and nothing is waited for beyond the end of `signal`. */
  unzip(bytes: Buffer, limit: number, signal: AbortSignal): Promise<Unzipped>;
}

export type Unzipped = Buffer | { readonly refused: 'too long' | 'no gzip' | 'no time' };

const gunzipped = promisify(gunzip);

export function createZip(): Zip {
  const limited = pLimit(AT_ONCE);
  /** What nobody waits for any more is not begun: a thousand bodies of clients that have gone would hold up those that are there. */
  const inTurn = <Value>(signal: AbortSignal, work: () => Promise<Value>) =>
    beforeEnd(
      signal,
      limited(async () => (signal.aborted ? undefined : work())),
    );
  return {
    zip: (pieces, signal) =>
      inTurn(signal, async () => {
        const gzip = createGzip();
        for (const piece of pieces) gzip.write(piece);
        gzip.end();
        return (await gzip.toArray()) as Buffer[];
      }),
    async unzip(bytes, limit, signal) {
      const unzipped = await inTurn<Unzipped>(signal, () =>
        gunzipped(bytes, { maxOutputLength: limit }).catch(({ code }: NodeJS.ErrnoException) => ({
          refused: code === 'ERR_BUFFER_TOO_LARGE' ? 'too long' : 'no gzip',
        })),
      );
      return unzipped ?? { refused: 'no time' };
    },
  };
}

/** Undefined when the signal ends before the promise does. */
function beforeEnd<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** Whether a client takes gzip, by its name: one that takes anything has not thought of it. */
export function acceptsGzip({ 'accept-encoding': accepted = '' }: IncomingHttpHeaders): boolean {
  if (accepted === '') return false;
  return String(accepted)
    .split(',')
    .some((coding) => isGzip(coding.split(';', 1)[0]) && !/;\s*q=0(?:\.0*)?\s*$/i.test(coding));
}

/** The name of one coding: RFC 9110, 8.4.1.3, has two for gzip. */
export function isGzip(coding: string | undefined): boolean {
  return /^\s*(?:x-)?gzip\s*$/i.test(coding ?? '');
}

/** The answer zipped, or undefined where it goes as it is: it is short or late, or nobody may or wants to get it zipped. */
export function zipAnswer(
  { pieces, bytes }: { readonly pieces: () => readonly Buffer[]; readonly bytes: number },
  { takesGzip, mayBeZipped = false }: { readonly takesGzip: boolean; readonly mayBeZipped?: boolean | undefined },
  { zip }: Zip,
  signal: AbortSignal,
): Promise<readonly Buffer[] | undefined> | undefined {
  return takesGzip && mayBeZipped && bytes >= ZIP_FROM_BYTES ? zip(pieces(), signal) : undefined;
}
