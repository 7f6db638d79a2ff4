import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { SecureContext, TLSSocket } from 'node:tls';

/** How far a question came: to a connection, to a handshake, to an answer. */
export type ProbeStage = 'connect' | 'tls' | 'http';

export type Probe =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Milliseconds until there was a connection. */
      readonly connectMs: number;
      /** Milliseconds until both sides had shown their certificates, and the version they speak; absent without TLS. */
      readonly tls?: { readonly ms: number; readonly version: string };
      /** Milliseconds until the answer began. */
      readonly answerMs: number;
      /** Milliseconds that the other clock is ahead of ours, to half a second; undefined without a Date. */
      readonly clockAheadMs: number | undefined;
    }
  /** `code` is a word of the system's or of TLS's, never text from the other side. */
  | { readonly kind: 'failed'; readonly stage: ProbeStage; readonly code: string };

/** The Date header has whole seconds: on average it says half a second too little. */
const HALF_SECOND_MS = 500;

/** Asks an endpoint once whether it answers: a GET without credentials, of which the body is not read. Any status is an answer. */
export function probe(
  url: URL,
  { tls, timeoutMs }: { readonly tls?: SecureContext | undefined; readonly timeoutMs: number },
): Promise<Probe> {
  const begun = performance.now();
  const elapsed = () => Math.round(performance.now() - begun);
  let stage: ProbeStage = 'connect';
  let connectMs = 0;
  let asked = Date.now();
  let shaken: { ms: number; version: string } | undefined;

  return new Promise((resolve) => {
    const isTls = url.protocol === 'https:';
    // A connection of its own: one that is kept would tell nothing of how long it takes.
    const signal = AbortSignal.timeout(timeoutMs);
    const settings = { method: 'GET', agent: false, signal } as const;
    const asking: ClientRequest = isTls
      ? httpsRequest(url, { ...settings, ...(tls && { secureContext: tls }) })
      : httpRequest(url, settings);
    asking.once('socket', (socket) => {
      socket.once('connect', () => {
        connectMs = elapsed();
        stage = isTls ? 'tls' : 'http';
        asked = Date.now();
      });
      socket.once('secureConnect', () => {
        shaken = { ms: elapsed() - connectMs, version: (socket as TLSSocket).getProtocol() ?? '' };
        stage = 'http';
        asked = Date.now();
      });
    });
    const answered = (response: IncomingMessage) => {
      const clockAheadMs = aheadBy(response.headers.date, asked, Date.now());
      const { statusCode: status = 0 } = response;
      resolve({
        kind: 'answered',
        status,
        connectMs,
        ...(shaken && { tls: shaken }),
        answerMs: elapsed(),
        clockAheadMs,
      });
      asking.destroy();
    };
    asking.once('response', answered);
    // A 101 is no `response` to Node, and after it no timeout ends the request.
    asking.once('upgrade', (response, socket) => {
      answered(response);
      socket.destroy();
    });
    asking.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: 'failed', stage, code: signal.aborted ? 'TIMEOUT' : (error.code ?? 'UNKNOWN') });
    });
    asking.end();
  });
}

/** Their clock read at some time between the question and the answer; halfway is the best guess. */
function aheadBy(date: string | undefined, asked: number, answered: number): number | undefined {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? undefined : theirs + HALF_SECOND_MS - (asked + answered) / 2;
}
