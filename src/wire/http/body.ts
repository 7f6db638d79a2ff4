import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { createBytes } from '../../domain/bytes.ts';

const unzip = promisify(gunzip);

/** The body, or null when it is larger than allowed, or zipped in a way that does not unzip. */
export async function readBody(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<Buffer | null> {
  const read = createBytes(maxBytes);
  for await (const piece of body) {
    if (read.add(piece)) continue;
    body.destroy();
    return null;
  }
  const bytes = read.whole();
  // Of an empty body nothing can be zipped, though some servers say so.
  if (bytes.length === 0 || encoding === undefined) return bytes;
  // The library leaves the blanks that may stand behind a header's value.
  const coding = String(encoding).trim().toLowerCase();
  if (coding === 'identity') return bytes;
  if (coding !== 'gzip' && coding !== 'x-gzip') return null;
  return unzip(bytes, { maxOutputLength: maxBytes }).catch(() => null);
}
