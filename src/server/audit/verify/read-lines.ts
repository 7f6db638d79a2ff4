import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A line of a file of records, without its newline, and its number from 1 on. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Bytes of a line; of a longer one, which is no record, only so much is read. */
const MAX_LINE_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
const GZIP = [0x1f, 0x8b];

/** The lines of a file, or of a gzipped one, whatever its name, some at a time: of a file of any size only a piece is held. */
export async function* readLines(file: string): AsyncGenerator<readonly FileLine[]> {
  let line = 0;
  let rest: Buffer = Buffer.alloc(0);
  let skipped = false;
  for await (const chunk of await openPlain(file)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const lines: FileLine[] = [];
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      line += 1;
      if (!skipped) lines.push({ file, line, text: bytes.toString('utf8', from, end) });
      skipped = false;
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > MAX_LINE_BYTES) {
      if (!skipped) lines.push({ file, line: line + 1, text: rest.toString('utf8', 0, MAX_LINE_BYTES) });
      skipped = true;
      rest = Buffer.alloc(0);
    }
    if (lines.length > 0) yield lines;
  }
  // Without a newline at its end: a record that is being written, or has been cut off.
  if (rest.length > 0 && !skipped) yield [{ file, line: line + 1, text: rest.toString('utf8') }];
}

/** What the file holds, unzipped where it is zipped. An error of either stream ends the reading. */
export async function openPlain(file: string): Promise<Readable> {
  const isZip = await isZipped(file);
  const bytes = createReadStream(file);
  if (!isZip) return bytes;
  const plain = createGunzip();
  bytes.once('error', (error) => plain.destroy(error));
  // Whoever has read enough ends what they read from alone: the file would stay open for as long as the process lives.
  plain.once('close', () => bytes.destroy());
  return bytes.pipe(plain);
}

/** Whether the file is gzipped, by its first bytes. */
export async function isZipped(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
  return bytesRead === GZIP.length && GZIP.every((byte, index) => buffer[index] === byte);
}
