import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';
import { freePorts } from './ports.ts';

/** A redis-server of a test's own, on a loopback port, with a folder that goes with it. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** For the test itself: it may ask what a gateway may not. */
  readonly client: Redis;
  /** Every key, and everything that is kept under it. */
  dump(): Promise<string[]>;
  /** Hands on every command that it is sent from now on, and what scripts do, until it ends. */
  watch(told: (piece: string) => void): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Stops it without closing its connections, and lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port, with what its file has kept, unless it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** With a file to which each write is appended; `words` are further settings, as on its command line: of two, the last holds. */
export async function startRedis(words: readonly string[] = [], at?: number): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-redis-'));
  const port = at ?? (await freePorts());
  // By its default, which writes every second, what has been answered may not be in the file yet when it is killed.
  const always = ['--appendonly', 'yes', '--appendfsync', 'always'];
  const own = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...always];
  let child: ChildProcess | undefined;
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => 20, protocol: 2 });
  client.on('error', () => {});

  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function start(): Promise<void> {
    if (isRunning()) return;
    const started = spawn('redis-server', [...own, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    started.stdout.on('data', (piece) => {
      said += piece;
    });
    // Not there: said where it is waited for.
    started.once('error', (error) => {
      said += error.message;
    });
    child = started;
    const answers = () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      });
    await vi.waitUntil(answers, { ...PATIENCE, interval: 10 }).catch(() => {
      started.kill('SIGKILL');
      throw new Error(`redis-server does not answer: ${said}`);
    });
  }

  async function kill(): Promise<void> {
    if (!child || !isRunning()) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    kill,
    start,
    async watch(told) {
      const socket = connect(port, '127.0.0.1')
        .setEncoding('utf8')
        .on('error', () => {});
      socket.write('MONITOR\r\n');
      await once(socket, 'data');
      socket.on('data', told);
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async dump() {
      const found: string[] = [];
      for (const key of await client.keys('*')) {
        const type = await client.type(key);
        const kept =
          type === 'hash'
            ? Object.entries(await client.hgetall(key)).flat()
            : type === 'list'
              ? await client.lrange(key, 0, -1)
              : [(await client.get(key)) ?? ''];
        found.push(key, ...kept);
      }
      return found;
    },
    async stop() {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
