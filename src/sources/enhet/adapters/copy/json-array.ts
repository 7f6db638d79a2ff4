import { isUtf8 } from 'node:buffer';
import { CopyError } from './copy-error.ts';

// A JSON array of two gigabytes is never a string, nor a tree: it is cut into its elements as bytes. Packages that parse JSON in a
// stream make a token an event, and take minutes for such a file; what is wanted here is where each element ends.

/** Bytes of one element; the register's largest have some tens of thousands. */
export const MAX_ELEMENT_BYTES = 16 * 1024 * 1024;

/**
 * Objects and lists within one another; the register has six or so. Who writes JSON goes down into them, and a text that is nothing but
 * brackets would take all of the stack.
 */
export const MAX_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Where the cut is: before the array, before an element, after one, within one, or behind the array. */
type Place = 'start' | 'element' | 'after' | 'within' | 'end';

/** The elements, which must be objects, of a JSON array that comes in pieces: those of each piece together. */
export async function* elementsOf(pieces: AsyncIterable<Buffer>, what: string): AsyncGenerator<Buffer[]> {
  const splitter = createSplitter(what);
  for await (const piece of pieces) {
    const elements = splitter.add(piece);
    if (elements.length > 0) yield elements;
  }
  splitter.end();
}

export interface Splitter {
  /** The elements that end in this piece. */
  add(piece: Buffer): Buffer[];
  /** Refuses an array that has not come to its end. */
  end(): void;
}

export function createSplitter(what: string): Splitter {
  let place: Place = 'start';
  let count = 0;
  /** The bytes of an element that has begun in an earlier piece. */
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let depth = 0;
  let isInString = false;
  /** The piece has ended right after a backslash: the next byte is escaped. */
  let isEscaped = false;

  const tooDeep = () => new CopyError(`${what} holds more than ${MAX_DEPTH} levels, at element ${count + 1}`);
  const wrong = () => new CopyError(`${what} is no JSON array of objects, after ${count} elements`);

  /** The index behind the element's last byte, or -1 when it goes on in the next piece. */
  function findEnd(piece: Buffer, from: number): number {
    let at = from;
    const { length } = piece;
    while (at < length) {
      if (isInString) {
        if (isEscaped) {
          isEscaped = false;
          at += 1;
          continue;
        }
        const byte = piece[at];
        if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        at += 1;
        continue;
      }
      switch (piece[at]) {
        case QUOTE:
          isInString = true;
          break;
        case OPEN_OBJECT:
        case OPEN_ARRAY:
          depth += 1;
          if (depth > MAX_DEPTH) throw tooDeep();
          break;
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          depth -= 1;
          if (depth === 0) return at + 1;
      }
      at += 1;
    }
    return -1;
  }

  function finish(last: Buffer): Buffer {
    const element = begun.length === 0 ? last : Buffer.concat([...begun, last]);
    begun = [];
    begunBytes = 0;
    count += 1;
    if (!isUtf8(element)) throw new CopyError(`${what} is not UTF-8, at element ${count}`);
    return element;
  }

  return {
    add(piece) {
      const elements: Buffer[] = [];
      let at = 0;
      while (at < piece.length) {
        if (place === 'within') {
          const end = findEnd(piece, at);
          const part = piece.subarray(at, end < 0 ? piece.length : end);
          if (begunBytes + part.length > MAX_ELEMENT_BYTES) throw wrong();
          if (end < 0) {
            begun.push(part);
            begunBytes += part.length;
            return elements;
          }
          elements.push(finish(part));
          place = 'after';
          at = end;
          continue;
        }
        const byte = piece[at] ?? 0;
        if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) at += 1;
        else if (place === 'start' && byte === OPEN_ARRAY) {
          place = 'element';
          at += 1;
        } else if (place === 'element' && byte === OPEN_OBJECT) place = 'within';
        else if (byte === CLOSE_ARRAY && (place === 'after' || (place === 'element' && count === 0))) {
          place = 'end';
          at += 1;
        } else if (place === 'after' && byte === COMMA) {
          place = 'element';
          at += 1;
        } else throw wrong();
      }
      return elements;
    },
    end() {
      if (place !== 'end') throw new CopyError(`${what} has been cut, after ${count} elements`);
    },
  };
}

/** Whether a value that has been read has more levels than that. Not by recursion: that is what it is about. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= MAX_DEPTH) return true;
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
    level = level.filter((one) => one !== null && typeof one === 'object');
  }
  return false;
}
