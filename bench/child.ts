import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that its CPU is its own too. Every question that it knows is answered by a number. */
export interface Child {
  readonly url: string;
  ask(question: string): Promise<number>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly execArgv?: readonly string[] | undefined;
}

const STOP = 'stop';

/** Runs a file of this folder until it says where it listens. Its standard output goes to /dev/null, as a file would. */
export async function startChild(
  file: string,
  env: Readonly<Record<string, string>> = {},
  execArgv: readonly string[] = [],
): Promise<Child> {
  const child = forkChild(fileURLToPath(new URL(file, import.meta.url)), { env, execArgv });
  return asChild(child, file, String(await answerOf(child, file)));
}

/** Nothing of this shell's environment: a variable that is set here must not change what is measured. */
export function forkChild(file: string, { env = {}, execArgv = [] }: ChildOptions): ChildProcess {
  return fork(file, {
    env: { NODE_ENV: 'production', ...env },
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

export function asChild(child: ChildProcess, file: string, url: string): Child {
  return {
    url,
    async ask(question) {
      child.send(question);
      return Number(await answerOf(child, file));
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.send(STOP, () => {});
      await ended;
    },
  };
}

/** The child's next message. Questions are asked one at a time, so it is the answer to the last. */
async function answerOf(child: ChildProcess, file: string): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${file} ended before it answered`);
  });
  ended.catch(() => {});
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended]);
    return answer;
  } finally {
    done.abort();
  }
}
