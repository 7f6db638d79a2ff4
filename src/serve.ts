import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { announce, warnOf } from './announce.ts';
import { assembleGateway, configuredIn } from './assemble.ts';
import { startAuditing } from './auditing.ts';
import { standBehind } from './behind.ts';
import { type Config, ConfigError, type Environment, readConfig } from './config.ts';
import { createConfigFiles, type ConfigFiles, fromText, toText } from './config/files.ts';
import { createRenewable } from './domain/renewable.ts';
import { followFiles, followForOthers } from './follow-files.ts';
import { type Hangup, takeHangups } from './hangup.ts';
import { perProcess } from './per-process.ts';
import { chooseDocuments } from './documents.ts';
import { schema } from './graph/schema.ts';
import { NO_FILES_YET } from './server/files.ts';
import { watchCertificates } from './server/health.ts';
import { logWarnings } from './server/log/process-log.ts';
import { createLogger, type Logger, openLog } from './server/logging.ts';
import { joinPrimary, type Line } from './worker.ts';
import { closeOnSignals, type Ending, outliveBugs, SHUTDOWN_REST_MS } from './server/http/shutdown.ts';

const EXPECTED: ReadonlySet<string> = new Set(['KeyFileError', 'WorkerError']);

/** Milliseconds that the last lines of the audit and the last spans, and then those of the log, are given to be taken. */
const FLUSH_MS = 1_000;

/**
 * Milliseconds after which the start is over: what the first answer does not need has waited for this. The code of the modules is written
 * down then, not only at the end, for a process that is killed has none.
 */
const SETTLED_MS = 2_000;

/** Environment → configuration → gateway → listen; or, where several processes are to answer, the one that starts them. */
async function main(): Promise<void> {
  const hangup = takeHangups();
  const line = await joinPrimary();
  line?.onHangup(hangup.tell);
  const read = { environment: { ...process.env }, files: createConfigFiles(fromText(line?.handover.files)) };
  const config = readConfig(read.environment, read.files);
  const log = openLog();
  const logger = createLogger(config.logLevel, log);
  logWarnings(logger);
  const flush = () => log.flush(FLUSH_MS);
  if (line === undefined && config.workers > 1) await supervise(config, { ...read, logger, flush, hangup });
  else {
    await serve(config, {
      ...read,
      logger: line ? logger.child({ worker: line.place }) : logger,
      log,
      flush,
      hangup,
      line,
    });
  }
  outliveBugs(logger);
}

/** What the configuration has been read from. */
interface Read {
  readonly environment: Environment;
  readonly files: ConfigFiles;
}

/** One gateway: alone, or a worker of several. */
async function serve(
  config: Config,
  {
    logger,
    log,
    flush,
    hangup,
    line,
    ...read
  }: Read & {
    readonly logger: Logger;
    readonly log: ReturnType<typeof openLog>;
    readonly flush: () => Promise<unknown>;
    readonly hangup: Hangup;
    readonly line: Line | undefined;
  },
): Promise<void> {
  const documents = createRenewable(chooseDocuments(config, schema));
  const { audit, accessLogs, records, keepRecords } = startAuditing(config, logger, line);
  hangup.listen(records.reopen);
  const measuring =
    config.metrics && (await import('./metrics.ts')).startMeasuring(config, { documents, records, log });
  const state = createRenewable(NO_FILES_YET);
  const how = { documents, audit, accessLogs, logger, files: state, handover: line?.handover, measuring };
  const assembled = await assembleGateway(config, how);
  const { gateway, sources, behind, real, traces, closeBehind } = assembled;

  // Before the gateway answers: what it is asked first is seen, too. Of several workers the process that has started them is asked.
  if (measuring) await (line ? line.counts(measuring.read) : measuring.listen(logger));
  // Each has the same time, and both together no more.
  const keepLast = async () => {
    await Promise.all([keepRecords(FLUSH_MS), traces?.close(FLUSH_MS)]);
  };
  await line?.mayListen();
  if (!line) warnOf(config, logger);
  const { url } = await gateway.listen(config.port, config.host);
  // SIGINT is a person at a terminal, who has nobody to tell before.
  const delayOf = (ending: Ending) => (ending === 'SIGINT' ? 0 : config.shutdownDelayMs);
  closeOnSignals({
    close: [
      (ending) => gateway.drain(delayOf(ending)),
      ...closeBehind,
      keepLast,
      ...(measuring ? [() => measuring.close()] : []),
    ],
    logger,
    flush,
    withinMs: config.shutdownDelayMs + config.deadlineMs + SHUTDOWN_REST_MS,
    npx: line === undefined && process.env.npm_lifecycle_event === 'npx',
  });
  if (line) line.listening(url);
  else announce(config, { url, behind, real }, logger);
  // One of several tells for all: they have the same certificates.
  if (!line || line.place === 1) watchCertificates(sources, logger);
  followFiles(config, { ...read, hangup, state, gateway: assembled, logger });
  growOldByAge();
  setTimeout(() => {
    behind.prepare();
    flushCompileCache();
  }, SETTLED_MS).unref();
}

/**
 * V8 makes objects old at once where most of those that were made at the same place of the code have lived for long, and decides so for the
 * life of a process: when many requests were under way as it looked. Each old object keeps all that it leads to until the next full
 * collection, so that some processes copied 15 to 35 kB a request again and again, and took half as much CPU more. Not sooner than now: code
 * that is kept, ours and Node's own, is good under the flags alone under which it was made, and a start without it takes a tenth longer.
 */
function growOldByAge(): void {
  flushCompileCache();
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** The process that starts the others, and answers nothing itself. */
async function supervise(
  config: Config,
  {
    logger,
    flush,
    ...read
  }: Read & { readonly hangup: Hangup; readonly logger: Logger; readonly flush: () => Promise<unknown> },
): Promise<void> {
  // What is wrong with them is said once, and not by each worker.
  const documents = chooseDocuments(config, schema);
  const { startWorkers } = await import('./primary.ts');
  const behind = await standBehind(config);
  warnOf(config, logger);
  for (const warning of perProcess(config)) logger.warn(warning);
  const handover = await behind.handOver();
  const measured = config.metrics && (await measureTogether(config.metrics, logger));
  const closeBehind = [...behind.close, ...(measured ? [measured.close] : [])];
  const together = measured?.together;
  const held = followForOthers(config, read, documents);
  const how = { handover, files: () => toText(held()), hangup: read.hangup, closeBehind, together };
  const { url } = await startWorkers(config, { ...how, logger, flush });
  announce(config, { url, behind, real: config.sandbox ? configuredIn(config) : [] }, logger);
}

/** What workers have counted is asked of the process that has started them. */
async function measureTogether({ port, host }: NonNullable<Config['metrics']>, logger: Logger) {
  if (port === undefined) return undefined;
  const [{ createTogether }, { listenForMetrics }] = await Promise.all([
    import('./server/metrics/together.ts'),
    import('./metrics.ts'),
  ]);
  const together = createTogether();
  return { together, close: await listenForMetrics(together.scrape, { port, host }, logger) };
}

await main().catch((error: unknown) => {
  // A wrong configuration, a file that cannot be opened, or a port that is taken: one readable text instead of a stack. Some are known
  // by their names: what throws them is not loaded by every gateway.
  const isExpected =
    error instanceof Error && (error instanceof ConfigError || EXPECTED.has(error.name) || 'syscall' in error);
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const advice = isTaken ? ': --port or PORT chooses another, METRICS_PORT that of the metrics' : '';
  const text = isExpected ? error.message + advice : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  // The embedded sandbox may listen already: nothing else would end it.
  process.exit(1);
});
