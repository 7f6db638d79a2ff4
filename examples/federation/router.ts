import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { FORWARDED } from './headers.ts';
import { listen, type RunningServer } from './listen.ts';

/** A router before all subgraphs of a supergraph: Hive Gateway, as a library. GraphiQL's page comes from here too. */
export async function startRouter(supergraph: string, port: number): Promise<RunningServer> {
  const runtime = createGatewayRuntime({
    supergraph,
    landingPage: false,
    renderGraphiQL,
    graphiql: { title: 'Registergraf and the register of grants' },
    logging: 'warn',
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) =>
        Object.fromEntries((FORWARDED[subgraphName] ?? []).map((name) => [name, request.headers.get(name)])),
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
