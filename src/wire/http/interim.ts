import type { Duplex } from 'node:stream';

/** Bytes of interim answers before one final answer: hundreds of them, far more than any register has a reason to send. */
export const MAX_INTERIM_BYTES = 64 * 1024;

/**
 * Makes the HTTP/1.1 connection leave out interim answers (100, 102, 103 …). RFC 9110, 15.2: a client must be able to read
 * them though it did not ask for any. undici (8.13 too) takes a 100 for a broken connection, and a `Connection: close` in
 * any of them for the final answer's: docs/upstream/undici-interim-answers.md.
 *
 * undici takes the bytes of a connection by `read()`, and writes a request, head and body, before it returns to the event
 * loop, one request at a time. So what is read first after a write is the beginning of an answer. From there on interim
 * answers are taken out; the final answer and all that follows goes through untouched, whatever its body looks like.
 */
export function skipInterim(socket: Duplex): void {
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  const filter = createInterimFilter();

  socket.write = (...args: unknown[]) => {
    filter.expectAnswer();
    return write(...args);
  };
  socket.read = (size?: number) => {
    // Node itself reads 0 bytes, to start the reading.
    if (size !== undefined || filter.isOpen()) return read(size);
    for (;;) {
      const chunk: Buffer | null = read();
      if (chunk === null) return null;
      const rest = filter.take(chunk);
      if (rest === undefined) {
        socket.destroy(new Error('too many interim answers'));
        return null;
      }
      if (rest.length > 0) return rest;
    }
  };
}

export interface InterimFilter {
  /** A request goes out: what comes next is the beginning of an answer. */
  expectAnswer(): void;
  /** Whether everything goes through: the final answer has begun, or none is expected. */
  isOpen(): boolean;
  /** What of the bytes belongs to the final answer; undefined when too much has come before it. */
  take(chunk: Buffer): Buffer | undefined;
}

const EMPTY = Buffer.alloc(0);
const CR = 13;
const LF = 10;

/** Works on pieces of any size: a status line may come byte by byte. */
export function createInterimFilter(maxBytes = MAX_INTERIM_BYTES): InterimFilter {
  let state: 'open' | 'status line' | 'interim' = 'open';
  /** The beginning of a status line that does not tell yet what it is: less than one. */
  let held = EMPTY;
  let skipped = 0;
  /** Whether the line of the interim answer that is being read has nothing in it so far: the empty one ends it. */
  let isLineEmpty = false;

  function take(chunk: Buffer): Buffer | undefined {
    let bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    held = EMPTY;
    while (bytes.length > 0) {
      if (state === 'status line') {
        const kind = kindOf(bytes);
        if (kind === 'undecided') {
          held = Buffer.from(bytes);
          return EMPTY;
        }
        if (kind === 'final') state = 'open';
        else {
          state = 'interim';
          isLineEmpty = false;
        }
      }
      if (state === 'open') return bytes;
      const end = endOfInterim(bytes);
      skipped += end;
      if (skipped > maxBytes) return undefined;
      bytes = bytes.subarray(end);
    }
    return EMPTY;
  }

  /** How many of the bytes belong to the interim answer. Sees its end, and waits for a status line then. */
  function endOfInterim(bytes: Buffer): number {
    for (const [index, byte] of bytes.entries()) {
      if (byte === CR) continue;
      if (byte === LF && isLineEmpty) {
        state = 'status line';
        return index + 1;
      }
      isLineEmpty = byte === LF;
    }
    return bytes.length;
  }

  return {
    expectAnswer() {
      state = 'status line';
      held = EMPTY;
      skipped = 0;
    },
    isOpen: () => state === 'open',
    take,
  };
}

/** `HTTP/1.1 1xx` and what ends the number; 101 is no interim answer but another protocol, which nobody asked for. */
const INTERIM = [/H/, /T/, /T/, /P/, /\//, /1/, /\./, /[01]/, / /, /1/, /\d/, /\d/, /[ \r\n]/];

function kindOf(bytes: Buffer): 'interim' | 'final' | 'undecided' {
  // So say all final answers at once, which come whole as a rule.
  if (bytes.length > 9 && bytes[9] !== 0x31) return 'final';
  const text = bytes.toString('latin1', 0, INTERIM.length);
  for (const [index, character] of [...text].entries()) if (!INTERIM[index]?.test(character)) return 'final';
  if (text.length < INTERIM.length) return 'undecided';
  return text.slice(9, 12) === '101' ? 'final' : 'interim';
}
