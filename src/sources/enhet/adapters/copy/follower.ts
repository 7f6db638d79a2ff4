import type { Followed } from './follow.ts';
import type { RegisterSettings } from './register.ts';
import { startThread } from './thread.ts';

/** Milliseconds between two rounds. Far less than anybody waits for, and three questions to the register where nothing is new. */
export const FOLLOW_EVERY_MS = 60_000;

export interface FollowThreadData {
  /** The copy's file. */
  readonly file: string;
  readonly register: RegisterSettings;
  readonly everyMs: number;
}

/** What a round came to. `says` is one line for the log. */
export type FollowRound =
  | { readonly kind: 'followed'; readonly counts: Followed }
  | { readonly kind: 'failed'; readonly says: string };

export type FromFollowThread = FollowRound | { readonly kind: 'changed'; readonly numbers: readonly string[] };

export interface Follower {
  close(): Promise<void>;
}

/** Follows the feeds beside whoever answers from the copy: in a thread of its own, so that writing holds up no answer. */
export function startFollower(
  { everyMs = FOLLOW_EVERY_MS, ...data }: Omit<FollowThreadData, 'everyMs'> & { readonly everyMs?: number | undefined },
  told: {
    onRound(round: FollowRound): void;
    /** The units that have changed, as soon as the copy has it; of one round in any number of parts. */
    onChanged(numbers: readonly string[]): void;
    onBug(error: unknown): void;
  },
): Follower {
  const thread = startThread('follow-thread', { ...data, everyMs } satisfies FollowThreadData);
  const ended = new Promise((resolve) => thread.once('exit', resolve));
  thread.on('message', (message: FromFollowThread) => {
    if (message.kind === 'changed') told.onChanged(message.numbers);
    else told.onRound(message);
  });
  thread.on('error', told.onBug);
  return {
    async close() {
      thread.postMessage('stop');
      await ended;
    },
  };
}
