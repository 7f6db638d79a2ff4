import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';

// The chain of audit records. Each record ends with four keys: `chain` and `sequence` say which record of which chain it is, `previous` is
// the code of the one before, and `mac` is HMAC-SHA-256, in base64url, over the line up to `,"mac":`. Who has a file and not the key
// can neither write a record nor change one so that its code fits; who takes one out, or moves it, breaks the sequence.

/** What a record says of its place. */
export interface Place {
  readonly chain: string;
  readonly sequence: number;
  /** Empty in the first record of a chain. */
  readonly previous: string;
  readonly mac: string;
}

/** Where a chain has come to. */
export interface ChainState {
  /** The number of the next record. */
  readonly next: number;
  /** The code of the last one; empty before the first. */
  readonly last: string;
}

export interface Chain {
  readonly id: string;
  /** Which audit key the codes are made with, without telling anything else of it. */
  readonly keyId: string;
  state(): ChainState;
  /** Goes back: what came after could not be written. */
  rewind(state: ChainState): void;
  /** The record, one JSON object and a newline, with its place in the chain, which goes on by one. */
  stamp(record: string): string;
}

/** Bytes of a chain's name: two of the same are not made in the life of the universe. */
const NAME_BYTES = 12;
/** Characters of a key's name, in base64url: in hexadecimal, ten digits in a row would be one in some twenty, and look like somebody's number. */
const KEY_ID_CHARACTERS = 11;

/** A new chain under the key of the audit records. */
export function createChain(secret: string, id = randomBytes(NAME_BYTES).toString('base64url')): Chain {
  const key = chainKey(secret);
  let state: ChainState = { next: 0, last: '' };
  return {
    id,
    keyId: keyIdOf(secret),
    state: () => state,
    rewind(to) {
      state = to;
    },
    stamp(record) {
      const { next, last } = state;
      const signed = `${record.slice(0, -ENDING.length)},"chain":"${id}","sequence":${next},"previous":"${last}"`;
      const mac = macOf(key, signed);
      state = { next: next + 1, last: mac };
      return `${signed}${MAC}${mac}"}\n`;
    },
  };
}

/** What a line is by its form and its code: `altered` has a place, but not the code of its text. */
export type Checked =
  | { readonly kind: 'intact' | 'altered'; readonly place: Place; readonly record: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unchained'; readonly record: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable' };

/** Reads one line, without its newline, by the same key. */
export function createLineCheck(secret: string): (line: string) => Checked {
  const key = chainKey(secret);
  return (line) => {
    const record = parseRecord(line);
    if (!record) return { kind: 'unreadable' };
    const place = placeOf(record);
    // Of what was stamped, nothing is left out but by a change.
    if (!place) return MARKS.some((mark) => mark in record) ? { kind: 'unreadable' } : { kind: 'unchained', record };
    const end = line.lastIndexOf(MAC);
    const isIntact =
      end > 0 && line.slice(end) === `${MAC}${place.mac}"}` && isSame(place.mac, macOf(key, line.slice(0, end)));
    return { kind: isIntact ? 'intact' : 'altered', place, record };
  };
}

const MARKS = ['chain', 'sequence', 'previous', 'mac'];
const ENDING = '}\n';
const MAC = ',"mac":"';

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && 'audit' in parsed
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function placeOf({ chain, sequence, previous, mac }: Readonly<Record<string, unknown>>): Place | undefined {
  return typeof chain === 'string' &&
    typeof previous === 'string' &&
    typeof mac === 'string' &&
    Number.isSafeInteger(sequence) &&
    (sequence as number) >= 0
    ? { chain, sequence: sequence as number, previous, mac }
    : undefined;
}

/** Of its own, so that a code of the chain is never that of a person, whatever stands in a record. */
function chainKey(secret: string): KeyObject {
  return createSecretKey(createHmac('sha256', secret).update('registergraf audit chain').digest());
}

/** Says whether two records are under the same key. */
export function keyIdOf(secret: string): string {
  return createHmac('sha256', secret).update('registergraf audit key').digest('base64url').slice(0, KEY_ID_CHARACTERS);
}

function macOf(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
