import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import * as soap from '@graphql-mesh/transport-soap';
import { SOAPLoader } from '@omnigraph/soap';
import { XMLParser } from 'fast-xml-parser';
import { DirectiveLocation, GraphQLDirective, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { answerParent } from '../answer-parent.ts';

/**
 * Hive Gateway, composed by Mesh from the register's own WSDL, in which an operation answers one text: the XML document inside the answer.
 * On top of that stand two fields and a resolver that reads this document, as Mesh's users write them, so that the answers are those of the
 * other servers.
 */
const { GRUNNDATA_URL = '', GRUNNDATA_USER = '', GRUNNDATA_PASSWORD = '', PORT = '0' } = process.env;
const text = { type: GraphQLString };
const TRANSPORT = new GraphQLDirective({
  name: 'transport',
  locations: [DirectiveLocation.SCHEMA],
  args: { subgraph: text, kind: text, location: text, headers: text },
});
const loader = new SOAPLoader({ fetch: fetch as never });
await loader.fetchWSDL(`${GRUNNDATA_URL}.wsdl`);
const read = loader.buildSchema();
const operations = read.getMutationType()?.toConfig();
if (!operations) throw new Error('the WSDL has no operations');
const transport = {
  subgraph: 'grunndata',
  kind: 'soap',
  location: GRUNNDATA_URL,
  headers: JSON.stringify({ SOAPAction: '""' }),
};
const schema = new GraphQLSchema({
  // Mesh takes for a mutation what is not named in English. These are questions, and may be asked at once.
  query: new GraphQLObjectType({ ...operations, name: 'Query' }),
  mutation: null,
  directives: [...read.getDirectives(), TRANSPORT],
  extensions: { directives: { transport } },
});
const { supergraphSdl } = composeSubgraphs([{ name: 'grunndata', schema }]);
// Mesh leaves out which SOAP is spoken, and then speaks 1.2, which the register does not take.
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const supergraph = supergraphSdl
  .replace('directive @soap(', 'directive @soap(soapNamespace: String, ')
  .replace(/@soap\((?=\s)/g, `@soap(soapNamespace: "${SOAP_11}" `);
const additionalTypeDefs = `
  extend type Query {
    enhet(organisasjonsnummer: ID!): Enhet
    enheter(organisasjonsnumre: [ID!]!): [Enhet]
  }
  type Enhet { organisasjonsnummer: ID! basisdata: BasisdataResultat }
  union BasisdataResultat = Basisdata | UkjentFeil
  type Basisdata { navn: String organisasjonsform: Organisasjonsform }
  type Organisasjonsform { kode: String beskrivelse: String }
  interface Registerfeil { kode: String melding: String }
  type UkjentFeil implements Registerfeil { kode: String melding: String }
`;

interface Enhet {
  readonly organisasjonsnummer: string;
}

type Ask = (asked: object) => Promise<{ readonly return: string }>;
interface Context {
  readonly grunndata: { readonly Query: Readonly<Record<string, Ask>> };
}

const OPERATION = 'ErFrService_ErFrService_ErFrSoapPort_hentBasisdataMini';
const parser = new XMLParser({ processEntities: true, htmlEntities: true, parseTagValue: false });
/** What a request has asked for already, so that a number that stands twice in a list is asked about once. */
const asked = new WeakMap<object, Map<string, Promise<object>>>();

const additionalResolvers = {
  Query: {
    enhet: (_: unknown, { organisasjonsnummer }: Enhet): Enhet => ({ organisasjonsnummer }),
    enheter: (_: unknown, { organisasjonsnumre }: { organisasjonsnumre: string[] }): Enhet[] =>
      organisasjonsnumre.map((organisasjonsnummer) => ({ organisasjonsnummer })),
  },
  Enhet: {
    basisdata: {
      selectionSet: '{ organisasjonsnummer }',
      resolve({ organisasjonsnummer }: Enhet, _: unknown, context: Context, info: unknown): Promise<object> {
        const known = asked.get(context) ?? new Map<string, Promise<object>>();
        asked.set(context, known);
        const answer = known.get(organisasjonsnummer) ?? fetchBasisdata(organisasjonsnummer, context, info);
        known.set(organisasjonsnummer, answer);
        return answer;
      },
    },
  },
  BasisdataResultat: { __resolveType: () => 'Basisdata' },
  Registerfeil: { __resolveType: () => 'UkjentFeil' },
};

async function fetchBasisdata(organisasjonsnummer: string, context: Context, info: unknown): Promise<object> {
  const input = { userid: GRUNNDATA_USER, password: GRUNNDATA_PASSWORD, orgnr: organisasjonsnummer };
  const answer = await context.grunndata.Query[OPERATION]?.({
    args: { hentBasisdataMini: input },
    selectionSet: '{ return }',
    context,
    info,
  });
  const { navn, organisasjonsform } = parser.parse(answer?.return ?? '').grunndata.melding;
  const lines = [navn.navn1, navn.navn2, navn.navn3, navn.navn4, navn.navn5];
  return {
    __typename: 'Basisdata',
    navn: lines.filter(Boolean).join(' '),
    organisasjonsform: { kode: organisasjonsform.orgform, beskrivelse: organisasjonsform.orgformBeskrivelse },
  };
}

const gateway = createGatewayRuntime({
  supergraph,
  additionalTypeDefs,
  additionalResolvers: additionalResolvers as never,
  transports: { soap },
  logging: false,
  graphiql: false,
  landingPage: false,
  maskedErrors: false,
});
const server = createServer(gateway as never);
server.listen(Number(PORT), '127.0.0.1', () =>
  answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
