import type { Writable } from 'node:stream';

/**
 * Resets a connection. Node's own `resetAndDestroy` fails in the moment in which the connection's end is being sent (after `end`, until
 * `finish`): the socket then counts as destroyed, keeps its descriptor, and never tells `close`
 * (docs/upstream/node-reset-while-ending.md). There the reset comes a turn of the event loop later.
 */
export function resetConnection(socket: Writable & { resetAndDestroy(): unknown }): void {
  const isEnding = socket.writableEnded && !socket.writableFinished && !socket.destroyed;
  // With bytes that wait before it, the end is not being sent yet, and nobody knows when it will be.
  if (!isEnding || socket.writableLength > 0) socket.resetAndDestroy();
  // First of those who wait for it: another may close the connection without a reset.
  else socket.prependOnceListener('finish', () => socket.resetAndDestroy());
}
