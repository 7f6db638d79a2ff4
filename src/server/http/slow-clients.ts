import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { resetConnection } from '../../domain/reset.ts';
import { type Place, Roll } from '../../domain/roll.ts';

/** Limits how long, and with how many bytes, clients occupy the gateway. */
export interface SlowClients {
  /**
   * Called when a request has come. It is served after those before it on the same connection. The connection is closed when the
   * client has not read the answer in time.
   */
  begin(request: IncomingMessage, response: ServerResponse, serve: () => void): void;
  /** Counts bytes that are kept in memory for this request until it is over. */
  hold(response: ServerResponse, bytes: number): void;
  /** Resets a connection. */
  cut(socket: Socket, why: Cut): void;
  /** Why the gateway has reset this connection; undefined where it has not. */
  whyCut(socket: Socket): Cut | undefined;
}

/**
 * Why the gateway resets a connection: the client does not read the answer in time (`unread`), holds more memory than others (`memory`),
 * sends too many requests at once (`pipelined`), or the gateway ends.
 */
export type Cut = 'unread' | 'memory' | 'pipelined' | 'shutdown';

/** Milliseconds after the deadline in which the client may still read the answer, also the one that the deadline caused. */
export const READING_MS = 2_000;
/** The most requests of one connection that are not answered yet, including the one that is served. */
export const MAX_PIPELINED = 100;
/** The most bytes of bodies and answers of all requests together. */
export const MAX_HELD_BYTES = 64 * 1024 * 1024;

interface Held {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly since: number;
  bytes: number;
}

/**
 * Closes the connections of clients that do not read their answers. Pipelined requests (sent before the answer to the previous one
 * has been read) wait, so that no answers pile up in memory. A connection with too many of them is closed, since node goes on
 * reading requests from it. When all requests together hold more than MAX_HELD_BYTES, the one with the most bytes times milliseconds
 * loses its connection. Connections are reset, since the operating system would keep the bytes that have not been read.
 */
export function createSlowClients(
  deadlineMs: number,
  { readingMs = READING_MS, maxHeldBytes = MAX_HELD_BYTES }: { readingMs?: number; maxHeldBytes?: number } = {},
): SlowClients {
  const held = new Roll<Held>();
  const places = new WeakMap<ServerResponse, Place<Held>>();
  /** Of each connection what serves its unfinished responses, in their order. */
  const open = new WeakMap<Socket, Roll<() => void>>();
  const cuts = new WeakMap<Socket, Cut>();
  let heldBytes = 0;

  function cut(socket: Socket, why: Cut): void {
    if (!socket.destroyed) cuts.set(socket, why);
    resetConnection(socket);
  }

  function resetLargestHolder(): void {
    const now = performance.now();
    let worst: Held | undefined;
    for (const one of held.all()) {
      if (!worst || one.bytes * (now - one.since) > worst.bytes * (now - worst.since)) worst = one;
    }
    if (worst) cut(worst.socket, 'memory');
    for (const { response, socket } of held.all()) if (socket === worst?.socket) forget(response);
  }

  function forget(response: ServerResponse): void {
    const place = places.get(response);
    if (!place) return;
    heldBytes -= place.member.bytes;
    places.delete(response);
    held.remove(place);
  }

  return {
    begin({ socket }, response, serve) {
      const responses = open.get(socket) ?? new Roll<() => void>();
      open.set(socket, responses);
      if (responses.size >= MAX_PIPELINED) {
        cut(socket, 'pipelined');
        return;
      }
      const place = responses.add(serve);
      places.set(response, held.add({ response, socket, since: performance.now(), bytes: 0 }));
      const timer = setTimeout(() => cut(socket, 'unread'), deadlineMs + readingMs);
      response.on('close', () => {
        clearTimeout(timer);
        responses.remove(place);
        forget(response);
        if (!socket.destroyed) responses.first?.();
      });
      if (responses.size === 1) serve();
    },
    hold(response, bytes) {
      const one = places.get(response)?.member;
      if (!one) return;
      one.bytes += bytes;
      heldBytes += bytes;
      while (heldBytes > maxHeldBytes && held.size > 1) resetLargestHolder();
    },
    cut,
    whyCut: (socket) => cuts.get(socket),
  };
}
