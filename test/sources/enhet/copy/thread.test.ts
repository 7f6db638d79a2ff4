import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulkThreadData, ToBulkThread } from '../../../../src/sources/enhet/adapters/copy/bulk-rows.ts';
import type { SearchThreadData, ToSearchThread } from '../../../../src/sources/enhet/adapters/copy/searchers.ts';
import { endThread, startThread } from '../../../../src/sources/enhet/adapters/copy/thread.ts';
import { startWorld, type World } from './world.ts';

// A thread that is ended from outside has exit code 1.

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.fetch();
});
afterAll(() => world.close());

const CLOSE = { kind: 'close' } satisfies ToBulkThread;

test('a thread that searches ends by itself when it is asked to, at its start and after a search', async () => {
  const data = { file: world.file } satisfies SearchThreadData;
  const thread = startThread('search-thread', data);
  const answered = once(thread, 'message');
  thread.postMessage({ id: 1, question: { text: 'x', withSubUnits: false, limit: 1 } } satisfies ToSearchThread);
  await answered;
  expect(await endThread(thread, 'close' satisfies ToSearchThread)).toBe(0);
  expect(await endThread(startThread('search-thread', data), 'close' satisfies ToSearchThread)).toBe(0);
});

test('a thread that reads bulk files does so, too, also while a register is silent', async () => {
  const connected = Promise.withResolvers<void>();
  const silent = createServer(() => connected.resolve());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/enhetsregisteret/api`;
  const thread = startThread('bulk-thread', { register: { url }, ahead: 1 } satisfies BulkThreadData);
  thread.postMessage({ kind: 'file', file: 'units' } satisfies ToBulkThread);
  await connected.promise;
  expect(await endThread(thread, CLOSE)).toBe(0);
  expect(await endThread(thread, CLOSE)).toBe(0);
  silent.close();
});
