import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectLink, type Link, LOST, type SharedTransition } from '../../../src/server/redis/link.ts';
import { SHARED, type SharedSettings, START_MS } from '../../../src/server/redis/settings.ts';
import { JUDGES, reasonToSkip } from '../../support/judges.ts';
import { PATIENCE, SOON_MS } from '../../support/patience.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';

const skipped = reasonToSkip(JUDGES.redis);

describe.skipIf(skipped)(`the link to a shared store${skipped ? ` (${skipped})` : ''}`, () => {
  let redis: RedisServer;
  let link: Link | undefined;
  let told: SharedTransition[];
  beforeEach(async () => {
    redis = await startRedis();
    told = [];
  });
  afterEach(async () => {
    await link?.close();
    await redis.stop();
  });

  async function open(changes: Partial<SharedSettings> = {}, readyMs = START_MS): Promise<Link> {
    const settings = { ...SHARED, url: redis.url, ca: undefined, secret: 'x'.repeat(32), ...changes };
    link = await connectLink(settings, (transition) => told.push(transition));
    await link.ready(readyMs);
    return link;
  }

  const take = (one: Link) => one.run('take', ['key'], [1, 1_000, 60_000, 'window']);
  const why = () => told.map((transition) => `${transition.to} ${transition.why}`);

  test('is up from the start, and counts', async () => {
    const one = await open();
    expect([await take(one), await take(one)]).toEqual([
      [1, 1, 60_000, 'window'],
      [1, 2, expect.any(Number), 'window'],
    ]);
    expect(one.report()).toMatchObject({ state: 'UP', losses: 0 });
    expect(why()).toEqual(['back START']);
  });

  test('is lost when the server is killed: asked once, and then nobody waits', async () => {
    const one = await open();
    await redis.kill();
    expect(await take(one)).toBe(LOST);
    expect(one.isLost()).toBe(true);
    const begun = performance.now();
    for (let n = 0; n < 1_000; n += 1) expect(await take(one)).toBe(LOST);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    expect(one.report()).toMatchObject({ state: 'LOST', losses: 1 });

    await redis.start();
    await expect.poll(() => one.isLost(), PATIENCE).toBe(false);
    // The script is unknown to the server that has started anew.
    expect(await take(one)).toEqual([1, 1, 60_000, 'window']);
    expect(why()).toEqual(['back START', expect.stringMatching(/^lost /), expect.stringMatching(/^back /)]);
    expect(told.at(-1)?.lostMs).toBeGreaterThan(0);
  });

  test('is lost when the server keeps its connections and does not answer, after the time for one command', async () => {
    const one = await open({ timeoutMs: 40 }, PATIENCE.timeout);
    redis.freeze();
    expect(await Promise.all([take(one), take(one), take(one)])).toEqual([LOST, LOST, LOST]);
    expect(why()).toEqual(['back START', 'lost TIMEOUT']);
    redis.thaw();
    await expect.poll(() => one.isLost(), PATIENCE).toBe(false);
    expect(why().at(-1)).toBe('back TIMEOUT');
  });

  test('waits for a slow answer as long as it may take', async () => {
    const one = await open({ timeoutMs: 2_000 });
    redis.freeze();
    const answer = take(one);
    setTimeout(() => redis.thaw(), 100);
    expect(await answer).toEqual([1, 1, 60_000, 'window']);
    expect(why()).toEqual(['back START']);
  });

  test.each([
    ['that nobody listens at', async () => ({ url: 'redis://127.0.0.1:1' }), 'lost ECONNREFUSED'],
    [
      'that refuses the password',
      async () => {
        await redis.client.config('SET', 'requirepass', 'right');
        return { url: redis.url.replace('//', '//:wrong@') };
      },
      'lost WRONGPASS',
    ],
    // The library would go on in the first one.
    ['that has no such database', async () => ({ url: `${redis.url}/99` }), 'lost ERR'],
  ])('begins as lost with a server %s, and says so once', async (_, prepare, said) => {
    const one = await open(await prepare(), 200);
    expect(one.isLost()).toBe(true);
    expect(why()).toEqual([said]);
    expect(one.report()).toMatchObject({ state: 'LOST', losses: 1 });
  });

  test('is lost while the server is full, for a store that keeps nothing is none', async () => {
    const one = await open();
    await redis.client.config('SET', 'maxmemory', '1');
    expect(await take(one)).toBe(LOST);
    await expect.poll(why, PATIENCE).toEqual(['back START', 'lost OOM']);
    await redis.client.config('SET', 'maxmemory', '0');
    await expect.poll(() => one.isLost(), PATIENCE).toBe(false);
  });

  test('goes to the server that has taken over, though the one before keeps its connections as a replica', async () => {
    let at = redis.port;
    const sockets = new Set<Socket>();
    const name = createServer((socket) => {
      const to = connect(at, '127.0.0.1');
      for (const one of [socket, to]) sockets.add(one.on('error', () => {}));
      socket.pipe(to).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(name, 'listening');
    const next = await startRedis();
    try {
      const one = await open({ url: `redis://127.0.0.1:${(name.address() as AddressInfo).port}` });
      at = next.port;
      await redis.client.call('REPLICAOF', '127.0.0.1', '1');
      expect(await take(one)).toBe(LOST);
      await expect.poll(() => one.isLost(), PATIENCE).toBe(false);
      expect(why()).toEqual(['back START', 'lost READONLY', 'back READONLY']);
      expect(await take(one)).toEqual([1, 1, 60_000, 'window']);
    } finally {
      await next.stop();
      for (const socket of sockets) socket.destroy();
      name.close();
    }
  });
});
