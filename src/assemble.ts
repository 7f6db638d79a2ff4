import type { Config } from './config.ts';
import {
  type Addresses,
  addressesOf,
  describeSandboxIn,
  embedSandbox,
  embedIssuer,
  findSandboxCaller,
} from './embedded.ts';
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
import { createProofCheck } from './server/callers/dpop.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import { createTokenVerifier } from './server/callers/token.ts';
import type { Documents } from './server/documents/documents.ts';
import { createGateway, type Gateway } from './server/gateway.ts';
import { createKeysLog, createNoteLog } from './server/log/process-log.ts';
import { createTransitionLog } from './server/log/transitions.ts';
import type { Logger } from './server/logging.ts';
import { PROFILES } from './server/profile.ts';
import type { Kilde } from './domain/registerfeil.ts';
import { configOf, connectSources, SOURCES, type Sources, type SourcesConfig } from './sources/index.ts';

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
  const embedded = sandbox ? await embedSandbox(config.sources, config.sandboxDoors) : undefined;
  const issuer = required && issuers.length === 0 ? await embedIssuer(sandboxKeyFile) : undefined;
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
    allowedHosts,
    identify: howToIdentify(config, sourcesConfig, issuer ? [issuer.token] : issuers, logger),
    audit,
  };
  const served = embedded ? describeSandboxIn(schema, real) : schema;
  return {
    gateway: createGateway({ schema: served, sources, options, logger }),
    sources,
    sandbox: embedded?.sandbox,
    real,
    addresses: { played: addressesOf(played, sourcesConfig), real: addressesOf(configured, sourcesConfig) },
    trustsSandbox: issuer !== undefined,
    closeBehind: [() => sources.close(), async () => embedded?.sandbox.close(), async () => issuer?.issuer.close()],
  };
}

function howToIdentify(
  { sandbox, authentication }: Config,
  { kontaktinformation }: SourcesConfig,
  issuers: readonly IssuerSettings[],
  logger: Logger,
): Identify {
  const { publicUrl } = authentication;
  const checkProof = publicUrl === undefined ? undefined : createProofCheck(publicUrl);
  if (issuers.length > 0) return requireToken(createTokenVerifier(issuers, createKeysLog(logger)), checkProof);
  if (authentication.required) throw new Error('authentication is required, and nobody is trusted to issue tokens');
  const caller = configuredCaller(kontaktinformation);
  return sandbox ? asSandboxCaller(caller, findSandboxCaller) : withoutToken(caller);
}
