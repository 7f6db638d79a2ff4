import { setTimeout as wait } from 'node:timers/promises';

// Other files' tests keep the machine busy meanwhile, and so may somebody else: a process may not run for a second or two.
// A bound that such a second breaks says nothing of what it measures.

/** For what must come: waits for the condition, not for the clock. The end is far, for it only tells that it never comes. */
export const PATIENCE = { timeout: 15_000 };

/** "At once": what would be wrong takes three times as long, or never ends. */
export const SOON_MS = 5_000;

/** What a call, a pause or a deadline is set to that must not be waited for: three times what is at once. */
export const TOO_LONG_MS = 15_000;

/** Some time for what comes without a sign, or must not come. In pieces: a machine that stops for a while uses up only one. */
export async function letPass(ms: number): Promise<void> {
  for (let piece = 0; piece < 10; piece += 1) await wait(ms / 10);
}
