import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that its CPU is its own too. Every question that it knows is answered by a number. */
export interface Child {
  readonly url: string;
  ask(question: string): Promise<number>;
  stop(): Promise<void>;
}

const STOP = 'stop';

/** Runs a file of this folder until it says where it listens. Its standard output goes to /dev/null, as a file would. */
export async function startChild(
  file: string,
  env: Readonly<Record<string, string>> = {},
  execArgv: readonly string[] = [],
): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    // Nothing of this shell's environment: a variable that is set here must not change what is measured.
    env: { NODE_ENV: 'production', ...env },
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = String(await answerOf(child, file));
  return {
    url,
    async ask(question) {
      child.send(question);
      return Number(await answerOf(child, file));
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.send(STOP);
      await once(child, 'exit');
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

/** The child's side: says where it listens, and answers. What each child knows is the CPU that it has used, in µs. */
export function answerParent(
  url: string,
  questions: Readonly<Record<string, () => number | Promise<number>>> = {},
): void {
  const known: typeof questions = { cpu: cpuMicros, ...questions };
  process.on('message', async (question: string) => {
    // An orderly exit: `--cpu-prof` writes its file then.
    if (question === STOP) process.exit();
    process.send?.((await known[question]?.()) ?? Number.NaN);
  });
  // Whoever stops the parent stops its children.
  process.on('disconnect', () => process.exit());
  process.send?.(url);
}

function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
