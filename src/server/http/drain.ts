import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { READING_MS, type SlowClients } from './slow-clients.ts';

/** Milliseconds without a request after which no other is taken to be on its way, and idle connections are closed. */
export const QUIET_MS = 250;
/** Milliseconds between two looks at what is still open. */
const LOOK_MS = 20;

/** Ends a server without losing a request. Knows what is under way; what a request is, it does not know. */
export interface Drain {
  /** Whether the gateway is to be asked no more: from the signal on. */
  isUnready(): boolean;
  /** Told of each request when it has come. False: its connection has had its last answer, and it must not be served. */
  begin(request: IncomingMessage, response: ServerResponse): boolean;
  /** Told of what serves a request: it is waited for, since a write goes on when its client has gone. */
  serve(work: Promise<void>): void;
  /**
   * Unready from now on, each connection is closed with its next answer. Listens for so many milliseconds, and on while anything is
   * under way; then closes as `close` does. What has begun to arrive until then has its own deadline.
   */
  drain(delayMs: number): Promise<void>;
  /** Stops listening now, resolves when what is under way has been answered, and after `withinMs` resets what is left. */
  close(withinMs: number): Promise<void>;
}

export function createDrain(
  server: Server,
  {
    deadlineMs,
    endRequests,
    slowClients,
  }: {
    readonly deadlineMs: number;
    /** Ends the time of all requests under way: they answer with what they have. */
    readonly endRequests: () => void;
    readonly slowClients: Pick<SlowClients, 'cut'>;
  },
): Drain {
  /** Every open connection, and when it was made. */
  const connections = new Map<Socket, number>();
  /** Of each connection with unanswered requests the response to the newest: pipelined ones wait behind each other. */
  const newest = new WeakMap<Socket, ServerResponse>();
  /** Connections with unanswered requests. */
  let unanswered = 0;
  /** Connections that have been sent an answer with `Connection: close`. */
  const done = new WeakSet<Socket>();
  /** Requests that are being served, also those whose client has gone. */
  let served = 0;
  let isUnready = false;
  /** When a request last came or was answered; kept while the gateway drains. */
  let lastSeen = Number.NEGATIVE_INFINITY;

  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    connections.set(socket, performance.now());
    socket.once('close', () => connections.delete(socket));
  });

  const isBusy = () => unanswered > 0 || served > 0;
  /** Whether new connections may have a request that has not been read yet. */
  const isExpecting = () => {
    const now = performance.now();
    return [...connections].some(([socket, since]) => socket.bytesRead === 0 && now - since < QUIET_MS);
  };
  const isQuiet = () => performance.now() - lastSeen >= QUIET_MS;
  const see = (request: IncomingMessage) => {
    // A probe comes again and again.
    if (!request.url?.startsWith('/health/')) lastSeen = performance.now();
  };
  const endServed = () => {
    served -= 1;
  };

  /** False where the connection's last answer has been written: what comes after it could not be answered. */
  function markLast(socket: Socket, response: ServerResponse): boolean {
    const before = newest.get(socket);
    if (done.has(socket) || isLast(before)) return false;
    // Where another is behind it, an answer is not the last.
    before?.setHeader('connection', 'keep-alive');
    response.setHeader('connection', 'close');
    return true;
  }

  function becomeUnready(): void {
    isUnready = true;
    lastSeen = performance.now();
    for (const socket of connections.keys()) {
      const response = newest.get(socket);
      if (response && !response.headersSent) response.setHeader('connection', 'close');
    }
  }

  /** Those on which nothing has ever come: node takes them for busy. */
  function closeUnused(): void {
    const now = performance.now();
    for (const [socket, since] of connections) {
      if (socket.bytesRead === 0 && now - since >= QUIET_MS) socket.destroy();
    }
  }

  /** From `endAt` on, whatever runs is told that its time is up. */
  async function close(cutAt: number, endAt: number): Promise<void> {
    if (!isUnready) becomeUnready();
    let isOpen = true;
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        isOpen = false;
        resolve();
      });
    });
    while (isOpen || isBusy()) {
      const now = performance.now();
      if (now >= cutAt) break;
      if (now >= endAt) endRequests();
      const look = pause(Math.min(LOOK_MS, cutAt - now));
      await (isOpen ? Promise.race([closed, look]) : look);
      await turn();
      closeUnused();
      if (isQuiet()) server.closeIdleConnections();
    }
    for (const socket of connections.keys()) slowClients.cut(socket, 'shutdown');
    await closed;
  }

  /** Whether nothing runs, and nobody has come for a moment, nor waits to be accepted: node accepts one connection a turn. */
  async function isOver(): Promise<boolean> {
    if (isBusy() || !isQuiet() || isExpecting()) return false;
    const before = accepted;
    await turn();
    await turn();
    return accepted === before && !isBusy() && isQuiet();
  }

  return {
    isUnready: () => isUnready,
    begin(request, response) {
      const { socket } = request;
      if (isUnready) {
        see(request);
        if (!markLast(socket, response)) return false;
      }
      if (!newest.has(socket)) unanswered += 1;
      newest.set(socket, response);
      response.on('close', () => {
        if (newest.get(socket) === response) {
          newest.delete(socket);
          unanswered -= 1;
        }
        if (!isUnready) return;
        see(request);
        if (isLast(response)) done.add(socket);
      });
      return true;
    },
    serve(work) {
      served += 1;
      void work.then(endServed, endServed);
    },
    async drain(delayMs) {
      const end = performance.now() + delayMs + deadlineMs;
      becomeUnready();
      if (delayMs > 0) await pause(delayMs);
      // Also of the delay it may have slept through a part: some of the moment comes after it.
      lastSeen = Math.max(lastSeen, performance.now() - QUIET_MS / 2);
      while (performance.now() < end) {
        const since = performance.now();
        await pause(LOOK_MS);
        // A process that the machine does not let run sees nobody come: that is no quiet.
        if (performance.now() - since > QUIET_MS / 2) lastSeen = performance.now();
        if (await isOver()) break;
      }
      await close(end + READING_MS, end);
    },
    close: (withinMs) => close(performance.now() + withinMs, Number.POSITIVE_INFINITY),
  };
}

/** Whether it has told the client that the connection ends with it. */
function isLast(response: ServerResponse | undefined): boolean {
  return response?.headersSent === true && response.getHeader('connection') === 'close';
}
