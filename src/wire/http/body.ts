import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unzip = promisify(gunzip);

/** The body, unzipped, or null when it is larger than allowed, or zipped in a way that does not unzip. */
export async function unzipped(
  bytes: Buffer,
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<Buffer | null> {
  // Of an empty body nothing can be zipped, though some servers say so.
  if (bytes.length === 0 || encoding === undefined) return bytes;
  // The library leaves the blanks that may stand behind a header's value.
  const coding = String(encoding).trim().toLowerCase();
  if (coding === 'identity') return bytes;
  if (coding !== 'gzip' && coding !== 'x-gzip') return null;
  return unzip(bytes, { maxOutputLength: maxBytes }).catch(() => null);
}
