import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What a relay does with one request, by its body. */
export interface Behaviour {
  /** What the request writes; counted when the register behind has accepted it. */
  readonly mark?: string | undefined;
  /** Milliseconds that the answer is held back. */
  readonly delayMs: number;
  /** The register does it, and the answer is never passed on. */
  readonly isSilent?: boolean;
}

/** A server on loopback before a register of the sandbox, which is slow, or loses answers, of what the register has done. */
export interface Relay {
  readonly url: string;
  /** How often the register has done what has this mark. */
  done(mark: string): number;
  close(): Promise<void>;
}

// Of the connection between two ends, not of the message.
const HOP_BY_HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']);

export async function startRelay(target: string, behave: (body: string) => Behaviour): Promise<Relay> {
  const { origin, pathname } = new URL(target);
  const marks = new Map<string, number>();

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { mark, delayMs, isSilent = false } = behave(body.toString('utf8'));
    const sent = Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)) as [string, string][];
    const answer = await fetch(origin + request.url, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(sent),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const content = Buffer.from(await answer.arrayBuffer());
    if (mark !== undefined && answer.ok) marks.set(mark, (marks.get(mark) ?? 0) + 1);
    if (isSilent) return;
    await wait(delayMs);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(content);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${pathname === '/' ? '' : pathname}`,
    done: (mark) => marks.get(mark) ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
