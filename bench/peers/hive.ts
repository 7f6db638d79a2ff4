import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeSubgraphs } from '@graphql-mesh/fusion-composition';
import * as soap from '@graphql-mesh/transport-soap';
import { SOAPLoader } from '@omnigraph/soap';
import { DirectiveLocation, GraphQLDirective, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { answerParent } from '../answer-parent.ts';

/**
 * Hive Gateway, composed by Mesh from the register's own WSDL. Its graph is the WSDL's: an operation is a field, and what it
 * answers is one text, the XML document inside the answer, which Mesh leaves as it is. So it does less than the others: nobody reads that document.
 */
const { GRUNNDATA_URL = '', PORT = '0' } = process.env;
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
const gateway = createGatewayRuntime({
  supergraph,
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
