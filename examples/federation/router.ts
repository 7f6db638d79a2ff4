import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { FORWARDED, proofFor } from './headers.ts';
import { listen, type RunningServer } from './listen.ts';

const FIRST_QUERY = `# Grants of one subgraph. Registergraf says what
# the business register knows of who got them:
# some live, some are deleted, one never was.

query Tilskudd {
  tilskudd(aar: 2026) {
    formaal
    beloep
    mottaker {
      organisasjonsnummer
      basisdata {
        __typename
        ... on Basisdata {
          navn
        }
        ... on Registerfeil {
          kode
          melding
          betydning
        }
      }
    }
  }
}
`;

/**
 * A router before all subgraphs of a supergraph: Hive Gateway, as a library. GraphiQL's page comes from here too. It proves itself to
 * Registergraf by this secret.
 */
export async function startRouter(supergraph: string, port: number, secret: string): Promise<RunningServer> {
  const runtime = createGatewayRuntime({
    supergraph,
    landingPage: false,
    renderGraphiQL,
    graphiql: { title: 'Registergraf and the register of grants', defaultQuery: FIRST_QUERY },
    logging: 'warn',
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName = '' }) => ({
        ...Object.fromEntries((FORWARDED[subgraphName] ?? []).map((name) => [name, request.headers.get(name)])),
        ...proofFor(subgraphName, secret),
      }),
    },
  });
  const server = await listen(runtime, port);
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await runtime[Symbol.asyncDispose]();
    },
  };
}
