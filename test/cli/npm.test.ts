import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { createFiles } from '../support/certificates.ts';
import { ROOT } from '../support/cli.ts';

// Real npm and real npx, which put a shell between themselves and what they start.

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const DELAY_MS = 2_000;

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** Its lines, and npm's. */
  readonly written: readonly string[];
  /** When nobody can write to its standard output any more: npm, a shell and the gateway have all ended. */
  readonly over: Promise<unknown>;
}

let started: Started | undefined;
afterEach(async () => {
  const { child, over } = started ?? {};
  started = undefined;
  try {
    // Whoever is left of its process group.
    if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is.
  }
  await over;
});

/** Starts the gateway by one of them, as the leader of a process group. */
async function start(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
  const { PATH = '', HOME = '' } = process.env;
  const npm = { npm_config_cache: files.path('npm'), npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH, HOME, PORT: '0', SHUTDOWN_DELAY_MS: String(DELAY_MS), ...npm, ...env },
  });
  const written: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => written.push(line));
  const over = once(lines, 'close');
  const found = () => written.map((line) => /answers at (http:[^"\s]+)\/graphql/.exec(line)?.[1]).find(Boolean);
  const url = await vi.waitUntil(found, { timeout: 40_000 });
  started = { child, url, written, over };
  return started;
}

/** What it has logged of its end, and whether it has listened on for the delay. */
function endOf({ written }: Started) {
  const lines = written.flatMap(
    (line) => /"time":"([^"]*)","(?:signal":"\w*",")?msg":"(cl\w+|could not[^"]*)"/.exec(line) ?? [],
  );
  const [, began = '', first, , ended = '', last, ...more] = lines;
  return { messages: [first, last, ...more], hasListened: Date.parse(ended) - Date.parse(began) >= DELAY_MS };
}

describe('npm start', { timeout: 90_000 }, () => {
  test.each([
    { signal: 'SIGTERM', to: 'npm', pidOf: (pid: number) => pid },
    { signal: 'SIGTERM', to: 'the process group', pidOf: (pid: number) => -pid },
    { signal: 'SIGINT', to: 'the process group, as a terminal does', pidOf: (pid: number) => -pid },
  ] as const)('passes on $signal that is sent to $to, and ends when the gateway has', async ({ signal, pidOf }) => {
    const gateway = await start('npm', ['start']);
    const { child, over } = gateway;
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    const ended = once(child, 'exit');
    process.kill(pidOf(child.pid ?? 0), signal);
    expect(await ended).toEqual([0, null]);
    await over;
    expect(endOf(gateway)).toEqual({ messages: ['closing', 'closed'], hasListened: signal === 'SIGTERM' });
  });
});

describe('npm start --', { timeout: 90_000 }, () => {
  test('hands options on to the gateway, which is still npm’s own child', async () => {
    // The port of the variable is nobody's to listen on: the option wins.
    const gateway = await start('npm', ['start', '--', '--host', '127.0.0.2', '--port', '0'], { PORT: '1' });
    expect(new URL(gateway.url).hostname).toBe('127.0.0.2');
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    const ended = once(gateway.child, 'exit');
    process.kill(gateway.child.pid ?? 0, 'SIGINT');
    expect(await ended).toEqual([0, null]);
    await gateway.over;
    expect(endOf(gateway).messages).toEqual(['closing', 'closed']);
  });
});

describe('npx registergraf start', { timeout: 90_000 }, () => {
  test.each([
    { to: 'npx', pidOf: (pid: number) => pid },
    { to: 'the process group', pidOf: (pid: number) => -pid },
  ])('drains at a SIGTERM that is sent to $to, also where a shell stands between and ends', async ({ pidOf }) => {
    const gateway = await start('npx', ['registergraf', 'start']);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
    process.kill(pidOf(gateway.child.pid ?? 0), 'SIGTERM');
    await gateway.over;
    expect(endOf(gateway)).toEqual({ messages: ['closing', 'closed'], hasListened: true });
  });
});
