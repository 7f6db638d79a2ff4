/** Crashes of all workers within a minute after which all are ended: what makes them crash does not pass. */
export const MAX_CRASHES = 10;
const CRASHES_MS = 60_000;
/** Milliseconds until a worker that has crashed is replaced: after the first crash of a minute, and the most; each doubles the one before. */
const FIRST_PAUSE_MS = 100;
const LAST_PAUSE_MS = 5_000;

/** What becomes of a crash, given when the others were, all by one clock: milliseconds until the next worker is started, if one is. */
export function judgeCrash(
  before: readonly number[],
  now: number,
): { recent: readonly number[]; inMs: number | undefined } {
  const recent = [...before.filter((at) => now - at < CRASHES_MS), now];
  const inMs = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (recent.length - 1));
  return { recent, inMs: recent.length > MAX_CRASHES ? undefined : inMs };
}
