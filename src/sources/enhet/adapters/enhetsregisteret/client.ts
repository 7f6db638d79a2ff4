import type { CallContext } from '../../../../domain/call.ts';
import { dayInNorway } from '../../../../domain/dates.ts';
import type { WatchKeys } from '../../../../domain/keep.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { turns } from '../../../../wire/http/turns.ts';
import type { DataOfOperation, EnhetAnswer, EnhetPort } from '../../enhet.ts';
import type { EnhetOperation } from '../../operations.ts';
import { createAsk } from './ask.ts';
import { findBedrifter } from './bedrift.ts';
import { catalogue, KILDE } from './codes.ts';
import type { Detail } from './detail.ts';
import { createDetails } from './details.ts';
import {
  fullmaktOf,
  headedBy,
  type Heading,
  isInGroup,
  isParentIn,
  juridiskeRollerOf,
  konsernstrukturOf,
  type LiveUnit,
  readBasisdata,
  readBasisdataUtvidet,
  readBedrifter,
  readKontaktdata,
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from './messages/index.ts';
import { followFeeds, lastPeriod } from './feeds.ts';
import { askRolleutskrift } from './rolleutskrift.ts';
import { searchUnits } from './search.ts';
import type { RestServices } from './service.ts';
import { erBedrift, foundOr, refusedAs, subjectOf } from './subjects.ts';
import { createUnits, type UnitState } from './units.ts';

/** Numbers come each once. */
type AskAll<Data> = (
  numbers: readonly string[],
  call: CallContext,
  watch?: WatchKeys<EnhetAnswer<Data>>,
) => Promise<EnhetAnswer<Data>[]>;

/** What is read of a main unit; undefined: what must be there is not. */
type ReadUnit<Data> = (unit: LiveUnit, heading: Heading) => Data | undefined;

/** Enhetsregisteret and Frivillighetsregisteret, by their REST services. `now`: the clock. */
export function createEnhetsregisteretClient(services: RestServices, now: () => Date = () => new Date()): EnhetPort {
  const { open, authorized, frivillighet } = services;
  const heading = (): Heading => ({ kilde: KILDE, ferskhet: null, prosessDato: dayInNorway(now()) });
  const ask = createAsk();
  const units = createUnits(ask, open);
  const details = createDetails(ask, services, heading);

  const hent: { readonly [Operation in keyof DataOfOperation]: AskAll<DataOfOperation[Operation]> } = {
    hentBasisdataMini: ofMainUnits('hentBasisdataMini', readBasisdata),
    hentBasisdata: ofMainUnits('hentBasisdata', readBasisdataUtvidet),
    hentKontaktdata: ofMainUnits('hentKontaktdata', readKontaktdata),
    hentOpplTilknRegister: ofMainUnits('hentOpplTilknRegister', readTilknyttedeOpplysninger),
    hentSaerligeOpplysninger: ofStates('hentSaerligeOpplysninger', async (states, call) => {
      const members = states.flatMap((state) =>
        state.ok && state.data.kind === 'main unit' && isInGroup(state.data) ? state.data.organisasjonsnummer : [],
      );
      const groups = await each(members, details.konsern, call);
      return (unit, head) => {
        const { organisasjonsnummer } = unit;
        const group = groups.get(organisasjonsnummer);
        // Where the group cannot be seen, the unit is not shown as a parent.
        const isParent = group?.ok === true && group.data !== undefined && isParentIn(group.data, organisasjonsnummer);
        const read = readSaerligeOpplysninger(unit, isParent, head);
        return group?.ok === false ? { ...read, incomplete: true } : read;
      };
    }),
    hentRoller: ofDetails('hentRoller', details.roller, (data, number) =>
      found(data ?? { ...headedBy(heading(), 'hentRoller', number), rollegrupper: [] }),
    ),
    hentFrivillighet: ofDetails('hentFrivillighet', details.frivillighet, (data, number) =>
      data === undefined || data === 'deleted' ? refusedAs('hentFrivillighet', '210', number) : found(data),
    ),
    hentBedrifterVirksomheter: ofDetails('hentBedrifterVirksomheter', details.someBedrifter, (data, number) =>
      found(readBedrifter(number, data ?? [], heading())),
    ),
    hentProkuraSignatur: ofDetails('hentProkuraSignatur', details.fullmakt, (data, number) =>
      found(fullmaktOf(data ?? { signatur: [], prokura: [] }, number, heading())),
    ),
    konsernstruktur: ofDetails('konsernstruktur', details.konsern, (data, number) =>
      found(konsernstrukturOf(data ?? null, number, heading())),
    ),
    juridiskeroller: ofDetails('juridiskeroller', details.juridiskeRoller, (data, number) =>
      found(juridiskeRollerOf(data ?? [], number, heading())),
    ),
    hentEnBedriftVirksomhet: (numbers, call, watch) => {
      for (const number of numbers) watch?.begins(number);
      return findBedrifter(units, (mainUnits) => each(mainUnits, details.hasBedrifter, call), numbers, heading(), call);
    },
  };

  return {
    async hent(operation, numbers, call, watch) {
      const distinct = [...new Set<string>(numbers)];
      const wellFormed = distinct.filter((number) => /^\d{9}$/.test(number));
      const answers = await (hent[operation] as AskAll<DataOfOperation[typeof operation]>)(wellFormed, call, watch);
      const byNumber = new Map(wellFormed.map((number, index) => [number, answers[index]]));
      // What is no number stands in no address: it may be a person's.
      return numbers.map(
        (number) =>
          byNumber.get(number) ??
          failed(catalogue.feil(operation, number.trim() === '' ? '10' : '10000', { opphav: 'GATEWAY' })),
      );
    },
    hentRolleutskrift: (personer, call) =>
      askEach(
        personer,
        (person, rest) => askRolleutskrift(ask, services, person, call, rest),
        turns(KILDE, authorized?.client, call),
      ),
    sokEnhet: (soek, call) =>
      askEach(soek, (one, rest) => searchUnits(ask, open, one, call, rest), turns(KILDE, open?.client, call)),
    hentEndringslogg: (call) => followFeeds(ask, open, lastPeriod(now()), call),
  };

  /** What the unit's own answer tells. */
  function ofMainUnits<Data>(operation: EnhetOperation, read: ReadUnit<Data>): AskAll<Data> {
    return ofStates(operation, async () => read);
  }

  /** The same, where something must be known of all of them before the first is read. They are looked up once. */
  function ofStates<Data>(
    operation: EnhetOperation,
    prepare: (states: readonly EnhetAnswer<UnitState>[], call: CallContext) => Promise<ReadUnit<Data>>,
  ): AskAll<Data> {
    return async (numbers, call, watch) => {
      // They are looked up together.
      for (const number of numbers) watch?.begins(number);
      const states = await units.find(numbers, call);
      const read = await prepare(states, call);
      const head = heading();
      return Promise.all(
        states.map(async (state, index) => {
          const number = numbers[index] as string;
          const subject = subjectOf(operation, number, state);
          if (subject.kind === 'none') return subject.answer;
          if (subject.kind === 'main unit') return foundOr(read(subject.unit, head));
          return erBedrift(operation, number, await units.findLegalUnit(subject.unit, call));
        }),
      );
    };
  }

  /** What is kept apart. Where nothing is found, the unit itself says whether that is an answer. */
  function ofDetails<Data, Told>(
    operation: EnhetOperation,
    detail: Detail<Told>,
    answerOf: (told: Told | undefined, number: string) => EnhetAnswer<Data>,
  ): AskAll<Data> {
    return async (numbers, call, watch) => {
      const told: Detail<Told> = async (number, own, rest) => {
        watch?.begins(number);
        const outcome = await detail(number, own, rest);
        if (!isEmpty(outcome)) watch?.tell(number, outcome.ok ? answerOf(outcome.data, number) : outcome);
        return outcome;
      };
      const outcomes = await each(numbers, watch ? told : detail, call);
      const empty = numbers.filter((number) => isEmpty(outcomes.get(number)));
      const states = await units.find(empty, call);
      const answers = empty.map(async (number, index): Promise<EnhetAnswer<Data>> => {
        const subject = subjectOf(operation, number, states[index] as (typeof states)[number]);
        if (subject.kind === 'none') return subject.answer;
        if (subject.kind === 'main unit') return answerOf(undefined, number);
        return erBedrift(operation, number, await units.findLegalUnit(subject.unit, call));
      });
      const ofEmpty = new Map(empty.map((number, index) => [number, answers[index]] as const));
      return Promise.all(
        numbers.map(async (number) => {
          const outcome = outcomes.get(number);
          if (!outcome) throw new Error('each number is answered');
          const answer = await ofEmpty.get(number);
          return answer ?? (outcome.ok ? answerOf(outcome.data, number) : outcome);
        }),
      );
    };
  }

  /** One call a number, in turns. */
  async function each<Data>(
    numbers: readonly string[],
    detail: Detail<Data>,
    call: CallContext,
  ): Promise<ReadonlyMap<string, EnhetAnswer<Data | undefined>>> {
    // All services are asked so many at once.
    const answers = await askEach(
      numbers,
      (number, rest) => detail(number, call, rest),
      turns(KILDE, open?.client ?? frivillighet?.client, call),
    );
    return new Map(numbers.map((number, index) => [number, answers[index] as EnhetAnswer<Data | undefined>]));
  }
}

function isEmpty(outcome: EnhetAnswer<unknown> | undefined): boolean {
  return outcome?.ok === true && outcome.data === undefined;
}
