import DataLoader from 'dataloader';
import type { CallContext } from '../../../../domain/call.ts';
import { askEach } from '../../../../domain/loader.ts';
import { isOrganisasjonsnummer } from '../../../../domain/organisasjonsnummer.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import { turns } from '../../../../wire/http/turns.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { Ask } from './ask.ts';
import type { RestService } from './service.ts';
import { climb, type UnitState } from './climb.ts';
import { KILDE } from './codes.ts';
import { type LiveUnit, readPage, readUnit, readUnits, type Resource, type Unit } from './messages/index.ts';

export type { UnitState } from './climb.ts';

export interface Units {
  /** In the order of the numbers. What one request asks for twice, under whatever operation, is looked up once. */
  find(numbers: readonly string[], call: CallContext): Promise<EnhetAnswer<UnitState>[]>;
  /** The unit at the top of those above a sub-unit. */
  findLegalUnit(unit: LiveUnit, call: CallContext): Promise<EnhetAnswer<string | null>>;
}

/** Numbers in one search, so that its address does not grow too long. */
export const CHUNK = 500;
const KIB = 1024;
/** Bytes of a page of units, unzipped: one takes some two kilobytes. */
export const pageBytes = (units: number): number => (64 + 8 * units) * KIB;
/** And of one alone, whose purpose and former names may be long. */
const UNIT_BYTES = 256 * KIB;
export const MEDIA_TYPES: Readonly<Record<Resource, string>> = {
  enheter: 'application/vnd.brreg.enhetsregisteret.enhet.v2+json',
  underenheter: 'application/vnd.brreg.enhetsregisteret.underenhet.v2+json',
};
/** All operations can answer what a look-up fails with. */
const OPERATION = 'hentBasisdataMini';

