import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExecutionResult, GraphQLError } from 'graphql';
import pLimit from 'p-limit';
import type { GatewayPlugin, Json, ServerContext, WriteJson } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/**
 * Writes answers in pieces, up to `maxBytes`: an operation of a few lines can ask for one long text a thousand times. A longer answer is
 * replaced by an error. The operation has been executed by then, its writes too.
 */
export function useAnswerSize(maxBytes: number, writeJson: WriteJson): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !('data' in result)) return;
      const end = (data: Json | undefined) => {
        if (data === undefined) return refuse();
        setResult({
          ...result,
          stringify(clean: ExecutionResult) {
            const [before, after] = around(clean);
            if (typeof data === 'string') return before + data + after;
            serverContext.answer.pieces = [Buffer.from(before), ...data, Buffer.from(after)];
            return IN_PIECES;
          },
        });
      };
      const refuse = async () => {
        await serverContext.later.results?.return(undefined);
        delete serverContext.later.results;
        setResult({ data: null, errors: [refuseTooLarge(serverContext, maxBytes)] });
      };
      const writeData = (errors: Json | undefined) =>
        errors === undefined ? undefined : writeJson(result.data, maxBytes - byteLength(errors));
      const errors = result.errors?.length ? writeJson(result.errors, maxBytes) : '';
      const data = errors instanceof Promise ? errors.then(writeData) : writeData(errors);
      return data instanceof Promise ? data.then(end) : end(data);
    },
  };
}

/** The error of an answer that is too long, which the log tells too. What it still waits for is given up. */
export function refuseTooLarge({ operation, later }: ServerContext, maxBytes: number): GraphQLError {
  later.stop();
  const refused = refusalError(ERRORS.answerTooLarge, [{ limit: maxBytes }]);
  operation.refused = String(refused.extensions.code);
  return refused;
}

/** The body of Yoga's response when the answer is sent in pieces instead. */
const IN_PIECES = '{}';

/** The JSON before and after the data. Yoga has removed its own properties from the errors by now. */
function around(result: ExecutionResult): readonly [string, string] {
  if (hasOnlyData(result)) return AROUND_DATA;
  const { data: _, ...others } = result;
  const rest = JSON.stringify({ ...others, stringify: undefined });
  return [rest === '{}' ? '{"data":' : `${rest.slice(0, -1)},"data":`, '}'];
}

const AROUND_DATA = ['{"data":', '}'] as const;

function hasOnlyData(result: ExecutionResult): boolean {
  for (const name in result) if (name !== 'data' && name !== 'stringify') return false;
  return true;
}

/** Characters that are written in one turn of the event loop: about a millisecond's work. */
const PIECE = 64 * 1024;

/**
 * Writes a value as JSON; undefined when it is longer than `maxBytes`, where writing stops. A long value is written in pieces, and other
 * requests are served between them; one long value is written at a time, so that many do not fill the memory together.
 */
export function createJsonWriter(): WriteJson {
  const oneLong = pLimit(1);
  return (value, maxBytes) => {
    if (roomAfter(value, PIECE) >= 0) {
      const json = JSON.stringify(value) ?? 'null';
      // A character takes three bytes at most.
      return json.length * 3 > maxBytes && Buffer.byteLength(json) > maxBytes ? undefined : json;
    }
    const out: Out = { piece: '', room: maxBytes };
    const writing = write(value, out);
    const isShort = writing.next().done === true;
    if (isShort) return Buffer.byteLength(out.piece) > out.room ? undefined : out.piece;
    return oneLong(() => writeOn(writing, out));
  };
}

/**
 * About how many of so many characters are left when the value is written; negative where they are too few, or where an object writes itself.
 * It is read no further than that.
 */
function roomAfter(value: unknown, room: number): number {
  if (typeof value === 'string') return room - value.length - 2;
  if (typeof value !== 'object' || value === null) return room - SCALAR;
  if (typeof (value as { readonly toJSON?: unknown }).toJSON === 'function') return -1;
  let left = room - 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index += 1) left = roomAfter(value[index], left - 1);
    return left;
  }
  for (const key in value) {
    if (left < 0) break;
    left = roomAfter((value as Record<string, unknown>)[key], left - key.length - 4);
  }
  return left;
}

/** Characters of a number, or of a word of JSON's. */
const SCALAR = 8;

async function writeOn(writing: Generator<void>, out: Out): Promise<readonly Buffer[] | undefined> {
  const pieces: Buffer[] = [];
  for (let isDone = false; ; isDone = writing.next().done === true) {
    const piece = Buffer.from(out.piece, 'utf8');
    out.piece = '';
    out.room -= piece.length;
    if (out.room < 0) return undefined;
    pieces.push(piece);
    if (isDone) return pieces;
    await nextTurn();
  }
}

export function byteLength(json: Json): number {
  return typeof json === 'string' ? Buffer.byteLength(json) : json.reduce((sum, { length }) => sum + length, 0);
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
    // Most values are scalars, and a generator for each would cost more than writing it.
    if (typeof value === 'object' && value !== null) yield* write(value, out);
    else if (put(value, out)) yield;
  }
  out.piece += '}';
}

/** Writes a scalar. Returns whether to yield: the piece is full, or the text is longer than the room that is left, and was not written. */
function put(value: unknown, out: Out): boolean {
  // A text has at least as many bytes as characters.
  if (typeof value === 'string' && value.length > out.room) {
    out.room = -1;
    return true;
  }
  out.piece += JSON.stringify(value) ?? 'null';
  return out.piece.length >= PIECE;
}
