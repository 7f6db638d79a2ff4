import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { type ExecutionResult, Kind, parse, print, visit } from 'graphql';
import { compose, type Subgraph } from '../../examples/federation/compose.ts';
import { FORWARDED, proofFor } from '../../examples/federation/headers.ts';
import { startRouter } from '../../examples/federation/router.ts';
import { UNKNOWN_MEMBERS } from '../../src/graph-kit/cost.ts';

/** By which both routers prove themselves. */
export const ROUTER_SECRET = 'the-secret-of-the-routers-of-these-tests';

export type Headers = Readonly<Record<string, string>>;

/** A router before running subgraphs, whatever it is made of. */
export interface RunningRouter {
  ask(query: string, variables?: object, headers?: Headers): Promise<ExecutionResult<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** Hive Gateway, as the example starts it, on a socket. */
export async function startHiveGateway(subgraphs: readonly Subgraph[]): Promise<RunningRouter> {
  const router = await startRouter(compose(subgraphs), 0, ROUTER_SECRET);
  return {
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(router.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as ExecutionResult<Record<string, unknown>>;
    },
    close: () => router.close(),
  };
}

/** Hive Gateway, without a socket, that refuses what would weigh more than this by the directives of the subgraphs, and says what it weighs. */
export function startCountingRouter(subgraphs: readonly Subgraph[], maxCost: number): RunningRouter {
  const runtime = createGatewayRuntime({
    supergraph: compose(subgraphs),
    demandControl: { listSize: UNKNOWN_MEMBERS, maxCost, includeExtensionMetadata: true },
    logging: false,
    propagateHeaders: { fromClientToSubgraphs: ({ subgraphName = '' }) => proofFor(subgraphName, ROUTER_SECRET) },
  });
  return {
    async ask(query, variables = {}) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      const response = await runtime.fetch('http://router.example/graphql', { method: 'POST', headers, body });
      return (await response.json()) as ExecutionResult<Record<string, unknown>>;
    },
    close: async () => runtime[Symbol.asyncDispose](),
  };
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export async function loadApolloGateway(subgraphs: readonly Subgraph[]) {
  const gateway = new ApolloGateway({
    supergraphSdl: composeByApollo(subgraphs),
    logger: SILENT,
    buildService: ({ name, url = '' }) => new ForwardingSource(name, url),
  });
  return { gateway, ...(await gateway.load()) };
}

/** @apollo/gateway, in this process. What it is composed of leaves out the directives that it refuses. */
export async function startApolloGateway(subgraphs: readonly Subgraph[]): Promise<RunningRouter> {
  const accepted = subgraphs.map((subgraph) => ({ ...subgraph, sdl: withoutScopes(subgraph.sdl) }));
  const { gateway, executor, schema } = await loadApolloGateway(accepted);
  return {
    async ask(query, variables = {}, headers = {}) {
      const document = parse(query);
      const context = {
        request: { query, variables: { ...variables } },
        source: query,
        document,
        queryHash: query,
        schema,
        context: { headers },
        logger: SILENT,
        metrics: {},
        cache: {},
        operationName: null,
      };
      return JSON.parse(JSON.stringify(await executor(context as never)));
    },
    close: () => gateway.stop(),
  };
}

class ForwardingSource extends RemoteGraphQLDataSource {
  readonly #name: string;

  constructor(name: string, url: string) {
    super({ url });
    this.#name = name;
  }

  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]) {
    const { headers = {} } = context as { headers?: Headers };
    for (const name of FORWARDED[this.#name] ?? []) {
      if (headers[name] !== undefined) request.http?.headers.set(name, headers[name]);
    }
    for (const [name, value] of Object.entries(proofFor(this.#name, ROUTER_SECRET))) {
      request.http?.headers.set(name, value);
    }
  }
}

/** The supergraph, by the composer that Apollo Router's own command line brings along too. */
function composeByApollo(subgraphs: readonly Subgraph[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** A subgraph that says nothing of who may ask what. Registergraf enforces it all the same. */
function withoutScopes(sdl: string): string {
  const refused = new Set(['authenticated', 'requiresScopes']);
  const isRefused = (name: string) => refused.has(name.replace('@', ''));
  return print(
    visit(parse(sdl), {
      [Kind.DIRECTIVE]: ({ name }) => (isRefused(name.value) ? null : undefined),
      [Kind.LIST]: (list) => ({
        ...list,
        values: list.values.filter((value) => value.kind !== Kind.STRING || !isRefused(value.value)),
      }),
    }),
  );
}
