import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../bench/bed.ts';
import { type Message, openLoad } from '../../bench/load.ts';
import { QUERIES } from '../../bench/queries.ts';
import { garbageLeft } from '../../bench/rows/memory.ts';

/** Four times as many as the register is asked at once: most calls wait for their turn. */
const CONNECTIONS = 32;
const REQUESTS = 1_500;
/** A request makes some 130 kB of objects. One in a hundred is under way at two young collections. */
const MOST_BYTES = 5_000;

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

test('requests that are over are garbage for young collections already', async () => {
  const child = await bed.fresh('gateway');
  const messages = Array.from({ length: CONNECTIONS }, (_, connection) => bed.message(QUERIES.small, connection));
  const load = await openLoad({
    url: child.url,
    concurrency: CONNECTIONS,
    next: (connection) => messages[connection] as Message,
  });
  await load.drive(0, REQUESTS);
  const left = await garbageLeft(child, () => load.drive(0, REQUESTS));
  load.close();
  expect(left).toBeLessThan(MOST_BYTES);
});
