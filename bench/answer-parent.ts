import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Questions = Readonly<Record<string, (argument: string) => number | Promise<number>>>;

/** Of this process, while it is profiled. */
function createProfiler() {
  let session: Session | undefined;
  return {
    async start(): Promise<number> {
      session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.start');
      return 0;
    },
    async stop(file: string): Promise<number> {
      const stopped = await session?.post('Profiler.stop');
      writeFileSync(file, JSON.stringify(stopped?.profile));
      session?.disconnect();
      return 0;
    },
  };
}

/**
 * The child's side of `child.ts`: says where it listens, and answers questions, a name and perhaps a number or a file after a space. What each child
 * knows is the CPU that it has used, in µs, and its memory, in bytes. Without a parent it prints where it listens.
 */
export function answerParent(url: string | undefined, questions: Questions = {}): void {
  const profiler = createProfiler();
  const known: Questions = {
    cpu: cpuMicros,
    heap: heapAfterCollection,
    young: heapAfterYoungCollections,
    rss: () => process.memoryUsage.rss(),
    startProfile: profiler.start,
    stopProfile: profiler.stop,
    ...questions,
  };
  process.on('message', async (question: string) => {
    // An orderly exit: `--cpu-prof` writes its file then.
    if (question === 'stop') process.exit();
    const [name = '', ...rest] = question.split(' ');
    process.send?.((await known[name]?.(rest.join(' '))) ?? Number.NaN);
  });
  // Whoever stops the parent stops its children.
  process.on('disconnect', () => process.exit());
  if (url === undefined) return;
  if (process.send) process.send(url);
  else process.stdout.write(`${url}\n`);
}

/** User and system, of all threads. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

type Collect = (options?: { readonly type: 'minor' }) => void;

function collector(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}

/** Twice: what the first collection has finalised is freed by the second. */
function heapAfterCollection(): number {
  const collect = collector();
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** With what only a collection of everything finds to be garbage: what was under way at two collections, and what that leads to. */
function heapAfterYoungCollections(): number {
  const collect = collector();
  for (let times = 0; times < 3; times += 1) collect({ type: 'minor' });
  return process.memoryUsage().heapUsed;
}
