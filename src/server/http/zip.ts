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
  zip(pieces: readonly Buffer[]): Promise<readonly Buffer[]>;
  /** Nothing is unzipped beyond the limit. */
  unzip(bytes: Buffer, limit: number): Promise<Unzipped>;
}

export type Unzipped = Buffer | { readonly refused: 'too long' | 'no gzip' };

const gunzipped = promisify(gunzip);

export function createZip(): Zip {
  const inTurn = pLimit(AT_ONCE);
  return {
    zip: (pieces) =>
      inTurn(async () => {
        const gzip = createGzip();
        for (const piece of pieces) gzip.write(piece);
        gzip.end();
        return (await gzip.toArray()) as Buffer[];
      }),
    unzip: (bytes, limit) =>
      inTurn(() =>
        gunzipped(bytes, { maxOutputLength: limit }).catch(({ code }: NodeJS.ErrnoException) => ({
          refused: code === 'ERR_BUFFER_TOO_LARGE' ? ('too long' as const) : ('no gzip' as const),
        })),
      ),
  };
}

/** Whether a client takes gzip, by its name: one that takes anything has not thought of it. */
export function acceptsGzip({ 'accept-encoding': accepted = '' }: IncomingHttpHeaders): boolean {
  return String(accepted)
    .split(',')
    .some((coding) => isGzip(coding.split(';', 1)[0]) && !/;\s*q=0(?:\.0*)?\s*$/i.test(coding));
}

/** The name of one coding: RFC 9110, 8.4.1.3, has two for gzip. */
export function isGzip(coding: string | undefined): boolean {
  return /^\s*(?:x-)?gzip\s*$/i.test(coding ?? '');
}

/** The answer zipped, or undefined where it goes as it is: it is short, or nobody may or wants to get it zipped. */
export async function zipAnswer(
  { pieces, bytes }: { readonly pieces: readonly Buffer[]; readonly bytes: number },
  { takesGzip, mayBeZipped = false }: { readonly takesGzip: boolean; readonly mayBeZipped?: boolean | undefined },
  { zip }: Zip,
): Promise<readonly Buffer[] | undefined> {
  return takesGzip && mayBeZipped && bytes >= ZIP_FROM_BYTES ? zip(pieces) : undefined;
}
