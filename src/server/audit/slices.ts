import { open } from 'node:fs/promises';
import { isZipped, openPlain } from './verify/read-lines.ts';

/** Bytes that are read at once: what is searched of a file in one turn of the event loop, some tens of microseconds. */
const SLICE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;
/** What zlib says of a file that ends in the middle. */
const UNEXPECTED_END = 'Z_BUF_ERROR';
/** Bytes of a line; what is longer is no record. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Whole lines of a file. */
export interface Slice {
  readonly bytes: Buffer;
  /** Whether the next slice is older: a zipped file can only be read from its beginning. */
  readonly isBackwards: boolean;
  readonly isLast: boolean;
  /** The file is not there any more, and neither are lines. */
  readonly isMissing?: boolean;
  /** The zipped file ends in the middle: it is being written, or has been cut off. What would come next cannot be read. */
  readonly isCut?: boolean;
}

/** A file, slice by slice, from its end to its beginning, or, where it is zipped, the other way round. */
export async function* readSlices(file: string): AsyncGenerator<Slice> {
  try {
    if (await isZipped(file)) yield* readForwards(file);
    else yield* readBackwards(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    yield { bytes: Buffer.alloc(0), isBackwards: true, isLast: true, isMissing: true };
  }
}

async function* readBackwards(file: string): AsyncGenerator<Slice> {
  await using handle = await open(file, 'r');
  let { size: end } = await handle.stat();
  /** The end of a line whose beginning is in the slice before. */
  let rest: Buffer = Buffer.alloc(0);
  while (end > 0) {
    const start = Math.max(0, end - SLICE_BYTES);
    const slice = Buffer.alloc(end - start);
    const { bytesRead } = await handle.read(slice, 0, slice.length, start);
    const bytes = Buffer.concat([slice.subarray(0, bytesRead), rest]);
    const from = start === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
    end = start;
    // No line begins here.
    if (start > 0 && from === 0) {
      rest = bytes.length > MAX_LINE_BYTES ? Buffer.alloc(0) : bytes;
      continue;
    }
    rest = bytes.subarray(0, from);
    yield { bytes: bytes.subarray(from), isBackwards: true, isLast: start === 0 };
  }
}

async function* readForwards(file: string): AsyncGenerator<Slice> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of await openPlain(file)) {
      const bytes = Buffer.concat([rest, chunk as Buffer]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      rest = bytes.subarray(end);
      if (rest.length > MAX_LINE_BYTES) rest = Buffer.alloc(0);
      if (end > 0) yield { bytes: bytes.subarray(0, end), isBackwards: false, isLast: false };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== UNEXPECTED_END) throw error;
    yield { bytes: Buffer.alloc(0), isBackwards: false, isLast: true, isCut: true };
    return;
  }
  yield { bytes: rest, isBackwards: false, isLast: true };
}
