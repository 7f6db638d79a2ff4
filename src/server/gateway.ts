import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { Roll } from '../domain/roll.ts';
import type { Sources } from '../sources/index.ts';
import { createDocs } from './docs/docs.ts';
import { ERRORS } from './errors.ts';
import { createGraphiql } from './graphiql/graphiql.ts';
import { answerLive, answerReady } from './health.ts';
import { answerRefusal } from './http/answer.ts';
import { createCors } from './http/cors.ts';
import { createDrain } from './http/drain.ts';
import { createGraphqlEndpoint } from './http/endpoint.ts';
import { createLoad } from './http/load.ts';
import { ACCEPT_QUERY } from './http/methods.ts';
import { requestId } from './http/request-id.ts';
import { type Head, setHead } from './http/send.ts';
import { createSlowClients } from './http/slow-clients.ts';
import { readAbsoluteTarget, refusedByTarget } from './http/target.ts';
import { type Logger, logBug } from './logging.ts';
import { answerMetrics, METRICS_PATH } from './metrics/endpoint.ts';
import { type GatewayOptions, KEEP_ALIVE_MS } from './options.ts';
import { refuse } from './refuse.ts';
import { answerSecurityText, SECURITY_TXT } from './security-txt.ts';

/** Milliseconds between two checks of requests that have not arrived completely. */
const CHECK_MS = 1_000;

export type { GatewayOptions } from './options.ts';

export interface Gateway {
  listen(port: number, host: string): Promise<{ readonly url: string }>;
  /**
   * Shuts down without losing a request: unready at once, listens for `delayMs` more and while anything runs, which has its own
   * deadline. See `http/drain.ts`.
   */
  drain(delayMs: number): Promise<void>;
  /** Takes no new connections, and resolves when the running requests are answered or `withinMs` have passed. */
  close(withinMs?: number): Promise<void>;
}

/** What is known of a request when it begins to be answered: its id, the headers that its answer has, and the path that it asks for. */
interface Begun {
  readonly id: string;
  readonly head: Head;
  readonly path: string;
}

/** The HTTP server around one schema and its sources. What is not GraphQL is answered here, by path. */
export function createGateway({
  schema,
  sources,
  options,
  logger,
}: {
  readonly schema: GraphQLSchema;
  readonly sources: Pick<Sources, 'answering' | 'makeLoaders' | 'makeWrites' | 'state'>;
  readonly options: GatewayOptions;
  readonly logger: Logger;
}): Gateway {
  const graphiql = options.profile.graphiql ? createGraphiql(options) : undefined;
  const docs = options.profile.graphiql ? createDocs(options) : undefined;
  const slowClients = createSlowClients(options.deadlineMs);
  const ends = new Roll<() => void>();
  const load = createLoad(options.load);
  const sandboxHead: Head = options.sandbox ? ['x-sandbox', 'embedded'] : [];
  const answerGraphql = createGraphqlEndpoint({ schema, sources, options, logger, slowClients, ends, load });
  const cors = createCors(options);

  /** Undefined where it has been answered at once. */
  function answer(request: IncomingMessage, response: ServerResponse, { id, head, path }: Begun): Promise<void> | void {
    const refused = refusedByTarget(request, options);
    const isOptions = request.method === 'OPTIONS' && !refused;
    if (path === '/graphql' && !isOptions && !(graphiql?.wants(request) && !refused)) {
      return answerGraphql(request, response, id, head);
    }
    setHead(response, head);
    if (path === '/graphql' && isOptions) return cors.answerOptions(request, response);
    if (path === '/graphql') return graphiql?.answerPage(response);
    if (graphiql?.owns(path) && !refused) return graphiql.answerAsset(request, response, path);
    if (docs?.owns(request, path) && !refused) return docs.answer(request, response, path);
    if (path === '/health/live') return answerLive(response);
    if (path === '/health/ready') {
      return answerReady(response, sources, {
        shuttingDown: drain.isUnready(),
        sandbox: options.sandbox,
        real: options.real,
        shared: options.shared?.report(),
        refusedFiles: options.files?.current.refused,
      });
    }
    if (refused) return answerRefusal(response, refused);
    if (path === METRICS_PATH && options.scrape) return answerMetrics(response, options.scrape);
    if (path === SECURITY_TXT && options.security) return answerSecurityText(response, options.security);
    answerRefusal(response, refuse(ERRORS.notFound));
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const id = requestId(request.headers['x-request-id']);
    readAbsoluteTarget(request);
    const { url = '/' } = request;
    const queryAt = url.indexOf('?');
    const path = queryAt === -1 ? url : url.slice(0, queryAt);
    const head = ['x-request-id', id, 'x-content-type-options', 'nosniff', ...sandboxHead];
    if (options.corsOrigins) head.push(...cors.headOf(request.headers.origin, path));
    if (request.method !== 'POST' && path === '/graphql') head.push(...ACCEPT_QUERY);
    const fail = (thrown: unknown) => {
      // A client that hung up while it sent its body is no bug.
      if (request.errored && !request.complete) return;
      logBug(logger, id, thrown);
      if (response.headersSent) return void response.destroy();
      setHead(response, head);
      answerRefusal(response, refuse(ERRORS.unexpected));
    };
    try {
      const answered = answer(request, response, { id, head, path });
      if (answered) drain.serve(answered.catch(fail));
    } catch (thrown) {
      fail(thrown);
    }
  }

  const server = createServer({ connectionsCheckingInterval: CHECK_MS }, (request, response) => {
    if (drain.begin(request, response)) slowClients.begin(request, response, () => serve(request, response));
  });
  const endRequests = () => {
    for (const end of ends.all()) end();
  };
  server.once('close', () => load.close());
  const drain = createDrain(server, { deadlineMs: options.deadlineMs, endRequests, slowClients });
  // The request's deadline covers neither headers that never end nor the rest of a body that has been refused.
  server.requestTimeout = options.deadlineMs + CHECK_MS;
  server.headersTimeout = Math.min(server.headersTimeout, options.deadlineMs);
  server.keepAliveTimeout = options.keepAliveMs ?? KEEP_ALIVE_MS;

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          // A connection that could not be accepted, since too many are open: later ones may be.
          server.off('error', reject).on('error', (error) => logBug(logger, undefined, error));
          const { address, family, port: bound } = server.address() as AddressInfo;
          resolve({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}` });
        });
      }),
    drain: drain.drain,
    close: (withinMs = options.deadlineMs) => drain.close(withinMs),
  };
}
