/** A writer of DER (X.690), for certificates and key files that no library would make. */

/** A value with its tag and length before it. */
export function tlv(tag: number, ...contents: readonly Buffer[]): Buffer {
  const value = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(value.length), value]);
}

export const sequence = (...items: readonly Buffer[]) => tlv(0x30, ...items);
export const setOf = (item: Buffer) => tlv(0x31, item);
export const boolean = (value: boolean) => tlv(0x01, Buffer.from([value ? 0xff : 0x00]));
export const nothing = () => tlv(0x05);
export const octetString = (...contents: readonly Buffer[]) => tlv(0x04, ...contents);
export const utf8String = (text: string) => tlv(0x0c, Buffer.from(text, 'utf8'));
export const printableString = (text: string) => tlv(0x13, Buffer.from(text, 'ascii'));
/** `[number]` around whole values. */
export const explicit = (number: number, ...items: readonly Buffer[]) => tlv(0xa0 + number, ...items);
/** `[number]` in place of the tag of a primitive value. */
export const implicit = (number: number, value: Buffer) => tlv(0x80 + number, value);

export function bitString(bits: Buffer, unusedBits = 0): Buffer {
  return tlv(0x03, Buffer.from([unusedBits]), bits);
}

/** A whole number from its big-endian bytes: never negative, never with zeros to spare. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const bare = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  const isHigh = ((bare[0] ?? 0) & 0x80) !== 0;
  return tlv(0x02, isHigh ? Buffer.from([0]) : Buffer.alloc(0), bare);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** UTCTime up to 2049 and GeneralizedTime from 2050, as RFC 5280 demands. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+Z$|[-:T]/g, '');
  const isLate = date.getUTCFullYear() >= 2050;
  return tlv(isLate ? 0x18 : 0x17, Buffer.from(`${isLate ? digits : digits.slice(2)}Z`, 'ascii'));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

function base128(number: number): readonly number[] {
  const groups = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 0x7f) | 0x80);
  return groups;
}
