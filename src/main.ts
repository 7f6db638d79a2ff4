import { ConfigError, readConfig } from './config.ts';
import { embedSandbox } from './embedded.ts';
import { backendCalls } from './graph/cost.ts';
import { schema } from './graph/schema.ts';
import { createGateway } from './server/gateway.ts';
import { createLogger } from './server/logging.ts';
import { closeOnSignals } from './server/shutdown.ts';
import { connectSources, type KildeTilstand } from './sources/index.ts';

/** Environment → configuration → sources → gateway → listen. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.loggNivaa);
  const embedded = config.sandkasse ? await embedSandbox(config.sources) : undefined;
  const sources = connectSources(embedded?.sources ?? config.sources);
  const { fristMs, limits, sandkasse } = config;
  const gateway = createGateway({ schema, sources, options: { limits, fristMs, sandkasse, backendCalls }, logger });

  warnOfExpiry(sources.state(), logger);

  const { url } = await gateway.listen(config.port, config.host);
  if (embedded) logger.info(embedded.sandbox.urls, 'no register is configured: the embedded sandbox answers');
  logger.info(`Registergraf answers at ${url}/graphql (open it in a browser for GraphiQL)`);

  closeOnSignals({
    close: [() => gateway.close(), () => sources.close(), async () => embedded?.sandbox.close()],
    logger,
  });
}

const NOTICE_MS = 30 * 24 * 60 * 60_000;

/** A new certificate takes weeks to get. */
function warnOfExpiry(kilder: readonly KildeTilstand[], logger: ReturnType<typeof createLogger>): void {
  for (const { kilde, sertifikatUtloeper } of kilder) {
    if (sertifikatUtloeper && Date.parse(sertifikatUtloeper) - Date.now() < NOTICE_MS) {
      logger.warn({ kilde, sertifikatUtloeper }, 'the certificate that signs for this source runs out, or has done so');
    }
  }
}

await main().catch((error: unknown) => {
  // A wrong configuration, or a port that is taken: one readable text instead of a stack.
  const isExpected = error instanceof ConfigError || (error instanceof Error && 'syscall' in error);
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
