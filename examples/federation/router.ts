import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { listen, type RunningServer } from './listen.ts';

/**
 * Which of a caller's headers go on to which subgraph. Registergraf has to know who calls, and decides what they may ask;
 * a token is nobody else's business.
 */
export const FORWARDED: Readonly<Record<string, readonly string[]>> = {
  registergraf: [
    'authorization',
    'x-request-id',
    'idempotency-key',
    // The sandbox's callers. With real registers nobody may choose who they are.
    'x-sandkasse-kalder',
    'x-sandkasse-scopes',
  ],
  tilskudd: ['x-request-id'],
};

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
