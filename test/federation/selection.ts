import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { KILDE_VALUES } from '../../src/graph/kilde.ts';
import { listen, type RunningServer } from '../../examples/federation/listen.ts';

/** A third subgraph, for tests alone: any entities by their keys, as many as wanted; and a field taken over from Registergraf. */
export const SELECTION_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@override", "@shareable"])

  type Query {
    selection(organisasjonsnumre: [ID!], personidentifikatorer: [ID!], cprs: [ID!]): Selection!
  }

  type Selection {
    enheter: [Enhet!]
    innbyggere: [Innbygger!]
    borgere: [Borger!]
  }

  type Enhet @key(fields: "organisasjonsnummer") {
    organisasjonsnummer: ID!
    frivillighet: FrivillighetResultat @override(from: "registergraf")
  }

  type Innbygger @key(fields: "personidentifikator", resolvable: false) {
    personidentifikator: ID!
  }

  type Borger @key(fields: "cpr", resolvable: false) {
    cpr: ID!
  }

  union FrivillighetResultat = UdokumentertFeil

  type UdokumentertFeil implements Registerfeil @shareable {
    kode: String!
    melding: String!
    betydning: String!
    kilde: Kilde!
    opphav: Opphav!
    kanProevesIgjen: Boolean!
    avledet: Boolean!
  }

  interface Registerfeil {
    kode: String!
    melding: String!
    betydning: String!
    kilde: Kilde!
    opphav: Opphav!
    kanProevesIgjen: Boolean!
    avledet: Boolean!
  }

  enum Kilde {
    ${KILDE_VALUES.join('\n    ')}
  }

  enum Opphav {
    KILDE
    GATEWAY
  }
`;

interface Numbers {
  readonly organisasjonsnumre?: readonly string[];
  readonly personidentifikatorer?: readonly string[];
  readonly cprs?: readonly string[];
}

const TAKEN_OVER = {
  __typename: 'UdokumentertFeil',
  kode: 'OVERTATT',
  melding: 'Another subgraph answers this now.',
  betydning: 'Another subgraph answers this now.',
  kilde: 'GRUNNDATA',
  opphav: 'KILDE',
  kanProevesIgjen: false,
  avledet: false,
};

const resolvers = {
  Query: {
    selection: (_query: unknown, { organisasjonsnumre, personidentifikatorer, cprs }: Numbers) => ({
      enheter: organisasjonsnumre?.map((organisasjonsnummer) => ({ organisasjonsnummer })),
      innbyggere: personidentifikatorer?.map((personidentifikator) => ({ personidentifikator })),
      borgere: cprs?.map((cpr) => ({ cpr })),
    }),
  },
  Enhet: { frivillighet: () => TAKEN_OVER },
};

export function startSelection(): Promise<RunningServer> {
  const schema = buildSubgraphSchema({ typeDefs: parse(SELECTION_SDL), resolvers });
  return listen(createYoga({ schema, graphiql: false, landingPage: false, logging: 'error' }), 0);
}
