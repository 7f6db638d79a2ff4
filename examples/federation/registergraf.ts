import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isSandbox } from '../../src/config/checks.ts';
import type { RunningServer } from './listen.ts';

export interface RunningRegistergraf extends RunningServer {
  /** When it has ended, by itself or because it was closed. */
  readonly ended: Promise<void>;
}

/**
 * Starts Registergraf as `npm start` does, but for routers alone, which are those that know the secret, in a process of its own. Its log
 * becomes part of this one's output.
 */
export async function startRegistergraf(port: number, secret: string): Promise<RunningRegistergraf> {
  // In a router's profile it has to be asked for; a register that this shell names goes before it.
  const sandbox = isSandbox(process.env) ? { SANDBOX: 'on' } : {};
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
    env: {
      ...sandbox,
      ...process.env,
      ...{ PROFILE: 'subgraph', ROUTER_SECRET: secret, ROUTER_SECRET_FILE: '', ROUTER_SECRET_HEADER: '' },
      ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Out of reach of the terminal's Ctrl-C, which would come on top of the signal from here.
    detached: true,
  });
  process.once('exit', () => child.kill());
  child.stdout.pipe(process.stdout);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });

  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /Registergraf answers at (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    // It has said why on standard error.
    void ended.then(() => reject(new Error('Registergraf did not start.')));
  });
  return {
    url,
    ended,
    close: async () => {
      // As a person at a terminal: at SIGTERM it would first wait until load balancers have seen that it is not ready.
      child.kill('SIGINT');
      await ended;
    },
  };
}
