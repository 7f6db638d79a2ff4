import type { Config } from './config.ts';
import { describeSandboxIn, embedSandbox, embedUtsteder, findSandboxKalder } from './embedded.ts';
import { schema } from './graph/schema.ts';
import type { Sandbox } from './sandbox/index.ts';
import type { AuditTrail } from './server/audit.ts';
import { configuredKalder } from './server/auth/configured.ts';
import { asSandboxCaller, type Identify, requireToken, withoutToken } from './server/auth/identify.ts';
import type { TokenSettings } from './server/auth/settings.ts';
import { createTokenVerifier } from './server/auth/token.ts';
import type { Dokumenter } from './server/dokumenter.ts';
import { createGateway, type Gateway } from './server/gateway.ts';
import type { Logger } from './server/logging.ts';
import { PROFILER } from './server/profil.ts';
import type { SourcesConfig } from './sources/config.ts';
import { connectSources, type Sources } from './sources/index.ts';

/** A gateway that does not listen yet, and what it stands on. */
export interface Assembled {
  readonly gateway: Gateway;
  readonly sources: Sources;
  /** The embedded sandbox, where no register is configured. */
  readonly sandbox: Sandbox | undefined;
  /** Whether it trusts the sandbox's own issuer of tokens, and no other. */
  readonly trustsSandbox: boolean;
  /** Ends what stands behind the gateway, in this order, once the gateway has been closed. */
  readonly closeBehind: readonly (() => Promise<void>)[];
}

/** The gateway of a configuration: with the embedded sandbox, and its issuer of tokens, where nothing else is configured. */
export async function assembleGateway(
  config: Config,
  how: { readonly dokumenter: Dokumenter; readonly audit: AuditTrail; readonly logger: Logger },
): Promise<Assembled> {
  const { dokumenter, audit, logger } = how;
  const { fristMs, limits, sandkasse, allowedHosts } = config;
  const { paakrevd, token, sandkassenoekkel } = config.autentisering;
  const embedded = sandkasse ? await embedSandbox(config.sources) : undefined;
  const issuer = paakrevd && !token ? await embedUtsteder(sandkassenoekkel) : undefined;
  const sourcesConfig = embedded?.sources ?? config.sources;
  const sources = connectSources(sourcesConfig);
  const options = {
    limits,
    profil: PROFILER[config.profil],
    dokumenter,
    fristMs,
    sandkasse,
    tokenPaakrevd: paakrevd,
    allowedHosts,
    identify: howToIdentify(config, sourcesConfig, token ?? issuer?.token),
    audit,
  };
  const served = embedded ? describeSandboxIn(schema) : schema;
  return {
    gateway: createGateway({ schema: served, sources, options, logger }),
    sources,
    sandbox: embedded?.sandbox,
    trustsSandbox: issuer !== undefined,
    closeBehind: [() => sources.close(), async () => embedded?.sandbox.close(), async () => issuer?.utsteder.close()],
  };
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
