import { randomBytes } from 'node:crypto';

/** A document without its one long ciphertext, for which something short stands there that nobody could have foreseen. */
export interface WithoutCipher {
  readonly document: Buffer;
  readonly standIn: string;
  readonly cipher: Buffer;
  /** Of the ciphertext as it is written. */
  readonly characters: number;
}

// A shorter one is read as any text is.
const MIN_CHARACTERS = 32 * 1024;
/** An envelope has some sixty tags before it. */
const MAX_TAGS = 500;
// Texts of so many characters are made where V8 keeps what is soon forgotten; one of a megabyte costs more than what it says.
const PIECE = 32 * 1024;
const LESS = 0x3c;
const GREATER = 0x3e;
const EQUALS = 0x3d;

/**
 * Takes the ciphertext of an encrypted answer out of its bytes: nine tenths of it, which would be decoded, looked at for what XML does
 * not allow, and decoded again. Undefined where there is none in strict base64 without blanks, the one text of a CipherValue.
 */
export function withoutCipher(bytes: Buffer): WithoutCipher | undefined {
  const place = longTextIn(bytes);
  if (!place) return undefined;
  const { from, to } = place;
  const isCipherValue = bytes.toString('latin1', 0, from).endsWith('CipherValue>') && bytes[to + 1] === 0x2f;
  const cipher = isCipherValue ? decode(bytes, from, to) : undefined;
  if (!cipher) return undefined;
  const standIn = randomBytes(24).toString('base64');
  const document = Buffer.concat([bytes.subarray(0, from), Buffer.from(standIn), bytes.subarray(to)]);
  return { document, standIn, cipher, characters: to - from };
}

/** Between two tags. */
function longTextIn(bytes: Buffer): { from: number; to: number } | undefined {
  if (bytes.length < MIN_CHARACTERS) return undefined;
  let tag = bytes.indexOf(LESS);
  for (let tags = 0; tag !== -1 && tags < MAX_TAGS; tags += 1) {
    const to = bytes.indexOf(LESS, tag + 1);
    const from = to - tag > MIN_CHARACTERS ? bytes.lastIndexOf(GREATER, to) + 1 : 0;
    if (from > tag && to - from >= MIN_CHARACTERS) return { from, to };
    tag = to;
  }
  return undefined;
}

function decode(bytes: Buffer, from: number, to: number): Buffer | undefined {
  const padding = bytes[to - 1] === EQUALS ? (bytes[to - 2] === EQUALS ? 2 : 1) : 0;
  if ((to - from) % 4 !== 0) return undefined;
  const decoded = Buffer.allocUnsafe(((to - from) / 4) * 3 - padding);
  let at = 0;
  for (let piece = from; piece < to; piece += PIECE) {
    const end = Math.min(piece + PIECE, to);
    const text = bytes.toString('latin1', piece, end);
    const expected = ((end - piece) / 4) * 3 - (end === to ? padding : 0);
    // What is none of its letters is left out; only those of base64url are taken for others.
    if (text.includes('-') || text.includes('_') || decoded.write(text, at, 'base64') !== expected) return undefined;
    at += expected;
  }
  return decoded;
}
