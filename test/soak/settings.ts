/** Minutes of the whole run, start and rests included. `SOAK_MINUTES=60` for the long run. */
export const MINUTES = number('SOAK_MINUTES', 1);

/** Another seed makes other questions, writes and faults; the run prints the one it had. */
export const SEED = process.env.SOAK_SEED ?? String(Math.floor(Math.random() * 1e6));

/** Requests a second: so few that gateway, registers and clients together leave more than half of a core to others. */
export const RATE = number('SOAK_RATE', 32);

/** Milliseconds of load between two measurements: a sixtieth of the run, but never less than in which faults come and go. */
export const INTERVAL_MS = Math.max(3_500, MINUTES * 1_000);

/** So many measurements are made on the slowest machine: with fewer, nothing can be said of a slope. */
export const FEWEST_INTERVALS = 5;

/** From so many minutes on, the run writes its report into the repository. */
export const REPORT_FROM_MINUTES = 10;

/** The gateway's own limits in this run: shorter than the defaults, so that more faults fit into a minute. */
export const DEADLINE_MS = 2_500;
export const TIMEOUT_MS = 1_000;
export const IDEMPOTENCY_TTL_MS = 30_000;

/** What an answer may come later than the deadline. */
export const LATE_MS = 1_000;

/** The most that the heap after a collection may be at the end, of what it was after the warm-up. */
export const MAX_SLOPE = 1.1;

function number(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name} is a number above 0`);
  return value;
}
