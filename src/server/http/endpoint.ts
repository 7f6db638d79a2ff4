import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallContext, CallReport } from '../../domain/call.ts';
import type { Kilde } from '../../domain/registerfeil.ts';
import type { Audit } from '../../graph-kit/audit.ts';
import { Tally } from '../../graph-kit/context.ts';
import { readReason } from '../audit/reason.ts';
import type { Exchange, Parts, ServerContext } from '../context.ts';
import { held } from '../documents/documents.ts';
import { createKeptDocuments } from '../documents/kept.ts';
import { ERRORS } from '../errors.ts';
import { createCallLog } from '../log/call-log.ts';
import { createInfoLine } from '../log/info-line.ts';
import { createStepLog } from '../log/step-log.ts';
import { observe } from '../observe.ts';
import { createJsonWriter } from '../plugins/use-answer-size.ts';
import { createExecute, pluginsOf } from '../plugins/yoga.ts';
import { createRates } from '../rates/rates.ts';
import { type Refused, refuse } from '../refuse.ts';
import { createShortWay } from '../short-way.ts';
import { STEPS } from '../steps.ts';
import { answerRefusal } from './answer.ts';
import { endRequest } from './body.ts';
import { endOf } from './end.ts';
import { acceptsParts, createAcceptReader, GRAPHQL_RESPONSE } from './headers.ts';
import { graphqlMethodOf } from './methods.ts';
import { type Head, sendExecuted, setHead } from './send.ts';
import { createOneATurn, createTurns } from './turns.ts';
import { acceptsGzip, createZip } from './zip.ts';