export function createUnits(ask: Ask, service: RestService | undefined): Units {
  /** Of each request: the operations of one are asked at about the same time, about the same units. */
  const loaders = new WeakMap<CallContext, DataLoader<string, EnhetAnswer<UnitState>>>();

  function loaderOf(call: CallContext): DataLoader<string, EnhetAnswer<UnitState>> {
    const known = loaders.get(call);
    if (known) return known;
    const loader = new DataLoader<string, EnhetAnswer<UnitState>>(async (numbers) => {
      const answers = await lookUp(numbers, call);
      // What may pass is asked again when it is wanted again.
      for (const [index, answer] of answers.entries()) {
        if (!answer.ok && answer.feil.kanProevesIgjen) loader.clear(numbers[index] as string);
      }
      return answers;
    });
    loaders.set(call, loader);
    return loader;
  }

  /** Searches for them all, main units first, and asks one by one for those that no search finds: deleted, or never created. */
  async function lookUp(numbers: readonly string[], call: CallContext): Promise<EnhetAnswer<UnitState>[]> {
    const answers = new Map<string, EnhetAnswer<UnitState>>();
    const isMissing = (number: string) => !answers.has(number);
    // A search is refused as a whole for one number that is none.
    let searched = numbers.filter(isOrganisasjonsnummer) as readonly string[];
    // A number alone is asked for at once: a deleted one takes one call so, and no other takes more.
    if (numbers.length > 1) {
      for (const resource of ['enheter', 'underenheter'] as const) {
        const refused = await search(resource, searched.filter(isMissing), answers, call);
        searched = searched.filter((number) => !refused.has(number));
      }
    }
    const left = numbers.filter(isMissing);
    const alone = await askEach(
      left,
      (number, rest) => askOne(number, call, rest),
      turns(KILDE, service?.client, call),
    );
    for (const [index, number] of left.entries()) answers.set(number, alone[index] as EnhetAnswer<UnitState>);
    return numbers.map((number) => answers.get(number) as EnhetAnswer<UnitState>);
  }

  /** Adds what is found, and for a search that fails its failure; the numbers whose search was refused as invalid. */
  async function search(
    resource: Resource,
    numbers: readonly string[],
    answers: Map<string, EnhetAnswer<UnitState>>,
    call: CallContext,
  ): Promise<ReadonlySet<string>> {
    const chunks = Array.from({ length: Math.ceil(numbers.length / CHUNK) }, (_, index) =>
      numbers.slice(index * CHUNK, (index + 1) * CHUNK),
    );
    const found = await askEach(
      chunks,
      (chunk, rest) => askMany(resource, chunk, call, rest),
      turns(KILDE, service?.client, call),
    );
    const refused = new Set<string>();
    for (const [index, chunk] of chunks.entries()) {
      const outcome = found[index] as Awaited<ReturnType<typeof askMany>>;
      for (const number of chunk) {
        if (!outcome.ok) answers.set(number, outcome);
        else if (outcome.data === 'refused') refused.add(number);
        else {
          const unit = outcome.data.get(number);
          if (unit) answers.set(number, unit);
        }
      }
    }
    return refused;
  }

  function askMany(
    resource: Resource,
    numbers: readonly string[],
    call: CallContext,
    rest: () => void,
  ): Promise<EnhetAnswer<ReadonlyMap<string, EnhetAnswer<Unit>> | 'refused'>> {
    const asked = new Set(numbers);
    return ask<ReadonlyMap<string, EnhetAnswer<Unit>> | 'refused'>(
      {
        service,
        operation: OPERATION,
        name: resource,
        path: `/${resource}?organisasjonsnummer=${numbers.join(',')}&size=${numbers.length}`,
        accept: MEDIA_TYPES[resource],
        maxResponseBytes: pageBytes(numbers.length),
        read({ status, json }) {
          if (status === 400) return found('refused');
          const page = status === 200 ? readPage(json, resource) : undefined;
          if (!page) return undefined;
          const units = [...readUnits(page, resource, asked)].map(
            ([number, unit]) => [number, unit === 'contradictory' ? nonsense() : found(unit)] as const,
          );
          return found(new Map(units));
        },
      },
      call,
      rest,
    );
  }

  async function askOne(number: string, call: CallContext, rest: () => void): Promise<EnhetAnswer<UnitState>> {
    const main = await askUnder('enheter', number, call, rest);
    return main.ok && main.data.kind === 'unknown' ? askUnder('underenheter', number, call, rest) : main;
  }

  function askUnder(
    resource: Resource,
    number: string,
    call: CallContext,
    rest: () => void,
  ): Promise<EnhetAnswer<UnitState>> {
    return ask<UnitState>(
      {
        service,
        operation: OPERATION,
        name: `${resource}/{nr}`,
        path: `/${resource}/${number}`,
        accept: MEDIA_TYPES[resource],
        key: number,
        maxResponseBytes: UNIT_BYTES,
        read({ status, json }) {
          if (status === 404) return found({ kind: 'unknown' });
          if (status === 410) return readRemoved(json, number);
          // A number of nine digits is never malformed.
          if (status === 400) return failed(kildeUtilgjengelig(KILDE, 'HTTP_400', { kanProevesIgjen: false }));
          const unit = readUnit(json, resource);
          return unit?.organisasjonsnummer === number ? found(unit) : undefined;
        },
      },
      call,
      rest,
    );
  }

  return {
    find: (numbers, call) => {
      const loader = loaderOf(call);
      return Promise.all(numbers.map((number) => loader.load(number)));
    },
    findLegalUnit: (unit, call) => climb(unit, (number) => loaderOf(call).load(number)),
  };
}

/** The status says it all, and the body the day: of another unit it is none. */
function readRemoved(json: unknown, number: string): EnhetAnswer<UnitState> | undefined {
  const unit = readUnit(json, 'enheter');
  if (unit && unit.organisasjonsnummer !== number) return undefined;
  return found({ kind: 'removed', slettedato: unit?.kind === 'deleted' ? unit.slettedato : null });
}

function nonsense(): EnhetAnswer<never> {
  return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
}
