import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What clients hold of the gateway's memory and time: it ends, and has a sum. */
export interface SlowClients {
  /**
   * A request has come. It is served when those before it on its connection have been, and its connection is closed unless
   * its answer has been taken in time.
   */
  begin(request: IncomingMessage, response: ServerResponse, serve: () => void): void;
  /** So many bytes more are kept for this request until it is over. */
  hold(response: ServerResponse, bytes: number): void;
}

/** Milliseconds after the deadline in which an answer may still be taken: that which the deadline itself made, too. */
export const READING_MS = 2_000;
/** Requests of one connection that are not answered yet, the one that is served included. */
export const MAX_PIPELINED = 100;
/** Bytes of bodies and answers in all. */
export const MAX_HELD_BYTES = 64 * 1024 * 1024;

interface Held {
  readonly socket: Socket;
  readonly since: number;
  bytes: number;
}

/**
 * Closes the connections of clients that do not read their answers. Requests that come on a connection before the answer to
 * the one before has been taken (pipelined, in HTTP's word) wait, and make no answers to wait there with it; a connection on
 * which too many wait is closed, for node reads on whatever waits. When all hold more than the sum, whoever has held most for
 * longest is let go first. A connection is reset, for otherwise the operating system keeps what has not been read.
 */
export function createSlowClients(
  deadlineMs: number,
  { readingMs = READING_MS, maxHeldBytes = MAX_HELD_BYTES }: { readingMs?: number; maxHeldBytes?: number } = {},
): SlowClients {
  const held = new Map<ServerResponse, Held>();
  /** The responses of each connection that are not over, in their order, and what serves those that wait. */
  const open = new WeakMap<Socket, Map<ServerResponse, () => void>>();
  let heldBytes = 0;

  function letGoOfTheWorst(): void {
    const now = performance.now();
    let worst: Held | undefined;
    for (const one of held.values()) {
      if (!worst || one.bytes * (now - one.since) > worst.bytes * (now - worst.since)) worst = one;
    }
    worst?.socket.resetAndDestroy();
    for (const [response, { socket }] of held) if (socket === worst?.socket) forget(response);
  }

  function forget(response: ServerResponse): void {
    heldBytes -= held.get(response)?.bytes ?? 0;
    held.delete(response);
  }

  return {
    begin({ socket }, response, serve) {
      const responses = open.get(socket) ?? new Map<ServerResponse, () => void>();
      open.set(socket, responses);
      if (responses.size >= MAX_PIPELINED) {
        socket.resetAndDestroy();
        return;
      }
      responses.set(response, serve);
      held.set(response, { socket, since: performance.now(), bytes: 0 });
      const timer = setTimeout(() => socket.resetAndDestroy(), deadlineMs + readingMs);
      response.once('close', () => {
        clearTimeout(timer);
        responses.delete(response);
        forget(response);
        const [next] = responses.values();
        if (next && !socket.destroyed) next();
      });
      if (responses.size === 1) serve();
    },
    hold(response, bytes) {
      const one = held.get(response);
      if (!one) return;
      one.bytes += bytes;
      heldBytes += bytes;
      while (heldBytes > maxHeldBytes && held.size > 1) letGoOfTheWorst();
    },
  };
}
