import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

/** What is done at SIGHUP, by which operators and log rotation ask a process to look at its files again. */
export interface Hangup {
  /** Calls the listener at each SIGHUP from now on. Returns what ends that. */
  listen(listener: () => void): () => void;
  /** As at the signal. A worker is told so by the primary process: the signal would end one that does not listen to it yet. */
  tell(): void;
  close(): void;
}

const STANDARD_STREAMS = [0, 1, 2];

/**
 * Takes SIGHUP, which would end the process otherwise. The kernel sends it too when a terminal closes: a process that was started at one, which
 * is gone, ends by `end`, as it did before anybody listened.
 */
export function takeHangups(
  end: () => void = () => process.kill(process.pid, 'SIGTERM'),
  terminal: { readonly isThere: () => boolean; readonly wasThere: boolean } = {
    isThere: hasTerminal,
    wasThere: STANDARD_STREAMS.some((stream) => isatty(stream)),
  },
): Hangup {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onSignal = () => (terminal.wasThere && !terminal.isThere() ? end() : tell());
  process.on('SIGHUP', onSignal);
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell,
    close: () => void process.off('SIGHUP', onSignal),
  };
}

/** The name stands for the terminal that the process belongs to, and cannot be opened without one. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
