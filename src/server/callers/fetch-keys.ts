import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { FetchImplementation } from 'jose';
import { createBytes } from '../../domain/bytes.ts';

/** The most bytes of an issuer's key document. A key has some hundred bytes, or some kilobytes with its certificates. */
export const MAX_KEYS_BYTES = 256 * 1024;

/**
 * What jose fetches an issuer's keys by: redirects are not followed, and reading ends when the document is too large.
 * Node's own client and not its `fetch`, which breaks off at an interim answer 100 that it did not ask for
 * (docs/upstream/undici-interim-answers.md).
 */
export const fetchKeys: FetchImplementation = async (url, { headers, signal }) => {
  const response = await ask(url, Object.fromEntries(headers), signal);
  const bytes = createBytes(MAX_KEYS_BYTES);
  for await (const piece of response as AsyncIterable<Buffer>) {
    // Leaving the loop ends the connection.
    if (!bytes.add(piece)) throw new Error('the key document is too large');
  }
  return Response.json(JSON.parse(bytes.whole().toString('utf8')), { status: response.statusCode ?? 0 });
};

function ask(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, { headers, signal })
      .once('response', resolve)
      // A 101 is no `response` to Node, and after it no signal ends the request.
      .once('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('another protocol'));
      })
      .on('error', reject)
      .end();
  });
}
