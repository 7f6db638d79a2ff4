import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { resetConnection } from '../../src/domain/reset.ts';
import { PATIENCE } from '../support/patience.ts';

/** More than operating systems keep of what has not been read. */
const SIZE = 16 * 1024 * 1024;

/** Both ends of a connection: what each has told, in its order. */
async function startConnection() {
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  const told: string[] = [];
  socket.on('close', () => told.push('close')).on('error', ({ message }) => told.push(message));
  let code: string | undefined;
  client.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  return { socket, client, told, codeOfClient: () => code };
}

const RESET = 'ECONNRESET';

/** What is done to the connection before it is reset, and what its client then sees: nothing of the reset, where it has seen the end. */
const BEFORE: [string, (socket: Socket) => unknown, string?][] = [
  ['that is open', () => {}, RESET],
  ['whose end is asked for', (socket) => socket.end()],
  ['whose end is asked for behind bytes', (socket) => socket.end('x')],
  ['whose end waits for a client that does not read', (socket) => socket.end(Buffer.alloc(SIZE)), RESET],
  ['whose end is being sent', (socket) => socket.end() && new Promise(process.nextTick)],
  ['whose end has been sent', (socket) => once(socket.end(), 'finish')],
  ['that closes with its end', (socket) => socket.destroySoon()],
  ['that is reset already', (socket) => resetConnection(socket), RESET],
  ['that is being reset behind its end', (socket) => resetConnection(socket.end())],
];

describe('a connection', () => {
  test.each(BEFORE)('%s is reset, and tells that it is closed', async (_, before, expected) => {
    const { socket, client, told, codeOfClient } = await startConnection();
    client.pause();
    await before(socket);
    resetConnection(socket);
    await vi.waitUntil(() => told.length > 0, PATIENCE);
    expect(told).toEqual(['close']);
    client.resume();
    await vi.waitUntil(() => client.closed, PATIENCE);
    expect(codeOfClient()).toBe(expected);
  });

  test('that is destroyed stays so', async () => {
    const { socket, told } = await startConnection();
    socket.destroy();
    resetConnection(socket);
    await vi.waitUntil(() => told.length > 0, PATIENCE);
    expect(told).toEqual(['close']);
  });
});
