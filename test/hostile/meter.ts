// Preloaded into a gateway that `process.ts` starts: tells, when it is asked, what the process has spent since the last time.
import { createHook } from 'node:async_hooks';
import type { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Server, Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** What a process has spent since it was asked last. */
export interface Meter {
  /** Milliseconds of processor time, of all its threads. */
  readonly cpuMs: number;
  /** Milliseconds for which nobody else was served, at the worst. */
  readonly blockedMs: number;
  /** Bytes in memory at the most. */
  readonly peakBytes: number;
  /** Bytes in memory now. */
  readonly bytes: number;
}

/** What a process holds now, after a full collection: what is in use, and no garbage. */
export interface Standing {
  readonly heapBytes: number;
  /** Outside of the heap, buffers included. */
  readonly externalBytes: number;
  readonly bytes: number;
  /** Open files, sockets and pipes. */
  readonly descriptors: number;
  /** What keeps the process going, by its kind, as Node counts it. */
  readonly resources: Readonly<Record<string, number>>;
  /** All that has begun and is not over, by its kind: timers that keep nothing going included. */
  readonly pending: Readonly<Record<string, number>>;
  /** Listeners of the process, of its servers, and of the sockets that are open. */
  readonly listeners: { readonly process: number; readonly servers: number; readonly sockets: number };
  /** Names of the warnings since the start: MaxListenersExceededWarning among them. */
  readonly warnings: readonly string[];
}

const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let before = process.cpuUsage();

const warnings: string[] = [];
process.on('warning', ({ name }) => warnings.push(name));

process.on('message', async (message) => {
  if (message === 'meter') process.send?.(read());
  if (message === 'standing') process.send?.(await stand());
});
process.channel?.unref();
// Whoever has started it is gone, without having stopped it.
process.once('disconnect', () => process.exit());

function read(): Meter {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  const blockedMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  delay.reset();
  const peakBytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  // Lets the kernel count the peak anew.
  writeFileSync('/proc/self/clear_refs', '5');
  return { cpuMs: (user + system) / 1000, blockedMs, peakBytes, bytes: process.memoryUsage.rss() };
}

const pending = new Map<number, string>();
const { gc } = globalThis;
// Of a gateway that is watched for long. Promises are left out: to follow each would be most of what it does.
if (gc) {
  const hook = {
    init: (id: number, kind: string) => void pending.set(id, kind),
    destroy: (id: number) => void pending.delete(id),
    trackPromises: false,
  };
  createHook(hook).enable();
}

async function stand(): Promise<Standing> {
  if (!gc) throw new Error('started without --expose-gc');
  // What the first collection lets go of, finalizers included, the second one takes.
  for (let times = 0; times < 2; times += 1) {
    gc();
    await turn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles();
  const listenersOf = (emitters: readonly unknown[]) =>
    (emitters as EventEmitter[]).reduce((sum, emitter) => sum + countListeners(emitter), 0);
  return {
    heapBytes: heapUsed,
    externalBytes: external,
    bytes: rss,
    // Without the one by which they are counted.
    descriptors: readdirSync('/proc/self/fd').length - 1,
    resources: countEach(process.getActiveResourcesInfo()),
    pending: countEach(pending.values()),
    listeners: {
      process: countListeners(process),
      servers: listenersOf(handles.filter((handle) => handle instanceof Server)),
      sockets: listenersOf(handles.filter((handle) => handle instanceof Socket)),
    },
    warnings: [...warnings],
  };
}

function countListeners(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

function countEach(kinds: Iterable<string>): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]));
}