/** What answers a request to /graphql: by the list of steps, from its headers to its log line. */
export function createGraphqlEndpoint(
  own: Omit<Parts, 'turn' | 'writeJson' | 'rates' | 'zip' | 'kept' | 'documents' | 'logInfo' | 'readAccept'>,
) {
  const documents = held(own.options.documents);
  const parts: Parts = {
    ...own,
    documents,
    kept: createKeptDocuments(documents, own.schema),
    logInfo: createInfoLine(own.logger),
    turn: createTurns(),
    writeJson: createJsonWriter(),
    readAccept: createAcceptReader(),
    rates: createRates(own.options.rates, own.options.shared?.rates),
    zip: createZip(),
  };
  const { sources, options } = parts;
  const logCall = createCallLog(own.logger);
  const steps = observe(observe(STEPS, options.onStep), createStepLog(own.logger));
  const plugins = pluginsOf(steps, parts);
  const execute = createExecute(plugins, parts);
  const findShortWay = createShortWay(steps, plugins, parts);
  const oneATurn = createOneATurn();

  const before = steps.flatMap((step) => ('request' in step ? [step.request] : []));
  const closed = steps.flatMap((step) => ('closed' in step ? [step.closed] : []));
  const record = steps.flatMap((step) => ('record' in step ? [step.record] : []))[0];

  return (request: IncomingMessage, response: ServerResponse, requestId: string, head: Head): Promise<void> => {
    const began = performance.now();
    const { signal, deadline, deadlineAt, stop, closing } = endOf(began, parts, oneATurn);
    const exchange: Exchange = {
      request,
      response,
      requestId,
      head,
      began,
      trace: options.traces?.begin(request, requestId, began),
      signal,
      deadline,
      deadlineAt,
      stop,
      tally: new Tally(),
      operation: {},
      admitted: {},
      metrics: options.metrics?.begin(),
      answerBytes: undefined,
      accepts: undefined,
      caller: undefined,
      reason: undefined,
      body: undefined,
      way: undefined,
      leave: undefined,
      work: undefined,
    };
    // It comes once. What `once` makes of a listener costs more than to be told.
    response.on('close', () => {
      closing(response.writableFinished);
      endRequest(request);
      for (const close of closed) close(exchange, parts);
      exchange.trace?.end(exchange, parts.slowClients.whyCut(request.socket));
    });
    exchange.work = answerInTurn(exchange);
    return exchange.work;
  };

  async function answerInTurn(exchange: Exchange): Promise<void> {
    try {
      await answerSteps(exchange);
    } finally {
      exchange.leave?.();
    }
  }

  async function answerSteps(exchange: Exchange): Promise<void> {
    const { response } = exchange;
    let refused: Refused | undefined;
    // By their places: an iterator that a wait may come between is an object of its own.
    for (let index = 0; index < before.length; index += 1) {
      const found = before[index]?.(exchange, parts);
      // Most refuse nothing, and wait for nothing.
      refused = found instanceof Promise ? await found : found;
      if (refused) break;
    }
    if (refused) {
      exchange.operation.refused = refused.code;
      exchange.operation.why = refused.why;
      setHead(response, exchange.head);
      return answerRefusal(response, refused, GRAPHQL_RESPONSE);
    }
    // The client has hung up while it waited for its turn: nothing is executed.
    if (response.closed) return;
    const context = contextOf(exchange);
    const short = findShortWay(exchange, context);
    exchange.way = short ? 'short' : 'yoga';
    const executed = short ?? execute(...asFetched(exchange, context), context);
    const answer = await executed;
    if (answer.body !== '') return await sendExecuted(exchange, context, answer, parts);
    setHead(response, exchange.head);
    const unreadable = { ...refuse(ERRORS.unreadable, { reason: answer.statusText }), status: answer.status };
    answerRefusal(response, unreadable, GRAPHQL_RESPONSE);
  }

  function contextOf(exchange: Exchange): ServerContext {
    const { request, requestId, caller, idempotencyKey, signal, deadlineAt, stop, tally, operation, admitted } =
      exchange;
    const { trace: traced } = exchange;
    if (!caller) throw new Error('nobody is known to have asked');
    const quotas = parts.rates?.quotasOf(caller);
    const { metrics } = exchange;
    const reason = readReason(request, caller);
    exchange.reason = reason;
    const report = (told: CallReport) => {
      tally.report(told);
      logCall(requestId, told);
      metrics?.callOver(told);
      traced?.call(told);
    };
    const joined = metrics && ((kilde: Kilde, since: number) => metrics.joined(kilde, since));
    const paused = metrics && ((since: number) => metrics.paused(since));
    const trace = traced?.toRegister;
    const count = (kilde: Kilde) => tally.call(kilde);
    const kept = (kilde: Kilde, askedAt: number) => tally.keptAnswer(kilde, askedAt);
    const call: CallContext = {
      signal,
      deadlineAt,
      count,
      kept,
      joined,
      paused,
      report,
      trace,
      caller,
      idempotencyKey,
      quotas,
    };
    const loaders = sources.makeLoaders(call);
    const method = graphqlMethodOf(request.method) ?? 'GET';
    return {
      requestId,
      tally,
      loaders,
      // No getter: V8 makes a hidden class for each object that has one of its own, which keeps the whole request till the next full collection.
      writes: sources.makeWrites(call, exchange.deadline, loaders),
      caller,
      accessLog: options.accessLogs?.forRequest(call),
      answering: sources.answering,
      quotas,
      audit: auditOf(exchange),
      operation,
      admitted,
      reason,
      headers: {},
      accepts: exchange.accepts ?? '*/*',
      method,
      acceptsParts: options.profile.defer && acceptsParts(request.headers),
      later: { stop },
      answer: { takesGzip: acceptsGzip(request.headers) },
    };
  }

  function auditOf(exchange: Exchange): Audit {
    if (!record) throw new Error('no step records what is asked about persons');
    return record(exchange, parts);
  }
}

/** The request as Yoga takes it, which knows no QUERY. The host is a constant: the client's Host header could make an invalid URL. */
function asFetched(
  { request, body }: Exchange,
  { accepts, method }: Pick<ServerContext, 'accepts' | 'method'>,
): [url: string, init: RequestInit] {
  const headers = { accept: accepts, 'content-type': 'application/json' };
  const init = method === 'GET' ? { method, headers } : { method: 'POST', headers, body: body?.text ?? '' };
  return [`http://localhost${request.url}`, init];
}
