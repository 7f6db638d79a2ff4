// Protocol Buffers as they stand on the wire, read without a schema: https://protobuf.dev/programming-guides/encoding/

/** A field's values, in their order: numbers of varints and of fixed widths as BigInt, all else as bytes. */
export type Message = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

export function readMessage(bytes: Buffer): Message {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error('a varint has no end');
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new Error('a field is cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const field = tag >> 3;
    const values = fields.get(field) ?? [];
    fields.set(field, values);
    if ((tag & 7) === VARINT) values.push(varint());
    else if ((tag & 7) === FIXED_64) values.push(take(8).readBigUInt64LE());
    else if ((tag & 7) === FIXED_32) values.push(BigInt(take(4).readUInt32LE()));
    else if ((tag & 7) === LENGTH) values.push(take(Number(varint())));
    else throw new Error(`there is no wire type ${tag & 7}`);
  }
  return fields;
}

export function messagesOf(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).map((value) => readMessage(value as Buffer));
}

export function textOf(message: Message, field: number): string {
  return (message.get(field)?.[0] as Buffer | undefined)?.toString('utf8') ?? '';
}

export function hexOf(message: Message, field: number): string {
  return (message.get(field)?.[0] as Buffer | undefined)?.toString('hex') ?? '';
}

export function numberOf(message: Message, field: number): bigint {
  return (message.get(field)?.[0] as bigint | undefined) ?? 0n;
}
