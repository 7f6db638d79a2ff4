import { setImmediate as nextTurn } from 'node:timers/promises';

/** Characters that are written before everybody else gets a turn: a millisecond's work. */
const PIECE = 64 * 1024;

/**
 * The value as JSON, or undefined when that is longer than `maxBytes`: nothing is written past them. A long text is written
 * in pieces, between which others are served.
 */
export async function writeJson(value: unknown, maxBytes: number): Promise<string | undefined> {
  const out: Out = { piece: '', room: maxBytes };
  const pieces: string[] = [];
  for (const _ of write(value, out)) {
    pieces.push(out.piece);
    out.room -= Buffer.byteLength(out.piece);
    out.piece = '';
    if (out.room < 0) return undefined;
    await nextTurn();
  }
  if (Buffer.byteLength(out.piece) > out.room) return undefined;
  pieces.push(out.piece);
  return pieces.length === 1 ? out.piece : pieces.join('');
}

interface Out {
  piece: string;
  /** Bytes that may still be written. */
  room: number;
}

/** Yields whenever a piece is full, or there is no room for what comes next. */
function* write(value: unknown, out: Out): Generator<void> {
  if (typeof value !== 'object' || value === null) {
    if (put(value, out)) yield;
  } else if ('toJSON' in value && typeof value.toJSON === 'function') {
    yield* write(value.toJSON(), out);
  } else if (Array.isArray(value)) {
    yield* writeMembers(value, out);
  } else {
    yield* writeProperties(value as Record<string, unknown>, out);
  }
}

function* writeMembers(members: readonly unknown[], out: Out): Generator<void> {
  out.piece += '[';
  for (const [index, member] of members.entries()) {
    if (index > 0) out.piece += ',';
    yield* write(member, out);
  }
  out.piece += ']';
}

function* writeProperties(object: Record<string, unknown>, out: Out): Generator<void> {
  out.piece += '{';
  let isFirst = true;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    if (!isFirst) out.piece += ',';
    isFirst = false;
    if (put(key, out)) yield;
    out.piece += ':';
    // Most values are no objects, and a generator for each would cost more than writing it.
    if (typeof value === 'object' && value !== null) yield* write(value, out);
    else if (put(value, out)) yield;
  }
  out.piece += '}';
}

/** Writes what is no object. Whether it is time to stop for a moment: a text that is longer than there is room is not written. */
function put(value: unknown, out: Out): boolean {
  // A text has at least as many bytes as characters.
  if (typeof value === 'string' && value.length > out.room) {
    out.room = -1;
    return true;
  }
  out.piece += JSON.stringify(value) ?? 'null';
  return out.piece.length >= PIECE;
}
