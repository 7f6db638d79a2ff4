import type { CallContext } from '../../../../domain/call.ts';
import type { Bedrift, EnhetAnswer } from '../../enhet.ts';
import { type Heading, readBedrift } from './messages/index.ts';
import { foundOr, refusedAs, subjectOf } from './subjects.ts';
import type { Units } from './units.ts';

const OPERATION = 'hentEnBedriftVirksomhet';

/**
 * Sub-units, each with the unit at the top of those above it. A main unit is refused as one that has sub-units, or as none itself:
 * which, `haveBedrifter` finds out.
 */
export async function findBedrifter(
  units: Units,
  haveBedrifter: (mainUnits: readonly string[]) => Promise<ReadonlyMap<string, EnhetAnswer<boolean | undefined>>>,
  numbers: readonly string[],
  heading: Heading,
  call: CallContext,
): Promise<EnhetAnswer<Bedrift>[]> {
  const states = await units.find(numbers, call);
  const subjects = states.map((state, index) => subjectOf(OPERATION, numbers[index] as string, state));
  const mainUnits = subjects.flatMap((subject) =>
    subject.kind === 'main unit' ? subject.unit.organisasjonsnummer : [],
  );
  const have = haveBedrifter(mainUnits);
  const answers = subjects.map(async (subject): Promise<EnhetAnswer<Bedrift>> => {
    if (subject.kind === 'none') return subject.answer;
    const { unit } = subject;
    if (subject.kind === 'main unit') {
      const has = (await have).get(unit.organisasjonsnummer);
      if (has && !has.ok) return has;
      return refusedAs(OPERATION, has?.data ? '200' : '190', unit.organisasjonsnummer);
    }
    const legalUnit = await units.findLegalUnit(unit, call);
    return legalUnit.ok ? foundOr(readBedrift(unit, legalUnit.data, heading)) : legalUnit;
  });
  return Promise.all(answers);
}
