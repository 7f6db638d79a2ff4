import { FIVE, madeUpUnits, SMALL } from './units.ts';

/** One GraphQL request as it is sent again and again, and what it must cost the register. */
export interface Query {
  readonly name: string;
  readonly body: string;
  /** Backend calls of one request: no more and no fewer. */
  readonly calls: number;
  /** What stands in every answer that holds data. */
  readonly has: string;
}

const HAS_BASISDATA = '"__typename":"Basisdata"';

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
    has: HAS_BASISDATA,
    body: JSON.stringify({ query: ONE, variables: { organisasjonsnummer: SMALL } }),
  },
  list: {
    name: 'list',
    calls: FIVE.length,
    has: HAS_BASISDATA,
    body: JSON.stringify({ query: MANY, variables: { organisasjonsnumre: [...FIVE, ...FIVE] } }),
  },
} as const satisfies Record<string, Query>;

/** So many different units. */
export function queryOf(units: number): Query {
  const organisasjonsnumre = madeUpUnits(units);
  return {
    name: `${units} units`,
    calls: units,
    has: HAS_BASISDATA,
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
    has: HAS_BASISDATA,
    body: JSON.stringify({ query, variables: { organisasjonsnummer: SMALL } }),
  };
}

/** The same units of Hive's graph, whose fields are the operations of the WSDL: asks for the document inside the answer as it is. */
export function asHiveQuery({ name }: Query): Query {
  const units = name === QUERIES.small.name ? [SMALL] : FIVE;
  const field = (number: string) =>
    `enhet${number}: ErFrService_ErFrService_ErFrSoapPort_hentBasisdataMini(hentBasisdataMini: { userid: "sandbox-full", password: "hemmelig", orgnr: $orgnr${number} }) { return }`;
  const variables = Object.fromEntries(units.map((number) => [`orgnr${number}`, number]));
  const declared = units.map((number) => `$orgnr${number}: String!`).join(', ');
  const query = `query Enheter(${declared}) { ${units.map(field).join(' ')} }`;
  return { name, calls: units.length, has: '<navn1>', body: JSON.stringify({ query, variables }) };
}
