import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { PATIENCE } from '../../support/patience.ts';
import { createCall, createClient, serve } from '../loopback.ts';

// What a client does with its sockets when it is given other certificates: which those are, test/reload sees over TLS.

/** A server that answers when it is told to, and knows the sockets that are open. */
async function holding() {
  const held: { readonly request: IncomingMessage; readonly answer: () => ServerResponse }[] = [];
  const sockets = new Set<Socket>();
  const url = await serve((request, response) => {
    const { socket } = request;
    if (!sockets.has(socket)) socket.once('close', () => sockets.delete(socket));
    sockets.add(socket);
    held.push({ request, answer: () => response.end('here') });
  });
  return { url, held, sockets };
}

const get = { method: 'GET', path: '/' } as const;

describe.each([
  ['a server', (url: string) => createClient(url, { maxConcurrent: 2, maxSlow: 2 })],
  [
    'a server behind a proxy',
    (url: string) => createClient('http://register.example', { maxConcurrent: 2, maxSlow: 2, proxy: { always: url } }),
  ],
])('renewed before %s, a client', (_, create) => {
  test('has what is under way answered, closes its sockets then, and asks by others', async () => {
    const { url, held, sockets } = await holding();
    const client = create(url);
    const before = [client.send(get, createCall()), client.send(get, createCall())];
    await vi.waitFor(() => expect(held).toHaveLength(2), PATIENCE);
    const old = new Set(sockets);
    client.renew(undefined);
    // What stands in line goes by the others.
    const after = client.send(get, createCall());
    for (const { answer } of held.splice(0)) answer();
    expect(await Promise.all(before)).toMatchObject([{ status: 200 }, { status: 200 }]);
    await vi.waitFor(() => expect(held).toHaveLength(1), PATIENCE);
    expect(held.map(({ request }) => old.has(request.socket))).toEqual([false]);
    await vi.waitFor(() => expect([...old].filter((socket) => sockets.has(socket))).toEqual([]), PATIENCE);
    for (const { answer } of held) answer();
    expect(await after).toMatchObject({ status: 200 });
  });

  test('that closes meanwhile waits for nobody', async () => {
    const { url, held, sockets } = await holding();
    const client = create(url);
    const under = client.send(get, createCall());
    await vi.waitFor(() => expect(held).toHaveLength(1), PATIENCE);
    client.renew(undefined);
    await client.close();
    expect(await under).toMatchObject({ kind: 'failure', kode: 'TILKOBLING' });
    await vi.waitFor(() => expect(sockets.size).toBe(0), PATIENCE);
  });
});
