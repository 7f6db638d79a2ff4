import { FIVE, madeUpUnits, SMALL } from './units.ts';

/** One GraphQL request as it is sent again and again, and what it must cost the register. */
export interface Query {
  readonly name: string;
  readonly body: string;
  /** Backend calls of one request: no more and no fewer. */
  readonly calls: number;
}

const BASISDATA = `basisdata {
      __typename
      ... on Basisdata { navn organisasjonsform { kode beskrivelse } }
      ... on Registerfeil { kode melding }
    }`;

const ONE = `query Enhet($organisasjonsnummer: ID!) {
  enhet(organisasjonsnummer: $organisasjonsnummer) {
    organisasjonsnummer
    ${BASISDATA}
  }
}`;

const MANY = `query Enheter($organisasjonsnumre: [ID!]!) {
  enheter(organisasjonsnumre: $organisasjonsnumre) {
    organisasjonsnummer
    ${BASISDATA}
  }
}`;

export const QUERIES = {
  small: {
    name: 'small',
    calls: 1,
    body: JSON.stringify({ query: ONE, variables: { organisasjonsnummer: SMALL } }),
  },
  list: {
    name: 'list',
    calls: FIVE.length,
    body: JSON.stringify({ query: MANY, variables: { organisasjonsnumre: [...FIVE, ...FIVE] } }),
  },
} as const satisfies Record<string, Query>;

/** So many different units. */
export function queryOf(units: number): Query {
  const organisasjonsnumre = madeUpUnits(units);
  return {
    name: `${units} units`,
    calls: units,
    body: JSON.stringify({ query: MANY, variables: { organisasjonsnumre } }),
  };
}

/** The small query as a document that nobody has sent before: each is another to a parser, a validator and every cache. */
export function differentDocument(number: number): Query {
  const query = ONE.replace('query Enhet', `query Enhet${number}`).replace(
    'organisasjonsnummer\n',
    `field${number}: organisasjonsnummer\n`,
  );
  return {
    name: `document ${number}`,
    calls: 1,
    body: JSON.stringify({ query, variables: { organisasjonsnummer: SMALL } }),
  };
}
