import { flushCompileCache } from 'node:module';
import { type Assembled, assembleGateway } from './assemble.ts';
import { ConfigError, readConfig } from './config.ts';
import { chooseDocuments } from './documents.ts';
import { isLoopback } from './domain/authority.ts';
import { schema } from './graph/schema.ts';
import { createAuditTrail, openAuditStream } from './server/audit/trail.ts';
import { watchCertificates } from './server/health.ts';
import { logWarnings } from './server/log/process-log.ts';
import { createLogger, type Logger, logBug, openLog } from './server/logging.ts';
import { PROFILES } from './server/profile.ts';
import type { SandboxDoors } from './sources/define.ts';
import { closeOnSignals, type Ending, outliveBugs, SHUTDOWN_REST_MS } from './server/http/shutdown.ts';

/** Milliseconds that the last lines of the audit, and of the log, are given to be taken. */
const FLUSH_MS = 1_000;

/**
 * Milliseconds after which the start is over: what the first answer does not need has waited for this. The code of the modules is written
 * down then, not only at the end, for a process that is killed has none.
 */
const SETTLED_MS = 2_000;

/** Environment → configuration → gateway → listen. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const documents = chooseDocuments(config, schema);
  const log = openLog();
  const logger = createLogger(config.logLevel, log);
  logWarnings(logger);
  const records = openAuditStream(config.audit.file);
  const audit = createAuditTrail({
    key: config.audit.key,
    write: records.append,
    onLost: (error, requestId) => logBug(logger, requestId, error),
  });
  const assembled = await assembleGateway(config, { documents, audit, logger });
  const { gateway, sources, sandbox, trustsSandbox, prepareSandbox, closeBehind } = assembled;

  for (const warning of config.warnings) logger.warn(warning);
  const { url } = await gateway.listen(config.port, config.host);
  if (sandbox) tellOfSandbox(assembled, sandbox.hooks, config.sandboxDoors, logger);
  if (trustsSandbox) logger.info('tokens are required; `npm run token` makes one for the sandbox');
  if (!config.authentication.required && !sandbox) {
    logger.warn('AUTHENTICATION=off: whoever reaches this gateway may ask the registers');
  }
  const { graphiql } = PROFILES[config.profile];
  const page = graphiql ? ' (open it in a browser for GraphiQL)' : ` (PROFILE=${config.profile})`;
  logger.info(`Registergraf answers at ${url}/graphql${page}`);
  watchCertificates(sources, logger);
  setTimeout(() => {
    prepareSandbox();
    flushCompileCache();
  }, SETTLED_MS).unref();

  const keepRecords = async () => {
    const lost = await records.flush(FLUSH_MS);
    if (lost > 0) logBug(logger, undefined, new Error(`${lost} audit records were never taken`));
  };
  // SIGINT is a person at a terminal, who has nobody to tell before.
  const delayOf = (ending: Ending) => (ending === 'SIGINT' ? 0 : config.shutdownDelayMs);
  closeOnSignals({
    close: [(ending) => gateway.drain(delayOf(ending)), ...closeBehind, keepRecords],
    logger,
    flush: () => log.flush(FLUSH_MS),
    withinMs: config.shutdownDelayMs + config.deadlineMs + SHUTDOWN_REST_MS,
    npx: process.env.npm_lifecycle_event === 'npx',
  });
  outliveBugs(logger);
}

/** Who is asked where. Addresses of the sandbox that nobody asks are left out. */
function tellOfSandbox(
  { real, addresses }: Pick<Assembled, 'real' | 'addresses'>,
  hooks: object,
  doors: SandboxDoors,
  logger: Logger,
): void {
  const told = { ...addresses.played, hooks };
  const by = doors === 'soap' ? '' : `, by its ${doors.toUpperCase()} doors`;
  if (real.length === 0) {
    logger.info(told, `no register is configured: the embedded sandbox answers${by}`);
    return;
  }
  // On this machine is another sandbox, or a test.
  const how = Object.values(addresses.real).every(isLoopback) ? 'on this machine, where it is configured' : 'for real';
  logger.info(
    { ...told, asked: addresses.real },
    `${real.join(' and ')} is asked ${how}; the embedded sandbox answers for the others${by}`,
  );
}

await main().catch((error: unknown) => {
  // A wrong configuration, a file that cannot be opened, or a port that is taken: one readable text instead of a stack. The key's file is
  // the sandbox's, which is not loaded in production: its error is known by its name.
  const isExpected =
    error instanceof Error && (error instanceof ConfigError || error.name === 'KeyFileError' || 'syscall' in error);
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  // The embedded sandbox may listen already: nothing else would end it.
  process.exit(1);
});
