import type { Config } from './config.ts';
import { schema } from './graph/schema.ts';
import type { Sandbox } from './sandbox/index.ts';
import type { AuditTrail } from './server/audit/trail.ts';
import {
  asSandboxCaller,
  configuredCaller,
  type Identify,
  requireToken,
  withoutToken,
} from './server/callers/identify.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import type { Documents } from './server/documents/documents.ts';
import { createGateway, type Gateway } from './server/gateway.ts';
import { createKeysLog, createNoteLog } from './server/log/process-log.ts';
import { createTransitionLog } from './server/log/transitions.ts';
import type { Logger } from './server/logging.ts';
import { PROFILES } from './server/profile.ts';
import type { Kilde } from './domain/registerfeil.ts';
import type { AnySource } from './sources/define.ts';
import { configOf, connectSources, SOURCES, type Sources, type SourcesConfig } from './sources/index.ts';

/** Addresses by the names that the sandbox has for services. */
export type Addresses = Readonly<Record<string, string>>;

/** A gateway that does not listen yet, and what it stands on. */
export interface Assembled {
  readonly gateway: Gateway;
  readonly sources: Sources;
  /** The embedded sandbox, where no register that takes credentials is configured. */
  readonly sandbox: Sandbox | undefined;
  /** The registers that are asked for real though the embedded sandbox answers for the others. */
  readonly real: readonly Kilde[];
  /** Where the embedded sandbox is asked, and where those are that are asked for real; see `addressesOf`. */
  readonly addresses: { readonly played: Addresses; readonly real: Addresses };
  /** Whether it trusts the sandbox's own issuer of tokens, and no other. */
  readonly trustsSandbox: boolean;
  /** To be called when the gateway has started, and has time: see `embedded.ts`. */
  prepareSandbox(): void;
  /** Ends what stands behind the gateway, in this order, once the gateway has been closed. */
  readonly closeBehind: readonly (() => Promise<void>)[];
}

/** The gateway of a configuration: with the embedded sandbox, and its issuer of tokens, where nothing else is configured. */
export async function assembleGateway(
  config: Config,
  how: { readonly documents: Documents; readonly audit: AuditTrail; readonly logger: Logger },
): Promise<Assembled> {
  const { documents, audit, logger } = how;
  const { deadlineMs, keepAliveMs, limits, load, rates, sandbox, allowedHosts } = config;
  const { required, issuers, sandboxKeyFile } = config.authentication;
  // What only some configurations need is loaded for those alone.
  const ownIssuer = required && issuers.length === 0;
  const sandboxModule = sandbox || ownIssuer ? await import('./embedded.ts') : undefined;
  const embedded = sandbox ? await sandboxModule?.embedSandbox(config.sources, config.sandboxDoors) : undefined;
  const issuer = ownIssuer ? await sandboxModule?.embedIssuer(sandboxKeyFile) : undefined;
  const sourcesConfig = embedded?.sources ?? config.sources;
  const sources = connectSources(sourcesConfig, undefined, createTransitionLog(logger), createNoteLog(logger));
  const configured = SOURCES.filter((source) => configOf(source, config.sources));
  const real = sandbox ? configured.map(({ kilde }) => sources.answering(kilde)) : [];
  const played = SOURCES.filter((source) => !configured.includes(source));
  const options = {
    limits,
    load,
    rates,
    profile: PROFILES[config.profile],
    documents,
    deadlineMs,
    keepAliveMs,
    sandbox,
    real,
    tokenRequired: required,
    keepMs: sourcesConfig.keep?.keepMs,
    allowedHosts,
    identify: await howToIdentify(config, sourcesConfig, issuer ? [issuer.token] : issuers, logger),
    audit,
    security: config.security,
  };
  const served = (embedded && sandboxModule?.describeSandboxIn(schema, real)) ?? schema;
  return {
    gateway: createGateway({ schema: served, sources, options, logger }),
    sources,
    sandbox: embedded?.sandbox,
    real,
    addresses: { played: addressesOf(played, sourcesConfig), real: addressesOf(configured, sourcesConfig) },
    trustsSandbox: issuer !== undefined,
    prepareSandbox: () => embedded?.prepareKeys(),
    closeBehind: [() => sources.close(), async () => embedded?.sandbox.close(), async () => issuer?.issuer.close()],
  };
}

async function howToIdentify(
  { sandbox, authentication }: Config,
  { kontaktinformation }: SourcesConfig,
  issuers: readonly IssuerSettings[],
  logger: Logger,
): Promise<Identify> {
  const { publicUrl } = authentication;
  if (issuers.length > 0) {
    const [{ createTokenVerifier }, { createProofCheck }] = await Promise.all([
      import('./server/callers/token.ts'),
      import('./server/callers/dpop.ts'),
    ]);
    const checkProof = publicUrl === undefined ? undefined : createProofCheck(publicUrl);
    return requireToken(createTokenVerifier(issuers, createKeysLog(logger)), checkProof);
  }
  if (authentication.required) throw new Error('authentication is required, and nobody is trusted to issue tokens');
  const caller = configuredCaller(kontaktinformation);
  if (!sandbox) return withoutToken(caller);
  const { findSandboxCaller } = await import('./embedded.ts');
  return asSandboxCaller(caller, findSandboxCaller);
}

/** Where the services of these sources are asked, without the credentials that an address may hold. */
function addressesOf(sources: readonly AnySource[], all: SourcesConfig): Addresses {
  const pairs = sources.flatMap((source) => {
    const config = configOf(source, all);
    if (!config) return [];
    return Object.entries(source.services).flatMap(([name, { addressOf }]) => {
      const address = addressOf(config);
      return address === undefined ? [] : [[name, address.replace(/\/\/[^/@]*@/, '//')] as const];
    });
  });
  return Object.fromEntries(pairs);
}
