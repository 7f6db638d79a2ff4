// Preloaded into a gateway that `process.ts` starts: tells, when it is asked, what the process has spent since the last time.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

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

const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let before = process.cpuUsage();

process.on('message', (message) => {
  if (message === 'meter') process.send?.(read());
});
process.channel?.unref();

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
