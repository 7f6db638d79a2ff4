import type { ServiceName } from '../../src/sources/index.ts';
import { synthetic, unitNumbers } from '../support/numbers.ts';
import { bodyOf, type Question } from './questions.ts';

/** How somebody asks so much of a service that another feels it. */
export interface Neighbour {
  /** So many keys that the register can be asked about. */
  keys(count: number): readonly string[];
  /** Asks about one of them, as its healthy neighbour is asked about. */
  readonly list: string;
  /** Changes something in the register, to what it is already; left out where nothing can be changed. */
  readonly write?: string;
}

const cprs = (count: number) => Array.from({ length: count }, (_, index) => `010150${String(1000 + index)}`);

const mutation = (field: string, type: string, input: object) =>
  JSON.stringify({
    query: `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Registerfeil { kode } } }`,
    variables: { input },
  });

/** The services of the first door of each source: the others are asked in their place. */
export type FirstService = Exclude<ServiceName, 'krr' | 'enhetsregisteret' | 'frivillighetsregisteret' | 'fullmakt'>;

/** A service that is not here is missed by the compiler. */
export const NEIGHBOURS: Readonly<Record<FirstService, Neighbour>> = {
  star: {
    keys: cprs,
    list: 'borgere(cprs: $keys) { kontaktinformation { __typename } }',
    write: mutation('createKontaktinformation', 'CreateKontaktinformationInput', {
      cpr: '0303505003',
      kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }],
    }),
  },
  postkasse: {
    keys: synthetic,
    list: 'innbyggere(personidentifikatorer: $keys) { kanVelgeSikkerDigitalPostkasse { __typename } }',
    write: mutation('oppdaterPostkasse', 'PostkasseInput', {
      personidentifikator: '02827112006',
      postkasseleverandoerOrgNummer: '311000012',
      postkasseadresse: 'test.person#S02A',
    }),
  },
  // A thousand people are one call.
  kontaktregister: {
    keys: synthetic,
    list: 'innbyggere(personidentifikatorer: $keys) { kontaktregister { __typename } }',
  },
  grunndata: { keys: unitNumbers, list: 'enheter(organisasjonsnumre: $keys) { basisdata { __typename } }' },
  frivillighet: { keys: unitNumbers, list: 'enheter(organisasjonsnumre: $keys) { frivillighet { __typename } }' },
};

/** A request for a list of these. */
export function listOf({ list }: Neighbour, keys: readonly string[]): string {
  return JSON.stringify({ query: `query ($keys: [ID!]!) { ${list} }`, variables: { keys } });
}

/** A request for the one field, and whether what comes is its answer. */
export function single(question: Question): { readonly body: string; isRight(text: string): boolean } {
  return {
    body: bodyOf([question]),
    isRight: (text) => JSON.stringify((JSON.parse(text) as { data?: { q0?: unknown } }).data?.q0) === question.expected,
  };
}

/** Asks again and again, in so many lanes, until it is told to stop; each lane begins anew when it has its answer. */
export function askOn(lanes: readonly (() => Promise<string>)[], restMs: number) {
  let goesOn = true;
  const answers: string[] = [];
  const done = lanes.map(async (ask) => {
    while (goesOn) {
      answers.push(await ask());
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  });
  return {
    answers,
    async stop(): Promise<void> {
      goesOn = false;
      await Promise.all(done);
    },
  };
}

/** The slowest but for every fifth: one that has waited does not hide among many that have not, and one hiccup says nothing. */
export function p80(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.8) - 1] ?? Number.NaN;
}
