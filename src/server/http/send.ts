import type { ServerResponse } from 'node:http';
import type { Exchange, Parts, ServerContext } from '../context.ts';
import { byteLength } from '../plugins/use-answer-size.ts';
import { PARTIAL_SUCCESS } from '../plugins/use-answers.ts';
import type { Executed } from '../plugins/yoga.ts';
import { answerCaching } from './caching.ts';
import { sendParts } from './parts.ts';
import { zipAnswer } from './zip.ts';

/** Names and values of headers in turns, as node takes them in one call. */
export type Head = readonly string[];

/** Sets them one by one, for what looks at them, or changes them, before they are sent. */
export function setHead(response: ServerResponse, head: Head): void {
  for (let index = 0; index < head.length; index += 2) {
    const [name, value] = [head[index] as string, head[index + 1] as string];
    // By what an answer differs is said in several places.
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
}

/** Sends what has been executed: whole, or in parts. */
export async function sendExecuted(
  exchange: Exchange,
  context: ServerContext,
  { status, headers, body, later }: Executed,
  { options, slowClients, zip, load }: Parts,
): Promise<void> {
  const { request, response, tally, signal } = exchange;
  const head = [...exchange.head];
  if (headers['content-type'] !== undefined) head.push('content-type', headers['content-type']);
  if (headers.allow !== undefined) head.push('allow', headers.allow);
  head.push('cache-control', 'no-store');
  for (const name in context.headers) head.push(name, context.headers[name] ?? '');
  head.push('vary', 'accept-encoding');
  if (later || options.keepMs) setHead(response, head.splice(0));
  const long = context.answer.pieces;
  const pieces = () => long ?? [Buffer.from(body, 'utf8')];
  if (!later && answerCaching(response, { request, tally, answer: context.answer }, options, pieces)) return;
  const bytes = byteLength(long ?? body);
  slowClients.hold(response, bytes);
  if (later) {
    const hold = (more: number) => slowClients.hold(response, more);
    const rest = async (isRead: Promise<void>) => {
      exchange.leave?.();
      exchange.leave = undefined;
      await isRead;
      exchange.leave = load.enter();
    };
    return sendParts(response, pieces(), later(bytes), hold, rest);
  }
  const zipping = zipAnswer({ pieces, bytes }, context.answer, zip, signal);
  const zipped = zipping && (await zipping);
  if (zipped) {
    slowClients.hold(response, byteLength(zipped) - bytes);
    head.push('content-encoding', 'gzip');
  }
  const sent = zipped ?? long;
  exchange.answerBytes = sent ? byteLength(sent) : bytes;
  head.push('content-length', String(exchange.answerBytes));
  if (status === PARTIAL_SUCCESS) response.statusMessage = 'Partial Success';
  response.writeHead(status, head);
  if (!sent) {
    response.end(body);
    return;
  }
  for (const piece of sent) response.write(piece);
  response.end();
}
