import type { CallContext } from '../../../../domain/call.ts';
import { found } from '../../../../domain/outcome.ts';
import { climb, type UnitState } from '../enhetsregisteret/climb.ts';
import { type LiveUnit, readUnit } from '../enhetsregisteret/messages/index.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore, Kept } from './store.ts';

/** The copy as one request sees it: each unit is read once, and as it was when it was first asked for. */
export interface View {
  /** How far the copy's knowledge goes. Undefined where it is too old to answer from, or cannot be read. */
  readonly knowledge: Knowledge | undefined;
  /** Reads these units, and those right above sub-units: one question for all, and one more where there are sub-units. */
  read(numbers: readonly string[]): void;
  /** Of a unit that has been read. Undefined: the copy lacks it. */
  stateOf(number: string): UnitState | undefined;
  /** The unit at the top of those above a sub-unit; null where it ends nowhere. Undefined: the copy lacks one of them. */
  legalUnitOf(unit: LiveUnit): Promise<string | null | undefined>;
}

/** Gives each request its view. */
export function createViews(
  store: CopyStore,
  currentKnowledge: () => Knowledge | undefined,
): (call: CallContext) => View {
  const views = new WeakMap<CallContext, View>();
  return (call) => {
    const view = views.get(call) ?? createView(store, currentKnowledge());
    views.set(call, view);
    return view;
  };
}

function createView(store: CopyStore, knowledge: Knowledge | undefined): View {
  const states = new Map<string, UnitState | undefined>();

  function readAll(numbers: readonly string[]): void {
    const asked = [...new Set(numbers)].filter((number) => !states.has(number));
    if (asked.length === 0) return;
    const kept = store.lookUp(asked);
    for (const number of asked) states.set(number, stateIn(kept.get(number), number));
  }

  return {
    knowledge,
    read(numbers) {
      readAll(numbers);
      readAll(
        numbers.flatMap((number) => {
          const state = states.get(number);
          return state?.kind === 'sub-unit' ? (state.overordnetEnhet ?? []) : [];
        }),
      );
    },
    stateOf: (number) => states.get(number),
    async legalUnitOf(unit) {
      let isLacking = false;
      const top = await climb(unit, async (number) => {
        readAll([number]);
        const state = states.get(number);
        isLacking ||= state === undefined;
        return found<UnitState>(state ?? { kind: 'unknown' });
      });
      return isLacking || !top.ok ? undefined : top.data;
    },
  };
}

/** Undefined also where what is kept makes no sense, or is another unit's. */
function stateIn(kept: Kept | undefined, number: string): UnitState | undefined {
  if (!kept) return undefined;
  if (kept.state === 'removed') return { kind: 'removed', slettedato: null };
  const unit = readUnit(parse(kept.json), kept.kind === 'unit' ? 'enheter' : 'underenheter');
  return unit?.organisasjonsnummer === number ? unit : undefined;
}

/** What the copy has kept; undefined where it is damaged. */
export function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
