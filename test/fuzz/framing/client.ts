import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './grammar.ts';

/** Milliseconds without a byte after which a client whose message is broken expects no more. */
const IDLE_MS = 8;
/** Milliseconds after which a connection that the client has ended must be gone. */
export const CLOSED_WITHIN_MS = 15_000;

export interface Received {
  readonly bytes: Buffer;
  /** The gateway did not close the connection although the client had ended it. */
  readonly isLeftOpen: boolean;
}

/** Sends what a client sends, as it cuts it, and reads until the connection is closed. */
export async function talk(port: number, { pieces, asked, leaves }: Connection): Promise<Received> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  const received: Buffer[] = [];
  let answers = 0;
  let timer: NodeJS.Timeout | undefined;
  const { promise: closed, resolve: isClosed } = Promise.withResolvers<boolean>();
  const tooLong = setTimeout(() => {
    isClosed(false);
    socket.destroy();
  }, CLOSED_WITHIN_MS);
  const restart = () => {
    clearTimeout(timer);
    if (!asked) timer = setTimeout(() => socket.end(), IDLE_MS);
  };
  socket.on('error', () => undefined);
  socket.once('close', () => isClosed(true));
  socket.once('end', () => socket.end());
  socket.on('data', (piece) => {
    received.push(piece);
    if (!asked) return restart();
    // Each answer is one line of JSON, and says so with its first bytes.
    answers += piece.toString('latin1').split('HTTP/1.1 200').length - 1;
    if (answers >= asked.length && isWhole(Buffer.concat(received), asked.length)) socket.end();
  });
  for (const piece of pieces) {
    if (socket.destroyed || !socket.writable) break;
    socket.write(piece);
    await nextTurn();
  }
  if (leaves) socket.resetAndDestroy();
  else restart();
  const isGone = await closed;
  clearTimeout(timer);
  clearTimeout(tooLong);
  return { bytes: Buffer.concat(received), isLeftOpen: !isGone };
}

function isWhole(bytes: Buffer, count: number): boolean {
  const read = readResponses(bytes);
  return read.rest === undefined && read.responses.length >= count;
}

export interface Response {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The responses that the bytes consist of, and what is left that is none. */
export function readResponses(bytes: Buffer): { readonly responses: readonly Response[]; readonly rest?: string } {
  const responses: Response[] = [];
  for (let at = 0; at < bytes.length; ) {
    const headEnd = bytes.indexOf('\r\n\r\n', at);
    const rest = () => bytes.toString('latin1', at, at + 200);
    if (headEnd < 0) return { responses, rest: rest() };
    const [first = '', ...lines] = bytes.toString('latin1', at, headEnd).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) [\w -]+$/.exec(first)?.[1]);
    const pairs = lines.map((line) => /^([\w-]+): ?(.*)$/.exec(line));
    if (Number.isNaN(status) || pairs.includes(null)) return { responses, rest: rest() };
    const headers = new Map(pairs.map((pair) => [pair?.[1]?.toLowerCase() ?? '', pair?.[2] ?? '']));
    const start = headEnd + 4;
    const isEmpty = status < 200 || status === 204 || status === 304 || isNextResponse(bytes, start);
    // Without a length the body goes on until the connection is closed.
    const length = isEmpty ? 0 : Number(headers.get('content-length') ?? bytes.length - start);
    if (start + length > bytes.length) return { responses, rest: rest() };
    responses.push({ status, headers, body: bytes.toString('utf8', start, start + length) });
    at = start + length;
  }
  return { responses };
}

/** Behind an answer to HEAD, which has a length and no body. */
function isNextResponse(bytes: Buffer, start: number): boolean {
  return bytes.length === start || bytes.toString('latin1', start, start + 9) === 'HTTP/1.1 ';
}
