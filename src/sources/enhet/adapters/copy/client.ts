import { dayInNorway } from '../../../../domain/dates.ts';
import { found } from '../../../../domain/outcome.ts';
import type { Bedrift, DataOfOperation, EnhetAnswer, EnhetPort } from '../../enhet.ts';
import { KILDE } from '../enhetsregisteret/codes.ts';
import { type Heading, readBedrift } from '../enhetsregisteret/messages/index.ts';
import { erBedrift, refusedAs, subjectOf } from '../enhetsregisteret/subjects.ts';
import type { Knowledge } from './facts.ts';
import { readChanges } from './changes.ts';
import { createReads, type PrepareRead } from './reads.ts';
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

  return {
    async hent(operation, numbers, call) {
      const distinct = [...new Set(numbers)];
      const answers = await answerAll(operation, distinct, viewOf(call));
      const left = distinct.filter((number) => !answers.has(number));
      const asked = left.length > 0 ? await register.hent(operation, left, call) : [];
      for (const [index, number] of left.entries()) answers.set(number, there(asked[index]));
      return numbers.map((number) => there(answers.get(number)));
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

  /** Those that the copy can answer. */
  async function answerAll<Operation extends keyof DataOfOperation>(
    operation: Operation,
    numbers: readonly string[],
    view: View,
  ): Promise<Map<string, EnhetAnswer<DataOfOperation[Operation]>>> {
    view.read(numbers);
    const answerOne = prepareAnswer(operation, numbers, view);
    const answers = new Map<string, EnhetAnswer<DataOfOperation[Operation]>>();
    for (const number of numbers) {
      const answer = await answerOne(number);
      if (answer) answers.set(number, answer as EnhetAnswer<DataOfOperation[Operation]>);
    }
    return answers;
  }

  /** What answers one of them; it answers undefined what the register is to be asked. */
  function prepareAnswer(operation: keyof DataOfOperation, numbers: readonly string[], view: View): AnswerOne {
    const { knowledge: known } = view;
    const heading: Heading | undefined = known && {
      kilde: KILDE,
      ferskhet: known.asOf,
      prosessDato: dayInNorway(now()),
    };
    const prepare = reads[operation] as PrepareRead<DataOfOperation[keyof DataOfOperation]> | undefined;
    const read = heading && prepare?.(numbers);
    return async (number) => {
      const state = view.stateOf(number);
      if (!state) return undefined;
      const subject = subjectOf(operation, number, found(state));
      // However old the copy is: what has been removed stays so, and nobody is to be asked what it was called.
      if (subject.kind === 'none' && state.kind === 'removed') return subject.answer;
      const isBedrift = operation === 'hentEnBedriftVirksomhet';
      if (!heading || !(read || isBedrift)) return undefined;
      if (subject.kind === 'none') return subject.answer;
      if (isBedrift && subject.kind === 'main unit') return refuseMainUnit(number);
      if (subject.kind === 'main unit') {
        const data = read?.(subject.unit, heading);
        return data && found(data);
      }
      const legalUnit = await view.legalUnitOf(subject.unit);
      if (legalUnit === undefined) return undefined;
      if (!isBedrift) return erBedrift(operation, number, found(legalUnit));
      const data = readBedrift(subject.unit, legalUnit, heading);
      return data && found(data);
    };
  }

  function refuseMainUnit(number: string): EnhetAnswer<Bedrift> | undefined {
    const bedrifter = store.subUnitsOf(number);
    return bedrifter && refusedAs('hentEnBedriftVirksomhet', bedrifter.length > 0 ? '200' : '190', number);
  }
}

type AnswerOne = (number: string) => Promise<EnhetAnswer<DataOfOperation[keyof DataOfOperation]> | undefined>;

function there<Answer>(answer: Answer | undefined): Answer {
  if (answer === undefined) throw new Error('each question is answered');
  return answer;
}
