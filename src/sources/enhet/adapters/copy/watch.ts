import type { SourceKnowledge, SourceNote } from '../../../define.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore } from './store.ts';

/** Milliseconds for which what has been seen of the copy is taken to be so still: less than the rounds of following are apart. */
export const SEEN_MS = 20;

/** Looks at the copy when it is to answer, and tells an operator when that changes. */
export interface Watch {
  /** How far its knowledge goes. Undefined where it is too old to answer from, or cannot be read. */
  current(): Knowledge | undefined;
  /** The same, for `/health/ready`. */
  state(): SourceKnowledge | null;
}

export function watchCopy(
  store: Pick<CopyStore, 'knowledge' | 'problem'>,
  { file, maxAgeMs }: { readonly file: string; readonly maxAgeMs: number },
  onNote: (note: SourceNote) => void = () => {},
  now: () => number = Date.now,
): Watch {
  let told: string | undefined;

  /** Once, until it is otherwise. `what`: as which it counts. */
  function tell(what: string, level: SourceNote['level'], text: string): void {
    if (told === what) return;
    told = what;
    onNote({ level, text });
  }

  function look(): { readonly knowledge: Knowledge; readonly state: SourceKnowledge } | undefined {
    const knowledge = store.knowledge();
    if (!knowledge) {
      const problem = store.problem() ?? `the copy ${file} cannot be read`;
      tell(problem, 'warn', `${problem}; the register is asked instead`);
      return undefined;
    }
    const { asOf } = knowledge;
    const ageMs = now() - Date.parse(asOf);
    // What is no time is no knowledge either.
    const isTooOld = !(ageMs <= maxAgeMs);
    if (isTooOld) tell('too old', 'warn', `the copy ${file} is too old, as of ${asOf}; the register is asked instead`);
    else tell('current', 'info', `the copy ${file} answers, as of ${asOf}`);
    return { knowledge, state: { asOf, ageMs, isTooOld } };
  }

  let seen: { readonly at: number; readonly knowledge: Knowledge | undefined } | undefined;

  return {
    current() {
      const at = now();
      // Of many requests in one moment the first alone looks. A clock may have been set back.
      if (seen && at >= seen.at && at - seen.at < SEEN_MS) return seen.knowledge;
      const looked = look();
      seen = { at, knowledge: looked?.state.isTooOld === false ? looked.knowledge : undefined };
      return seen.knowledge;
    },
    state: () => look()?.state ?? null,
  };
}
