import { found } from '../../../../domain/outcome.ts';
import type { Bedrift, DataOfOperation, EnhetAnswer, EnhetPort } from '../../enhet.ts';
import { type Heading, type LiveUnit, readBedrift } from '../enhetsregisteret/messages/index.ts';
import { erBedrift, refusedAs, subjectOf } from '../enhetsregisteret/subjects.ts';
import type { Knowledge } from './facts.ts';
import { readChanges } from './changes.ts';
import { createHeadings } from './headings.ts';
import { createReads, EXTENTS, type PrepareRead } from './reads.ts';
import { searchCopy } from './search-answer.ts';
import type { CopyStore } from './store.ts';
import { createViews, type View } from './view.ts';

export interface CopyParts {
  readonly store: CopyStore;
  /** How far the copy's knowledge goes, where that is far enough to answer from. */
  readonly knowledge: () => Knowledge | undefined;
  /** Whether the register tells us the numbers of those who hold roles. */
  readonly isAuthorized: boolean;
  /** The register itself: asked for each unit that the copy lacks, and for what stands in no copy. */
  readonly register: EnhetPort;
}

/** Answers from a copy of Enhetsregisteret what it holds, and asks the register for the rest. `now`: the clock. */
export function createCopyClient(
  { store, knowledge, isAuthorized, register }: CopyParts,
  now: () => Date = () => new Date(),
): EnhetPort {
  const viewOf = createViews(store, knowledge);
  const reads = createReads(store, isAuthorized);
  const headingOf = createHeadings(now);

  return {
    async hent(operation, numbers, call) {
      type Answer = EnhetAnswer<DataOfOperation[typeof operation]> | undefined;
      const view = viewOf(call);
      view.want(numbers, EXTENTS[operation]);
      // Other operations of the request come in the same turn: what all of them want of its units is read together.
      await undefined;
      const answers = (await together(numbers.map(prepareAnswer(operation, numbers, view)))) as Answer[];
      const left = [...new Set(numbers.filter((_, index) => !answers[index]))];
      const asked = left.length > 0 ? await register.hent(operation, left, call) : [];
      const ofLeft = new Map(left.map((number, index) => [number, asked[index]]));
      return numbers.map((number, index) => there(answers[index] ?? ofLeft.get(number)));
    },
    hentRolleutskrift: (personer, call) => register.hentRolleutskrift(personer, call),
    async sokEnhet(soek, call) {
      const { knowledge: known } = viewOf(call);
      const answers = await Promise.all(soek.map((one) => known && searchCopy(store, one, known)));
      const left = soek.filter((_, index) => !answers[index]);
      const asked = left.length > 0 ? await register.sokEnhet(left, call) : [];
      const ofLeft = new Map(left.map((one, index) => [one, asked[index]]));
      return soek.map((one, index) => answers[index] ?? there(ofLeft.get(one)));
    },
    hentEndringslogg: async (call) => readChanges(store, viewOf(call).knowledge) ?? register.hentEndringslogg(call),
  };

  /** What answers one of them; it answers undefined what the register is to be asked. */
  function prepareAnswer(operation: keyof DataOfOperation, numbers: readonly string[], view: View): AnswerOne {
    const extent = EXTENTS[operation];
    const heading = view.knowledge && headingOf(view.knowledge);
    const prepare = reads[operation] as PrepareRead<DataOfOperation[keyof DataOfOperation]> | undefined;
    const read = heading && prepare?.(numbers);
    const isBedrift = operation === 'hentEnBedriftVirksomhet';

    return (number) => {
      const state = view.stateOf(number, extent);
      if (!state) return undefined;
      const subject = subjectOf(operation, number, found(state));
      // However old the copy is: what has been removed stays so, and nobody is to be asked what it was called.
      if (subject.kind === 'none' && state.kind === 'removed') return subject.answer;
      if (!heading || !(read || isBedrift)) return undefined;
      if (subject.kind === 'none') return subject.answer;
      if (subject.kind === 'sub-unit') return answerSubUnit(number, subject.unit, heading);
      if (isBedrift) return refuseMainUnit(number);
      const data = read?.(subject.unit, heading);
      return data && found(data);
    };

    async function answerSubUnit(number: string, unit: LiveUnit, ownHeading: Heading) {
      const legalUnit = await view.legalUnitOf(unit);
      if (legalUnit === undefined) return undefined;
      if (!isBedrift) return erBedrift(operation, number, found(legalUnit));
      const data = readBedrift(unit, legalUnit, ownHeading);
      return data && found(data);
    }
  }

  function refuseMainUnit(number: string): EnhetAnswer<Bedrift> | undefined {
    const bedrifter = store.subUnitsOf(number);
    return bedrifter && refusedAs('hentEnBedriftVirksomhet', bedrifter.length > 0 ? '200' : '190', number);
  }
}

type Answered = EnhetAnswer<DataOfOperation[keyof DataOfOperation]> | undefined;

/** A promise where other units have to be looked at first. */
type AnswerOne = (number: string) => Answered | Promise<Answered>;

/** Mostly nothing is waited for. */
function together<Value>(values: readonly (Value | Promise<Value>)[]) {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly Value[]);
}

function there<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new Error('each question is answered');
  return answer;
}
