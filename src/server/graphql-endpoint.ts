import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { Tally } from '../graph/context.ts';
import type { Sources } from '../sources/index.ts';
import { readBody } from './body.ts';
import { answerError } from './json.ts';
import { type Logger, logOperation } from './logging.ts';
import type { ServerContext } from './operation.ts';
import type { GatewayOptions } from './options.ts';
import { createExecute } from './yoga.ts';

/** What answers a request to /graphql, and writes its log line when the answer is sent or the client has hung up. */
export function createGraphqlEndpoint({
  schema,
  sources,
  options,
  logger,
}: {
  readonly schema: GraphQLSchema;
  readonly sources: Pick<Sources, 'makeLoaders'>;
  readonly options: GatewayOptions;
  readonly logger: Logger;
}) {
  const execute = createExecute(schema, options, logger);

  return async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const began = performance.now();
    const signal = endOf(response, options.fristMs);
    const tally = new Tally();
    const loaders = sources.makeLoaders({ signal, count: (kilde) => tally.call(kilde) });
    const context: ServerContext = { requestId, tally, loaders, operation: {} };
    response.once('close', () => {
      const hungUp = !response.writableFinished;
      // 499 is what proxies write when there was nobody left to answer.
      const status = hungUp && !response.headersSent ? 499 : response.statusCode;
      logOperation(logger, context, { status, durationMs: performance.now() - began, hungUp });
    });

    const refused = refusedByHeaders(request);
    if (refused) {
      context.operation.refused = refused.code;
      if (refused.status === 405) response.setHeader('allow', 'GET, POST');
      return answerError(response, refused.status, refused.code, refused.message);
    }
    const body = await readBody(request, options.limits.kroppBytes);
    if (!body) {
      context.operation.refused = 'FOR_STOR_KROPP';
      const message = `The body is longer than ${options.limits.kroppBytes} bytes.`;
      return answerError(response, 413, 'FOR_STOR_KROPP', message);
    }
    // The host is ours to say: the client's Host header could make a URL that nobody can read.
    const answer = await execute(
      `http://localhost${request.url}`,
      {
        method: request.method ?? 'GET',
        headers: { accept: request.headers.accept ?? '*/*', 'content-type': 'application/json' },
        ...(request.method === 'POST' && { body: body.toString('utf8') }),
      },
      context,
    );
    const text = await answer.text();
    if (text === '') return answerError(response, answer.status, 'BAD_REQUEST', answer.statusText);
    for (const name of ['content-type', 'allow']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.setHeader('cache-control', 'no-store');
    response.writeHead(answer.status).end(text);
  };
}

/** Fires when the time is up, with a TimeoutError, or when the client hangs up, with an AbortError. */
function endOf(response: ServerResponse, fristMs: number): AbortSignal {
  const controller = new AbortController();
  const deadline = setTimeout(
    () => controller.abort(new DOMException('The request has taken all its time.', 'TimeoutError')),
    fristMs,
  );
  response.once('close', () => {
    clearTimeout(deadline);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/**
 * Only JSON is taken by POST. A form or plain text is what any web page can make a browser send to us without asking,
 * and nobody needs them.
 */
function refusedByHeaders({ method, headers }: IncomingMessage) {
  if (method === 'GET') return undefined;
  if (method !== 'POST') {
    return { status: 405, code: 'METODE', message: 'GraphQL is answered to GET and POST.' };
  }
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.replace(/^charset="?|"$/g, '');
  if (type !== 'application/json' || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    return { status: 415, code: 'INNHOLDSTYPE', message: 'Send application/json in UTF-8.' };
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return { status: 415, code: 'INNHOLDSTYPE', message: 'Send the body without content-encoding.' };
  }
  return undefined;
}
