import { GraphQLError } from 'graphql';
import { type DestinationStream, type Logger, pino } from 'pino';
import { mask, maskName } from '../domain/mask.ts';
import { createLineWriter, type Gathering, type LineWriter } from './audit/line-writer.ts';
import { toStandard, writeNow } from './audit/sinks.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { BySource } from '../graph-kit/context.ts';
import type { Exchange, Parts } from './context.ts';
import { tenths } from './log/call-log.ts';
import { clientOf } from './log/clients.ts';
import { howItEnded } from './log/ending.ts';
import { createIsoTime } from './log/info-line.ts';
import { logSizes } from './log/step-log.ts';

export type { Logger };

/** Bytes of lines that wait to be written. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** A line waits for others to be written with it: a write for each costs more than the line. Nobody who reads notices so little. */
export const GATHER: Gathering = { bytes: 16 * 1024, ms: 50 };

/** What may be the last line of a process. */
const URGENT = /^\{"level":"(?:error|fatal)"/;

/** At a terminal, where somebody looks on, each line is written at once. */
function openStandardOutput(): LineWriter {
  const gather = process.stdout.isTTY ? undefined : GATHER;
  const now = writeNow(process.stdout.fd);
  const writer = createLineWriter(toStandard(process.stdout), { maxBytes: MAX_WAITING_BYTES, gather, now });
  // However it comes to that: what is gathered would be lost.
  process.once('exit', () => writer.flushNow());
  return writer;
}

/** Standard output. Lines that it does not take are dropped and counted; the next line that it takes says how many were lost. */
export function openLog(writer: LineWriter = openStandardOutput()) {
  let lost = 0;
  let lostInAll = 0;
  const lines = { fatal: 0, error: 0, warn: 0, info: 0, debug: 0, trace: 0 };
  const loseOne = () => {
    lost += 1;
    lostInAll += 1;
  };
  const countLost = (error: Error | null) => {
    if (error) loseOne();
  };
  const note = () =>
    JSON.stringify({ level: 'warn', time: new Date().toISOString(), lost, msg: 'log lines were lost' });
  return {
    write(line: string): void {
      lines[levelOf(line)] += 1;
      if (lost > 0 && writer.offer(`${note()}\n`)) lost = 0;
      const isTaken = lost === 0 && writer.offer(line, countLost, URGENT.test(line));
      if (!isTaken) loseOne();
    },
    /** Lines since the start: those that nobody has taken, and all by their levels. */
    counted: () => ({ lost: lostInAll, lines: { ...lines } }),
    /** Waits until all lines are written, but no longer than so many milliseconds. */
    flush: (withinMs: number) => writer.flush(withinMs),
  };
}

/** By the letter after which they differ: each line is looked at. */
function levelOf(line: string): 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' {
  switch (line[LEVEL_AT]) {
    case 'i':
      return 'info';
    case 'w':
      return 'warn';
    case 'e':
      return 'error';
    case 'f':
      return 'fatal';
    case 'd':
      return 'debug';
    default:
      return 'trace';
  }
}

const LEVEL_AT = '{"level":"'.length;

/** JSON lines. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: createIsoTime(),
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * Step log: the one line of a request. No variables, no document, no URL: nothing that a client could have put a person in.
 */
export function logRequest(
  exchange: Exchange,
  { logger, logInfo, options, slowClients }: Pick<Parts, 'logger' | 'logInfo' | 'options' | 'slowClients'>,
): void {
  const { request, requestId, began, tally, caller, trace } = exchange;
  const { name, logged, kind, refused, why } = exchange.operation;
  const { client, clientVersion, traceId } = clientOf(request.headers);
  logSizes(logger, exchange);
  const { status, isUnanswered, cut } = howItEnded(exchange, slowClients);
  logInfo(
    {
      requestId,
      operation: logged ?? (name === undefined ? undefined : maskName(name)),
      kind,
      status,
      durationMs: tenths(performance.now() - began),
      outcomes: Object.fromEntries(tally.outcomes),
      calls: tally.calls,
      kept: tally.keptSince === undefined ? undefined : tally.kept,
      wireMs: tenthsOf(tally.wireMs),
      waitedMs: tenthsOf(tally.waitedMs),
      client,
      clientVersion,
      traceId: trace?.traceId ?? traceId,
      organisation: caller && options.audit.hashOrganisation(caller.organisation),
      refused,
      why,
      hungUp: (isUnanswered && !cut) || undefined,
      cut,
    },
    'operation',
  );
}

/** Milliseconds by source; undefined when no call is over. */
function tenthsOf(ms: BySource): BySource | undefined {
  let told: BySource | undefined;
  for (const kilde in ms) {
    told ??= {};
    told[kilde as Kilde] = tenths(ms[kilde as Kilde] ?? 0);
  }
  return told;
}

/** Logs a bug, which the client sees as "Unexpected error."; the request id finds it. */
export function logBug(logger: Logger, requestId: string | undefined, thrown: unknown): void {
  const path = thrown instanceof GraphQLError ? thrown.path?.join('.') : undefined;
  const bug = (thrown instanceof GraphQLError && thrown.originalError) || thrown;
  logger.error({ requestId, path: path && maskName(path), bug: describe(bug) }, 'unexpected error');
}

// An error is described by hand: a serializer would also write its own properties, which can hold anything.
function describe(thrown: unknown, depth = 0): object {
  if (!(thrown instanceof Error)) return { message: `something of type ${typeof thrown} was thrown` };
  return {
    name: thrown.name,
    message: mask(thrown.message),
    stack: mask(thrown.stack ?? ''),
    cause: thrown.cause !== undefined && depth < 3 ? describe(thrown.cause, depth + 1) : undefined,
  };
}
