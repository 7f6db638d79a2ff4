import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../bench/bed.ts';
import { type Message, openLoad } from '../../bench/load.ts';
import { QUERIES } from '../../bench/queries.ts';
import { garbageLeft } from '../../bench/rows/memory.ts';

/** Four times as many as the register is asked at once: most calls wait for their turn. */
const CONNECTIONS = 32;
const REQUESTS = 1_500;
/** A request for ten units makes some 300 kB of objects. One in a hundred is under way at two young collections. */
const MOST_BYTES = 8_000;
/** Where V8 makes objects old as soon as they are made, which src/serve.ts forbids, it begins with that in one process out of a few. */
const PROCESSES = 2;
const TIMEOUT_MS = 180_000;

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

async function leftByRequests(): Promise<number> {
  const child = await bed.fresh('gateway');
  const messages = Array.from({ length: CONNECTIONS }, (_, connection) => bed.message(QUERIES.list, connection));
  const load = await openLoad({
    url: child.url,
    concurrency: CONNECTIONS,
    next: (connection) => messages[connection] as Message,
  });
  await load.drive(0, REQUESTS);
  const left = await garbageLeft(child, () => load.drive(0, REQUESTS));
  load.close();
  await child.stop();
  return left;
}

test('requests that are over are garbage for young collections already', { timeout: TIMEOUT_MS }, async () => {
  for (let process = 0; process < PROCESSES; process += 1) expect(await leftByRequests()).toBeLessThan(MOST_BYTES);
});
