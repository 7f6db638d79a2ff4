import type { IncomingMessage } from 'node:http';
import { createBytes } from '../../domain/bytes.ts';
import type { Exchange, Parts } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { type Refused, refuse } from '../refuse.ts';
import { refuseForLoad } from './load.ts';
import { isGzip } from './zip.ts';

/** Step body: reads it, unzips it where it is zipped, and reads its text. The limit holds for what is sent and for what it unzips to. */
export async function readBodyText(exchange: Exchange, parts: Parts): Promise<Refused | undefined> {
  const { request, response, signal } = exchange;
  const { bodyBytes: limit } = parts.options.limits;
  const onBytes = (bytes: number) => parts.slowClients.hold(response, bytes);
  const sent = await readBody(request, { limit, signal, onBytes });
  const isZipped = request.method !== 'GET' && isGzip(request.headers['content-encoding']);
  const body = isZipped && Buffer.isBuffer(sent) ? await parts.zip.unzip(sent, limit, signal) : sent;
  if ('refused' in body) {
    if (body.refused === 'no gzip') return refuse(ERRORS.notGzip);
    if (body.refused === 'no time') return refuseForLoad();
    return body.refused === 'too long' ? refuse(ERRORS.bodyTooLarge, { limit }) : refuse(ERRORS.bodyTooSlow);
  }
  if (isZipped) onBytes(body.length);
  const text = decodeBody(body);
  if (text === undefined) return refuse(ERRORS.notUtf8);
  exchange.body = { bytes: body.length, text };
  return undefined;
}

/** Ends a request whose body was read without its stream: node keeps it for its connection else, till the next request comes. */
export function endRequest(request: IncomingMessage): void {
  if (request.readableFlowing !== null) return;
  if (request.complete) request.read();
  // It was answered in the moment in which its body came, before the parser has seen its end.
  else request.resume();
}

export type Body = Buffer | { readonly refused: 'too long' | 'too slow' };

/**
 * Reads a body of at most `limit` bytes, until `signal` ends. A longer one is seen from content-length before anything is
 * read, or while a chunked body comes in. What is left of a refused body is thrown away as it arrives, so that the client,
 * still sending, gets to read the answer. `onBytes` is told of each piece.
 */
export async function readBody(
  request: IncomingMessage,
  { limit, signal, onBytes }: { limit: number; signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return { refused: 'too long' };
  }
  // A short body comes in the packet of its headers, and stands there when the parser has gone through that: no stream is set going for it.
  await undefined;
  const isWhole = request.readableLength > 0 && request.readableLength === Number(request.headers['content-length']);
  const whole: Buffer | null = isWhole && !signal.aborted ? request.read() : null;
  if (whole) {
    onBytes(whole.length);
    return whole;
  }
  return new Promise((resolve, reject) => {
    const bytes = createBytes(limit);
    const end = (body: Body) => {
      request.off('data', read).off('end', whole).off('error', reject);
      signal.removeEventListener('abort', tooSlow);
      request.resume();
      resolve(body);
    };
    const whole = () => end(bytes.whole());
    const tooSlow = () => end({ refused: 'too slow' });
    const read = (piece: Buffer) => {
      if (!bytes.add(piece)) return end({ refused: 'too long' });
      onBytes(piece.length);
    };
    if (signal.aborted) return tooSlow();
    request.on('data', read).once('end', whole).once('error', reject);
    // Node looks whether somebody listens for a hang-up, and tells a tick later: nobody may listen by then, and it would be thrown.
    request.on('error', () => {});
    signal.addEventListener('abort', tooSlow, { once: true });
  });
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a body, without the byte order mark that some clients begin it with. Undefined when it is not UTF-8:
 * decoded with replacement characters, wrong letters would be written to a register.
 */
export function decodeBody(body: Buffer): string | undefined {
  try {
    return UTF_8.decode(body);
  } catch {
    return undefined;
  }
}
