import { found } from '../../../../domain/outcome.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { DeletedUnit, LiveUnit, Unit } from './messages/index.ts';

/** What the register knows of a number. `removed`: it has had to forget the unit, name and all. */
export type UnitState =
  | Unit
  | { readonly kind: 'removed'; readonly slettedato: DeletedUnit['slettedato'] }
  | { readonly kind: 'unknown' };

/** How many units may stand above a sub-unit. */
export const MAX_CLIMB = 5;

/** From a sub-unit to the unit at the top of those above it. Null where it ends nowhere, or not within so many steps. */
export async function climb(
  { organisasjonsnummer, overordnetEnhet }: LiveUnit,
  find: (number: string) => Promise<EnhetAnswer<UnitState>>,
): Promise<EnhetAnswer<string | null>> {
  const above: string[] = [];
  let next = overordnetEnhet;
  while (next !== null) {
    // Longer, or in a circle: nobody knows where it ends.
    if (above.length >= MAX_CLIMB || next === organisasjonsnummer || above.includes(next)) return found(null);
    above.push(next);
    const answer = await find(next);
    if (!answer.ok) return answer;
    next = answer.data.kind === 'main unit' ? answer.data.overordnetEnhet : null;
  }
  return found(above.at(-1) ?? null);
}
