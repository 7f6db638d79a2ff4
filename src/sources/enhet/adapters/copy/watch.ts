import type { SourceKnowledge, SourceNote } from '../../../define.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore } from './store.ts';

/** Looks at the copy whenever it is to answer, and tells an operator when that changes. */
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
      const problem = store.problem() ?? `${file} cannot be read`;
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

  return {
    current() {
      const looked = look();
      return looked?.state.isTooOld === false ? looked.knowledge : undefined;
    },
    state: () => look()?.state ?? null,
  };
}
