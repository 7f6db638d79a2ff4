import type { CallContext } from '../../../../domain/call.ts';
import { dayInNorway } from '../../../../domain/dates.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { isBornOn, type Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { turns } from '../../../../wire/http/turns.ts';
import type { DataOfOperation, EnhetAnswer, EnhetPort, Rolleutskrift } from '../../enhet.ts';
import type { EnhetOperation } from '../../operations.ts';
import { createAsk } from './ask.ts';
import { catalogue, KILDE } from './codes.ts';
import { createDetails, type Detail, type RestServices } from './details.ts';
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
  readBedrift,
  readBedrifter,
  readKontaktdata,
  readRolleutskrift,
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from './messages/index.ts';
import { followFeeds, lastPeriod, searchUnits } from './search.ts';
import { erBedrift, foundOr, refusedAs, subjectOf } from './subjects.ts';
import { createUnits } from './units.ts';

/** Numbers come each once. */
type AskAll<Data> = (numbers: readonly string[], call: CallContext) => Promise<EnhetAnswer<Data>[]>;

/** A list of a person's roles takes some hundred bytes a role. */
const ROLLEUTSKRIFT_BYTES = 1024 * 1024;

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
    async hentSaerligeOpplysninger(numbers, call) {
      const states = await units.find(numbers, call);
      const members = states.flatMap((state) =>
        state.ok && state.data.kind === 'main unit' && isInGroup(state.data) ? state.data.organisasjonsnummer : [],
      );
      const groups = await each(members, details.konsern, call);
      const isParent = (number: string) => {
        const group = groups.get(number);
        // Where the group cannot be seen, the unit is not shown as a parent.
        return group?.ok === true && group.data !== undefined && isParentIn(group.data, number);
      };
      const read = (unit: LiveUnit, head: Heading) =>
        readSaerligeOpplysninger(unit, isParent(unit.organisasjonsnummer), head);
      return ofMainUnits('hentSaerligeOpplysninger', read)(numbers, call);
    },
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
    async hentEnBedriftVirksomhet(numbers, call) {
      const operation = 'hentEnBedriftVirksomhet';
      const states = await units.find(numbers, call);
      const subjects = states.map((state, index) => subjectOf(operation, numbers[index] as string, state));
      const mainUnits = subjects.flatMap((subject) =>
        subject.kind === 'main unit' ? subject.unit.organisasjonsnummer : [],
      );
      const [have, legalUnits] = await Promise.all([
        each(mainUnits, details.hasBedrifter, call),
        Promise.all(
          subjects.map((subject) =>
            subject.kind === 'sub-unit' ? units.findLegalUnit(subject.unit, call) : undefined,
          ),
        ),
      ]);
      return subjects.map((subject, index) => {
        if (subject.kind === 'none') return subject.answer;
        if (subject.kind === 'main unit') {
          const has = have.get(subject.unit.organisasjonsnummer);
          if (has && !has.ok) return has;
          return refusedAs(operation, has?.data ? '200' : '190', subject.unit.organisasjonsnummer);
        }
        const legalUnit = legalUnits[index];
        if (legalUnit && !legalUnit.ok) return legalUnit;
        return foundOr(readBedrift(subject.unit, legalUnit?.data ?? null, heading()));
      });
    },
  };

  return {
    async hent(operation, numbers, call) {
      const distinct = [...new Set<string>(numbers)];
      const wellFormed = distinct.filter((number) => /^\d{9}$/.test(number));
      const answers = await (hent[operation] as AskAll<DataOfOperation[typeof operation]>)(wellFormed, call);
      const byNumber = new Map(wellFormed.map((number, index) => [number, answers[index]]));
      // What is no number stands in no address: it may be a person's.
      return numbers.map(
        (number) =>
          byNumber.get(number) ??
          failed(catalogue.feil(operation, number.trim() === '' ? '10' : '10000', { opphav: 'GATEWAY' })),
      );
    },
    hentRolleutskrift: (personer, call) =>
      askEach(personer, (person, rest) => askRolleutskrift(person, call, rest), turns(KILDE, authorized?.client, call)),
    sokEnhet: (soek, call) =>
      askEach(soek, (one, rest) => searchUnits(ask, open, one, call, rest), turns(KILDE, open?.client, call)),
    hentEndringslogg: (call) => followFeeds(ask, open, lastPeriod(now()), call),
  };

  /** What the unit's own answer tells. */
  function ofMainUnits<Data>(
    operation: EnhetOperation,
    read: (unit: LiveUnit, heading: Heading) => Data | undefined,
  ): AskAll<Data> {
    return async (numbers, call) => {
      const states = await units.find(numbers, call);
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
    return async (numbers, call) => {
      const outcomes = await each(numbers, detail, call);
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

  async function askRolleutskrift(
    person: Personidentifikator,
    call: CallContext,
    rest: () => void,
  ): Promise<EnhetAnswer<Rolleutskrift>> {
    // Whoever has no token is refused there.
    if (open && !authorized) return failed(catalogue.feil('hentRolleutskrift', '-100'));
    return ask<Rolleutskrift>(
      {
        service: authorized,
        operation: 'hentRolleutskrift',
        name: 'autorisert personer/rolleutskrift',
        path: '/personer/rolleutskrift',
        body: person,
        key: person,
        maxResponseBytes: ROLLEUTSKRIFT_BYTES,
        read({ status, json }) {
          // Nobody of that number, or nobody with a role in business: which, is not told.
          if (status === 404) return found({ kilde: KILDE, ferskhet: null, roller: [] });
          const read = status === 200 ? readRolleutskrift(json) : undefined;
          if (!read?.foedselsdato || !isBornOn(person, read.foedselsdato)) return undefined;
          return found({ kilde: KILDE, ferskhet: null, roller: read.roller });
        },
      },
      call,
      rest,
    );
  }
}

function isEmpty(outcome: EnhetAnswer<unknown> | undefined): boolean {
  return outcome?.ok === true && outcome.data === undefined;
}
