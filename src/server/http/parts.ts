import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Json } from '../context.ts';
import { byteLength } from '../plugins/use-answer-size.ts';
import { DEFER_SPEC } from './headers.ts';

/** JSON has no line break outside of its texts' escapes, so that no part can hold a line that begins with the boundary. */
const BOUNDARY = '-';
const DELIMITER = `\r\n--${BOUNDARY}`;
const HEAD = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';

/**
 * Sends an answer in parts (multipart/mixed), each when it is known and the client has read what came before. Every part is followed by
 * the delimiter at once: by that a client knows that the part is whole. `hold` is told of the bytes of each later part, and `rest` is
 * given what is waited for when the client does not read: no work is under way meanwhile.
 */
export async function sendParts(
  response: ServerResponse,
  first: readonly Buffer[],
  later: AsyncGenerator<Json>,
  hold: (bytes: number) => void,
  rest: (isRead: Promise<void>) => Promise<void> = (isRead) => isRead,
): Promise<void> {
  // nginx, and what is built on it, would keep the parts until there are many bytes of them.
  response.setHeader('x-accel-buffering', 'no');
  response.setHeader('content-type', `multipart/mixed; boundary="${BOUNDARY}"; deferSpec=${DEFER_SPEC}`);
  response.writeHead(200);
  response.write(DELIMITER);
  sendPart(response, first);
  for await (const part of later) {
    // The client has hung up.
    if (response.closed) return;
    hold(byteLength(part));
    sendPart(response, typeof part === 'string' ? [part] : part);
    if (response.writableNeedDrain) await rest(drained(response));
  }
  response.end('--\r\n');
}

function sendPart(response: ServerResponse, pieces: readonly (string | Buffer)[]): void {
  response.cork();
  response.write(HEAD);
  for (const piece of pieces) response.write(piece);
  response.write(DELIMITER);
  response.uncork();
}

/** Resolves when the client has read what was sent, or has hung up. */
async function drained(response: ServerResponse): Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    end.abort(),
  );
}
