import type { CallContext } from './call.ts';
import { createKeyedHash } from './keyed-hash.ts';
import type { Outcome } from './outcome.ts';
import type { Kilde } from './registerfeil.ts';

/** Joins equal reads of one source: what the same caller asks while it is being asked is not sent a second time. */
export interface ReadJoin {
  /**
   * `question` is the operation and everything that its answer depends on. `onJoined` is told when the answer to another's is
   * waited for, which takes no place at the source.
   */
  join<Answer extends Pick<Outcome<unknown>, 'ok'>>(
    question: readonly string[],
    call: CallContext,
    ask: () => Promise<Answer>,
    onJoined?: () => void,
  ): Promise<Answer>;
  /** Around a write: no read that comes after it is answered by one that began before it was done. */
  forget(): void;
}

/** A question that is being asked. */
interface Asking {
  /** Undefined once it is answered. */
  by: { readonly asked: Promise<unknown>; readonly signal: AbortSignal } | undefined;
}

export function createReadJoin(kilde: Kilde): ReadJoin {
  const underWay = new Map<string, Asking>();
  // A question can hold a person's number, and nothing that outlives its request keeps one in clear.
  const hash = createKeyedHash();
  // The body is said though the id differs by it already: what one is told must never be told to another.
  const keyOf = (question: readonly string[], { caller }: CallContext) =>
    hash(caller.id, caller.consumer ?? '', ...question);

  return {
    async join<Answer extends Pick<Outcome<unknown>, 'ok'>>(
      question: readonly string[],
      call: CallContext,
      ask: () => Promise<Answer>,
      onJoined?: () => void,
    ): Promise<Answer> {
      const key = keyOf(question, call);
      const since = performance.now();
      for (let known = underWay.get(key); known?.by; known = underWay.get(key)) {
        const { asked, signal } = known.by;
        // Not from within: who is told may join at once.
        if (onJoined) queueMicrotask(onJoined);
        const answer = (await asked) as Answer;
        // Whoever began it hung up, or ran out of time: a failure then says nothing of the source. One of those who joined
        // asks anew, and the others join that one.
        const wasCutShort = !answer.ok && signal.aborted;
        if (!wasCutShort || call.signal.aborted) {
          call.joined?.(kilde, since);
          return answer;
        }
        if (underWay.get(key) === known) underWay.delete(key);
      }
      const asked = ask();
      const own: Asking = { by: { asked, signal: call.signal } };
      underWay.set(key, own);
      try {
        return await asked;
      } finally {
        if (underWay.get(key) === own) underWay.delete(key);
        // V8 makes a Map a new table every few entries, to which the old one points: once a full collection has made one old, all that come
        // after it stay with their entries until the next. So an entry that is over leads to nothing of its request.
        own.by = undefined;
      }
    },
    forget: () => underWay.clear(),
  };
}
