import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of at most `limit` bytes. Undefined when it is longer: seen from content-length before anything is read,
 * or while a chunked body comes in. What is left of a longer body is thrown away as it arrives, so that the client,
 * still sending, gets to read the answer.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      request.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a body, without the byte order mark that some clients begin it with. Undefined when it is not UTF-8:
 * letters that were taken for others would be written to a register.
 */
export function decodeBody(body: Buffer): string | undefined {
  try {
    return UTF_8.decode(body);
  } catch {
    return undefined;
  }
}
