import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ROOT } from './cli.ts';

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * The files of src of which a function runs when a gateway that is warm answers this, in the order of their names. The gateway is
 * the real one, in a process of its own, seen through Node's inspector; the sandbox is in this one, so that none of its files count.
 */
export async function touchedFiles(warm: object, asked: object): Promise<{ files: string[]; answers: unknown[] }> {
  const sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
  const env = {
    PORT: '0',
    AUTHENTICATION: 'off',
    AUDIT_KEY: 'x'.repeat(32),
    SYNTHETIC_PERSONS: 'allow',
    SHUTDOWN_DELAY_MS: '0',
  };
  const register = {
    GRUNNDATA_URL: sandbox.urls.grunndata,
    GRUNNDATA_USER: 'sandbox-full',
    GRUNNDATA_PASSWORD: 'hemmelig',
  };
  const gateway = spawn(process.execPath, ['--inspect=127.0.0.1:0', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env, ...register },
  });
  try {
    const running = await outputUntil(gateway, /answers at/);
    const [, inspector = ''] = /Debugger listening on (ws:\S+)/.exec(running) ?? [];
    const [, url = ''] = /answers at [^"]*?(http:\/\/[\w.:]+)/.exec(running) ?? [];
    let lines = 0;
    gateway.stdout.on('data', (chunk: Buffer) => {
      lines += chunk.toString().split('"msg":"operation"').length - 1;
    });
    /** Until the request's line is written, which is the last that it does. */
    const ask = async (body: object) => {
      const before = lines;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as unknown;
      while (lines === before) await setTimeout(5);
      return answer;
    };
    const { send, close } = await openInspector(inspector);
    await send('Profiler.enable', {});
    await send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const first = await ask(warm);
    await send('Profiler.takePreciseCoverage', {});
    const second = await ask(asked);
    const { result } = (await send('Profiler.takePreciseCoverage', {})) as Coverage;
    close();
    const files = result
      .filter(({ url: file, functions }) => file.includes('/src/') && functions.some(({ ranges }) => ranges[0]?.count))
      .map(({ url: file }) => file.replace(/^.*\/src\//, ''));
    return { files: files.filter((file) => !file.includes('node_modules')).toSorted(), answers: [first, second] };
  } finally {
    gateway.kill();
    await Promise.all([gateway.exitCode ?? once(gateway, 'close'), sandbox.close()]);
  }
}

function outputUntil(child: ChildProcessWithoutNullStreams, isReady: RegExp): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (isReady.test(output)) resolve(output);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => reject(new Error(`ended before it was ready:\n${output}`)));
  });
}

/** Node's inspector, over the WebSocket that Node itself has. */
async function openInspector(url: string) {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown };
    waiting.get(id)?.(result);
  });
  let last = 0;
  return {
    send: (method: string, params: object) =>
      new Promise<unknown>((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
