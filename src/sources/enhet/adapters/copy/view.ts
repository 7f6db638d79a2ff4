import type { CallContext } from '../../../../domain/call.ts';
import { found } from '../../../../domain/outcome.ts';
import { climb, type UnitState } from '../enhetsregisteret/climb.ts';
import { type LiveUnit, readUnit } from '../enhetsregisteret/messages/index.ts';
import { parse } from './documents.ts';
import type { Knowledge } from './facts.ts';
import type { CopyStore, Extent, Kept } from './store.ts';

/** The copy as one request sees it: what it asks of a unit is read once, and as it was when it was first asked for. */
export interface View {
  /** How far the copy's knowledge goes. Undefined where it is too old to answer from, or cannot be read. */
  readonly knowledge: Knowledge | undefined;
  /** These units are read with all others that are wanted, when the first of them is looked at. */
  want(numbers: readonly string[], extent: Extent): void;
  /** Of a unit that has been wanted to this extent. Undefined: the copy lacks it. */
  stateOf(number: string, extent: Extent): UnitState | undefined;
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
    const known = views.get(call);
    if (known) return known;
    const view = new CopyView(store, currentKnowledge());
    views.set(call, view);
    return view;
  };
}

class CopyView implements View {
  readonly knowledge: Knowledge | undefined;
  readonly #store: CopyStore;
  readonly #states = {
    head: new Map<string, UnitState | undefined>(),
    whole: new Map<string, UnitState | undefined>(),
  };
  readonly #wanted: Record<Extent, string[]> = { head: [], whole: [] };

  constructor(store: CopyStore, knowledge: Knowledge | undefined) {
    this.#store = store;
    this.knowledge = knowledge;
  }

  want(numbers: readonly string[], extent: Extent): void {
    const wanted = this.#wanted[extent];
    for (const number of numbers) if (!this.#isRead(number, extent)) wanted.push(number);
  }

  stateOf(number: string, extent: Extent): UnitState | undefined {
    this.#readWanted();
    return this.#states.whole.get(number) ?? (extent === 'head' ? this.#states.head.get(number) : undefined);
  }

  async legalUnitOf(unit: LiveUnit): Promise<string | null | undefined> {
    let isLacking = false;
    const top = await climb(unit, async (number) => {
      this.want([number], 'head');
      const state = this.stateOf(number, 'head');
      isLacking ||= state === undefined;
      return found<UnitState>(state ?? { kind: 'unknown' });
    });
    return isLacking || !top.ok ? undefined : top.data;
  }

  /** One question for all of an extent, and one more where there are sub-units, of which all operations want those above. */
  #readWanted(): void {
    const { head, whole } = this.#wanted;
    if (head.length === 0 && whole.length === 0) return;
    this.want([...this.#read('whole'), ...this.#read('head')], 'head');
    this.#read('head');
  }

  /** Answers the units right above sub-units. */
  #read(extent: Extent): string[] {
    const wanted = this.#wanted[extent];
    if (wanted.length === 0) return [];
    this.#wanted[extent] = [];
    const left = new Set(wanted.filter((number) => !this.#isRead(number, extent)));
    if (left.size === 0) return [];
    const kept = this.#store.lookUp([...left], extent);
    const above: string[] = [];
    for (const number of left) {
      const state = stateIn(kept.get(number), number);
      this.#states[extent].set(number, state);
      if (state?.kind === 'sub-unit' && state.overordnetEnhet !== null) above.push(state.overordnetEnhet);
    }
    return above;
  }

  #isRead(number: string, extent: Extent): boolean {
    return this.#states.whole.has(number) || (extent === 'head' && this.#states.head.has(number));
  }
}

/** Undefined also where what is kept makes no sense, or is another unit's. */
function stateIn(kept: Kept | undefined, number: string): UnitState | undefined {
  if (!kept) return undefined;
  if (kept.state === 'removed') return { kind: 'removed', slettedato: null };
  const unit = readUnit(parse(kept.json), kept.kind === 'unit' ? 'enheter' : 'underenheter');
  return unit?.organisasjonsnummer === number ? unit : undefined;
}
