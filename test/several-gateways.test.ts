import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../src/sandbox/index.ts';
import { type Nginx, startNginx } from './deploy/nginx.ts';
import { environmentOf, type GatewayProcess, startProcess } from './hostile/process.ts';
import { document, type Member } from './mutations/support.ts';
import { identifiers } from './support/identifiers.ts';
import { JUDGES, reasonToSkip } from './support/judges.ts';
import { PATIENCE } from './support/patience.ts';
import { freePorts } from './support/ports.ts';
import { type RedisServer, startRedis } from './support/redis.ts';

// Two gateways, each a process of its own, that share a real Redis, as an operator runs them.

const CPR = '0303505003';
const READ = { query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' };
const ANSWER = JSON.stringify({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
/** Milliseconds for a command: a read that waits for a store that does not answer takes longer, and no other does. */
const TIMEOUT_MS = 700;
/** Milliseconds for a request. Of a gateway that is killed, its writes are under way for as long, and two seconds more. */
const DEADLINE_MS = 4_000;
const LIMIT = 1_000_000;
const WRITERS = 3;
const READERS = 4;
const FIRST_PHONE = 67_100_000;
/** Writes that may be asked for again under the same key. */
const AGAIN = new Set(['NOEKKELLAGER_NEDE', 'SKRIVING_PAAGAAR']);

const skipped = reasonToSkip(JUDGES.redis) ?? reasonToSkip(JUDGES.nginx);

/** Asks one gateway, or both by a proxy, and gives what it says. */
type Ask = (body: object, headers?: Record<string, string>) => Promise<string>;

describe.skipIf(skipped)(`two gateways with one Redis${skipped ? ` (${skipped})` : ''}`, { timeout: 60_000 }, () => {
  let sandbox: Sandbox;
  let redis: RedisServer;
  let ports: readonly number[];
  let gateways: GatewayProcess[];
  let commands = '';
  const hear = (piece: string) => {
    commands += piece;
  };

  const start = (port: number) =>
    startProcess({
      ...environmentOf(sandbox),
      PORT: String(port),
      REDIS_URL: redis.url,
      REDIS_SECRET: 'a secret that everybody knows, of the tests',
      REDIS_TIMEOUT_MS: String(TIMEOUT_MS),
      REQUEST_DEADLINE_MS: String(DEADLINE_MS),
      SHUTDOWN_DELAY_MS: '300',
      STAR_MAX_CONCURRENT: '16',
      RATE_LIMIT_CALLS_PER_MINUTE: String(LIMIT),
    });

  beforeAll(async () => {
    [sandbox, redis] = await Promise.all([
      startSandbox({ settings: { postkasse: { profile: 'none' } } }),
      startRedis(),
    ]);
    await redis.watch(hear);
    const first = await freePorts(3);
    ports = [first, first + 1, first + 2];
    gateways = await Promise.all(ports.map(start));
  });
  afterAll(async () => {
    await Promise.all(gateways?.map((gateway) => gateway.stop()) ?? []);
    await Promise.all([sandbox?.close(), redis?.stop()]);
  });

  const at =
    (index: number): Ask =>
    async (body, headers = {}) => {
      const all = { 'content-type': 'application/json', connection: 'close', ...headers };
      const response = await fetch(`${gateways[index]?.url}/graphql`, {
        method: 'POST',
        headers: all,
        body: JSON.stringify(body),
      });
      return response.text();
    };

  const input = (kontaktdata: string) => ({
    felt: 'createKontaktinformation',
    input: { cpr: CPR, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata }] },
  });

  async function write(ask: Ask, key: string, phone: string): Promise<Member> {
    const said = await ask(document([input(phone)]), { 'idempotency-key': key });
    const { data, errors } = JSON.parse(said) as { data?: { w0?: Member }; errors?: unknown };
    if (!data?.w0) throw new Error(JSON.stringify(errors));
    return data.w0;
  }

  /** The same under the same key, as long as it is said that this is right. */
  async function writeUntilAnswered(ask: Ask, key: string, phone: string, refused = () => {}): Promise<Member> {
    for (;;) {
      const member = await write(ask, key, phone);
      if (!AGAIN.has(member.kode ?? '')) return member;
      refused();
      await pause(25);
    }
  }

  /** Calls that STAR has had, all of which are writes here. */
  const sent = () => sandbox.kontaktinformation.traffic().calls;

  /** Writes that the tests have been told of. */
  let written = 0;
  /** What becomes of the one that was under way at a gateway that is gone. */
  let killed: Promise<Member>;
  let phones = FIRST_PHONE;
  const nextPhone = () => {
    phones += 1;
    return String(phones);
  };

  /** Writers who send each write twice, as clients that lose every first answer, and readers; until they are stopped. */
  function load(asks: readonly [Ask, Ask]) {
    const written: string[] = [];
    const failed: string[] = [];
    const reads: number[] = [];
    let refused = 0;
    let isStopped = false;

    async function writeTwice(phone: string): Promise<void> {
      const key = randomUUID();
      for (const ask of asks) {
        const member = await writeUntilAnswered(ask, key, phone, () => {
          refused += 1;
        });
        if (member.__typename !== 'KontaktinformationGemt') failed.push(JSON.stringify(member));
      }
      written.push(phone);
    }
    async function read(ask: Ask): Promise<void> {
      const began = performance.now();
      const said = await ask(READ);
      reads.push(performance.now() - began);
      if (said !== ANSWER) failed.push(said);
    }
    const forEver = async (work: () => Promise<void>) => {
      while (!isStopped) await work().catch((error: unknown) => failed.push(String(error)));
    };
    const all = [
      ...Array.from({ length: WRITERS }, () => forEver(() => writeTwice(nextPhone()))),
      ...Array.from({ length: READERS }, (_, index) => forEver(() => read(asks[index % 2] ?? asks[0]))),
    ];
    return {
      written,
      failed,
      reads,
      refused: () => refused,
      more: (writes: number, count = 20) => {
        const before = [written.length, reads.length] as const;
        return vi.waitUntil(() => written.length >= before[0] + writes && reads.length >= before[1] + count, PATIENCE);
      },
      async stop() {
        isStopped = true;
        await Promise.all(all);
      },
    };
  }

  /** What health says of the store; the gateway is ready all the same. */
  async function sharedOf(index: number): Promise<{ readonly state: string; readonly losses: number }> {
    const ready = await fetch(`${gateways[index]?.url}/health/ready`);
    expect(ready.status).toBe(200);
    return ((await ready.json()) as { shared: { state: string; losses: number } }).shared;
  }
  const bothAre = (state: string) =>
    vi.waitUntil(async () => (await Promise.all([0, 1].map(sharedOf))).every((one) => one.state === state), PATIENCE);

  it('know of a write that a third has begun, which is killed meanwhile', async () => {
    const [key, phone] = [randomUUID(), nextPhone()];
    sandbox.kontaktinformation.delayMs = TIMEOUT_MS;
    const lost = write(at(2), key, phone).catch(() => 'lost');
    await vi.waitUntil(() => sent() > 0, PATIENCE);
    await gateways[2]?.stop();
    expect(await lost).toBe('lost');
    sandbox.kontaktinformation.delayMs = 0;
    // Until its time is up, which is waited for while others are written.
    killed = writeUntilAnswered(at(1), key, phone);
    killed.catch(() => {});
    expect(sent()).toBe(1);
  });

  it('send a write once that comes to both of them at once, with one outcome for all', async () => {
    const [key, phone] = [randomUUID(), nextPhone()];
    const before = sent();
    sandbox.kontaktinformation.delayMs = 100;
    const members = await Promise.all(Array.from({ length: 8 }, (_, index) => write(at(index % 2), key, phone)));
    sandbox.kontaktinformation.delayMs = 0;
    expect(members.map(({ __typename }) => __typename)).toEqual(Array(8).fill('KontaktinformationGemt'));
    for (const index of [0, 1]) {
      const said = await at(index)(document([input(nextPhone())]), { 'idempotency-key': key });
      expect(JSON.parse(said)).toMatchObject({ errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] });
    }
    expect(sent()).toBe(before + 1);
    written += 1;
  });

  it('count what a caller takes of a limit together', async () => {
    const left = async (index: number) => {
      const response = await fetch(`${gateways[index]?.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(READ),
      });
      return Number(/"calls";r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
    };
    const found = [await left(0), await left(1), await left(0), await left(1)];
    expect(found).toEqual([0, 1, 2, 3].map((taken) => (found[0] ?? 0) - taken));
    expect(found[0]).toBeLessThan(LIMIT);
  });

  it('write nothing twice, and fail no read, when Redis hangs, is killed and comes back under load', async () => {
    const before = sent();
    const clients = load([at(0), at(1)]);
    onTestFinished(clients.stop);
    await clients.more(10);
    redis.freeze();
    await bothAre('LOST');
    const asked = clients.reads.length;
    await clients.more(0, 30);
    // Those that were under way have waited for a command, one of each reader, and nobody after them.
    const slow = clients.reads.slice(asked).filter((ms) => ms > TIMEOUT_MS);
    expect(slow.length).toBeLessThanOrEqual(READERS);
    redis.thaw();
    await bothAre('UP');
    await clients.more(10);

    await redis.kill();
    await bothAre('LOST');
    const refused = clients.refused();
    await vi.waitUntil(() => clients.refused() > refused + 5, PATIENCE);
    await clients.more(0, 30);
    await redis.start();
    await bothAre('UP');
    await redis.watch(hear);
    await clients.more(10);
    await clients.stop();

    expect(clients.failed).toEqual([]);
    // Each of them was told twice that it is stored.
    expect(sent()).toBe(before + clients.written.length);
    written += clients.written.length;
    expect(clients.written.length).toBeGreaterThan(20);
    // A line each time, and no more.
    for (const index of [0, 1]) {
      const { losses } = await sharedOf(index);
      expect(losses).toBeGreaterThanOrEqual(2);
      const said = gateways[index]?.output() ?? '';
      expect(said.match(/the shared store is lost/g)).toHaveLength(losses);
      expect(said.match(/the shared store is back/g)).toHaveLength(losses);
    }
  });

  it('lose nothing, and write nothing twice, when one is restarted under load behind nginx', async () => {
    const nginx = await startNginx(ports);
    const before = sent();
    const through = byProxy(nginx);
    const clients = load([through, through]);
    onTestFinished(nginx.stop);
    onTestFinished(clients.stop);
    await clients.more(10);
    const [first] = gateways;
    const ended = once(first?.child ?? process, 'exit');
    nginx.leaveOut(ports[0]);
    first?.child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    await clients.more(10);
    gateways[0] = await start(ports[0] ?? 0);
    nginx.leaveOut();
    const logged = nginx.logged().length;
    const asked = () =>
      nginx
        .logged()
        .slice(logged)
        .some(({ upstream }) => upstream === `127.0.0.1:${ports[0]}`);
    await vi.waitUntil(asked, PATIENCE);
    await clients.more(10);
    await clients.stop();
    expect(clients.failed).toEqual([]);
    // Each of them was told twice that it is stored.
    expect(sent()).toBe(before + clients.written.length);
    written += clients.written.length;
    expect(clients.written.length).toBeGreaterThan(20);
  });

  it('send nothing again that one had under way when it was killed: its outcome is unknown', async () => {
    expect(await killed).toMatchObject({ kode: 'UTFALL_UKJENT', opphav: 'GATEWAY', kanProevesIgjen: false });
    expect(sent()).toBe(written + 1);
  });

  it('have told Redis of nobody: no key, no value and no command holds a number, a phone or a mail', async () => {
    const texts = [...(await redis.dump()), ...commands.split('\n')];
    for (const kind of ['write:', 'writes:', 'rate:calls:']) {
      expect(texts.filter((line) => line.includes(`registergraf:${kind}`)).length, kind).toBeGreaterThan(5);
    }
    const asked = [
      CPR,
      '700102009',
      ...Array.from({ length: phones - FIRST_PHONE }, (_, n) => `${FIRST_PHONE + n + 1}`),
    ];
    const held = [...new Set([...identifiers(), ...asked])].filter((one) => texts.some((line) => line.includes(one)));
    expect(held).toEqual([]);
    expect(texts.filter((line) => /kontaktdata|KontaktinformationGemt|STAR|"ok"/i.test(line))).toEqual([]);
  });
});

/** By HTTP/1.1 and a connection of its own: one that is kept may be closed in the moment in which it is used. */
const byProxy =
  ({ port, ca }: Nginx): Ask =>
  (body, headers = {}) =>
    new Promise((resolve, reject) => {
      const all = { 'content-type': 'application/json', ...headers };
      const options = { host: '127.0.0.1', port, ca, path: '/graphql', method: 'POST', headers: all, agent: false };
      request(options, (answer) => resolve(text(answer)))
        .once('error', reject)
        .end(JSON.stringify(body));
    });
