import { type Config, ConfigError, readConfig } from './config.ts';
import { chooseDokumenter } from './dokumenter.ts';
import { describeSandboxIn, embedSandbox, embedUtsteder, findSandboxKalder, KeyFileError } from './embedded.ts';
import { backendCalls } from './graph/cost.ts';
import { schema } from './graph/schema.ts';
import { createAuditTrail, openAuditStream } from './server/audit.ts';
import { configuredKalder } from './server/auth/configured.ts';
import { asSandboxCaller, type Identify, requireToken, withoutToken } from './server/auth/identify.ts';
import type { TokenSettings } from './server/auth/settings.ts';
import { createTokenVerifier } from './server/auth/token.ts';
import { watchCertificates } from './server/certificate-watch.ts';
import { createGateway } from './server/gateway.ts';
import { createLogger, logBug } from './server/logging.ts';
import { PROFILER } from './server/profil.ts';
import { closeOnSignals } from './server/shutdown.ts';
import type { SourcesConfig } from './sources/config.ts';
import { connectSources } from './sources/index.ts';

/** Environment → configuration → sources → gateway → listen. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const dokumenter = chooseDokumenter(config, schema);
  const profil = PROFILER[config.profil];
  const logger = createLogger(config.loggNivaa);
  const write = openAuditStream(config.audit.fil);
  const audit = createAuditTrail({
    noegle: config.audit.noegle,
    write,
    onLost: (error) => logBug(logger, undefined, error),
  });
  const embedded = config.sandkasse ? await embedSandbox(config.sources) : undefined;
  const { paakrevd, token, sandkassenoekkel } = config.autentisering;
  const issuer = paakrevd && !token ? await embedUtsteder(sandkassenoekkel) : undefined;
  const sourcesConfig = embedded?.sources ?? config.sources;
  const sources = connectSources(sourcesConfig);
  const identify = howToIdentify(config, sourcesConfig, token ?? issuer?.token);
  const { fristMs, limits, sandkasse } = config;
  const options = {
    limits,
    profil,
    dokumenter,
    fristMs,
    sandkasse,
    tokenPaakrevd: paakrevd,
    backendCalls,
    identify,
    audit,
  };
  const served = embedded ? describeSandboxIn(schema) : schema;
  const gateway = createGateway({ schema: served, sources, options, logger });

  const { url } = await gateway.listen(config.port, config.host);
  if (embedded) {
    const { urls, hooks } = embedded.sandbox;
    logger.info({ ...urls, hooks }, 'no register is configured: the embedded sandbox answers');
  }
  if (issuer) logger.info('tokens are required; `npm run token` makes one for the sandbox');
  if (!paakrevd && !sandkasse) logger.warn('AUTENTISERING=av: whoever reaches this gateway may ask the registers');
  const page = profil.graphiql ? ' (open it in a browser for GraphiQL)' : ` (PROFIL=${config.profil})`;
  logger.info(`Registergraf answers at ${url}/graphql${page}`);
  watchCertificates(sources, logger);

  closeOnSignals({
    close: [
      () => gateway.close(),
      () => sources.close(),
      async () => embedded?.sandbox.close(),
      async () => issuer?.utsteder.close(),
    ],
    logger,
  });
}

function howToIdentify(
  { sandkasse, autentisering }: Config,
  { kontaktinformation }: SourcesConfig,
  token: TokenSettings | undefined,
): Identify {
  if (token) return requireToken(createTokenVerifier(token));
  if (autentisering.paakrevd) throw new Error('authentication is required, and nobody is trusted to issue tokens');
  const kalder = configuredKalder(kontaktinformation);
  return sandkasse ? asSandboxCaller(kalder, findSandboxKalder) : withoutToken(kalder);
}

await main().catch((error: unknown) => {
  // A wrong configuration, a file that cannot be opened, or a port that is taken: one readable text instead of a stack.
  const isExpected =
    error instanceof ConfigError || error instanceof KeyFileError || (error instanceof Error && 'syscall' in error);
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  // The embedded sandbox may listen already: nothing else would end it.
  process.exit(1);
});
