/** An HTTP/1.1 response. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';
const LINE_END = '\r\n';

/** Reads a whole response, its length given or in chunks; undefined while some of it is missing. */
export function readAnswer(bytes: Buffer): HttpAnswer | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
  const from = end + END_OF_HEAD.length;
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const until = from + Number(length);
    return bytes.length < until ? undefined : { status, body: bytes.subarray(from, until) };
  }
  if (!/\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`an answer of unknown length: ${head}`);
  const body = readChunks(bytes, from);
  return body && { status, body };
}

function readChunks(bytes: Buffer, from: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = from; ; ) {
    const lineEnd = bytes.indexOf(LINE_END, at);
    if (lineEnd < 0) return undefined;
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const begin = lineEnd + LINE_END.length;
    const next = begin + length + LINE_END.length;
    if (bytes.length < next) return undefined;
    if (length === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks.push(bytes.subarray(begin, begin + length));
    at = next;
  }
}
