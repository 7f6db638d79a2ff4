import { afterAll, beforeAll, expect, vi } from 'vitest';

// Many files of tests run in one process, one after the other (isolate: false): what one leaves there, the next one gets. So
// each is looked at when it is done, and fails by name for what it has left.

/** What belongs to the process, and not to a module. */
function processState() {
  return {
    env: { ...process.env },
    cwd: process.cwd(),
    exitCode: process.exitCode,
    fakeTimers: vi.isFakeTimers(),
    dispatcher: (globalThis as Record<symbol, unknown>)[Symbol.for('undici.globalDispatcher.1')],
  };
}

/** How many listen for each event of the process; fewer are no harm. */
const listeners = () =>
  ['warning', 'uncaughtException', 'unhandledRejection', 'SIGTERM', 'SIGINT'].map((name) => ({
    name,
    count: process.listenerCount(name),
  }));

/** Servers that listen: those that a file has started and not closed. */
const listening = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap' || name === 'PipeWrap').length;

let before: ReturnType<typeof processState>;
let servers: number;
let listened: ReturnType<typeof listeners>;
beforeAll(async () => {
  // Node makes its dispatcher when something is fetched first.
  await fetch('data:,');
  // And its standard input when a library, here OpenTelemetry's, imports all that a process has.
  void process.stdin;
  before = processState();
  servers = listening();
  listened = listeners();
});

afterAll(async () => {
  expect(processState(), 'this file leaves the process otherwise than it was').toEqual(before);
  const more = listeners().filter(({ count }, index) => count > (listened[index]?.count ?? 0));
  expect(more, 'this file leaves listeners on the process').toEqual([]);
  // A socket is gone a turn of the event loop after its close.
  const closed = vi.waitUntil(() => listening() <= servers, { timeout: 5_000 });
  await closed.catch(() => expect.fail(`this file leaves ${listening() - servers} servers open`));
});
