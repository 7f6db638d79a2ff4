import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { CallContext } from '../../domain/call.ts';
import { Tally } from '../../graph/context.ts';
import type { Sources } from '../../sources/index.ts';
import { decodeBody, readBody } from './body.ts';
import { idempotencyKey } from './headers.ts';
import { answerError } from './answer.ts';
import { byteLength } from '../plugins/json-writer.ts';
import { type Logger, logOperation } from '../logging.ts';
import type { Operation, ServerContext } from '../context.ts';
import type { GatewayOptions } from '../options.ts';
import { acceptedJson, refusedByHeaders } from './headers.ts';
import { refusedByTarget } from './target.ts';
import type { SlowClients } from './slow-clients.ts';
import { createOneATurn, createTurns } from './turns.ts';
import { createExecute } from '../plugins/yoga.ts';

/** A body with long lists in it takes milliseconds to execute: small ones pass it. */
const LARGE_BODY_BYTES = 4_096;

/** What answers a request to /graphql, and writes its log line when the answer is sent or the client has hung up. */
export function createGraphqlEndpoint({
  schema,
  sources,
  options,
  logger,
  slowClients,
}: {
  readonly schema: GraphQLSchema;
  readonly sources: Pick<Sources, 'makeLoaders' | 'makeWrites'>;
  readonly options: GatewayOptions;
  readonly logger: Logger;
  readonly slowClients: SlowClients;
}) {
  const execute = createExecute(schema, options, logger);
  const turn = createTurns();
  const oneATurn = createOneATurn();

  return async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const began = performance.now();
    const { signal, deadline } = endOf(response, options.deadlineMs, oneATurn);
    const tally = new Tally();
    const operation: Operation = {};
    const key = idempotencyKey(request.headers['idempotency-key']);
    response.once('close', () => {
      const hungUp = !response.writableFinished;
      // 499 is what proxies write when there was nobody left to answer.
      const status = hungUp && !response.headersSent ? 499 : response.statusCode;
      logOperation(logger, { requestId, tally, operation }, { status, durationMs: performance.now() - began, hungUp });
    });

    const refused = refusedByTarget(request, options) ?? refusedByHeaders(request, options.profile);
    if (refused) {
      operation.refused = refused.code;
      if (refused.status === 405) response.setHeader('allow', 'GET, POST');
      return answerError(response, refused.status, refused.code, refused.message);
    }
    const identified = await options.identify(request.headers, signal);
    if ('refused' in identified) {
      const { status, code, message, why, headers = {} } = identified.refused;
      Object.assign(operation, { refused: code, why });
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return answerError(response, status, code, message);
    }
    const { caller } = identified;
    if (key === null) {
      operation.refused = 'INVALID_IDEMPOTENCY_KEY';
      const message = 'An Idempotency-Key has 1 to 255 visible ASCII characters, and comes once.';
      return answerError(response, 400, 'INVALID_IDEMPOTENCY_KEY', message);
    }
    const { bodyBytes: limit } = options.limits;
    const body = await readBody(request, { limit, signal, onBytes: (bytes) => slowClients.hold(response, bytes) });
    if ('refused' in body) {
      const { status, code, message } = REFUSED_BODIES[body.refused](limit);
      operation.refused = code;
      return answerError(response, status, code, message);
    }
    const text = decodeBody(body);
    if (text === undefined) {
      operation.refused = 'UNSUPPORTED_MEDIA_TYPE';
      return answerError(response, 415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json in UTF-8.');
    }
    await turn(body.length > LARGE_BODY_BYTES);
    // Hung up while it waited: nobody reads the answer, and nothing of it has begun.
    if (response.closed) return;
    const call: CallContext = {
      signal,
      count: (kilde) => tally.call(kilde),
      caller,
      idempotencyKey: key ?? undefined,
    };
    const loaders = sources.makeLoaders(call);
    const writes = sources.makeWrites(call, deadline, loaders);
    const audit = options.audit.forRequest(requestId, caller, began + options.deadlineMs);
    const longAnswer: ServerContext['longAnswer'] = {};
    // The host is ours to say: the client's Host header could make a URL that nobody can read.
    const answer = await execute(
      `http://localhost${request.url}`,
      {
        method: request.method ?? 'GET',
        headers: { accept: acceptedJson(request.headers) ?? '*/*', 'content-type': 'application/json' },
        ...(request.method === 'POST' && { body: text }),
      },
      { requestId, tally, loaders, writes, caller, audit, operation, longAnswer },
    );
    const answered = await answer.text();
    if (answered === '') return answerError(response, answer.status, 'BAD_REQUEST', answer.statusText);
    for (const name of ['content-type', 'allow']) {
      const value = answer.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.setHeader('cache-control', 'no-store');
    const pieces = longAnswer.pieces ?? [Buffer.from(answered, 'utf8')];
    const bytes = byteLength(pieces);
    slowClients.hold(response, bytes);
    response.writeHead(answer.status, { 'content-length': bytes });
    for (const piece of pieces) response.write(piece);
    response.end();
  };
}

const REFUSED_BODIES = {
  'too long': (limit: number) => ({
    status: 413,
    code: 'BODY_TOO_LARGE',
    message: `The body is longer than ${limit} bytes.`,
  }),
  'too slow': () => ({
    status: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'The body had not come when the request’s time was up.',
  }),
};

/**
 * `deadline` fires when the time is up, with a TimeoutError. `signal` fires then too, and when the client hangs up, with
 * an AbortError: the deadline goes on, for what the client has had sent is not taken back.
 */
function endOf(
  response: ServerResponse,
  deadlineMs: number,
  oneATurn: (go: () => void) => void,
): Record<'signal' | 'deadline', AbortSignal> {
  const end = new AbortController();
  const deadline = new AbortController();
  const timeIsUp = () => {
    const reason = new DOMException('The request has taken all its time.', 'TimeoutError');
    deadline.abort(reason);
    end.abort(reason);
  };
  const timer = setTimeout(() => oneATurn(timeIsUp), deadlineMs);
  response.once('close', () => {
    if (response.writableFinished) clearTimeout(timer);
    else oneATurn(() => end.abort());
  });
  return { signal: end.signal, deadline: deadline.signal };
}
