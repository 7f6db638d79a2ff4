import { type Behind, standBehind } from './behind.ts';
import type { Config } from './config.ts';
import { schema } from './graph/schema.ts';
import type { Handover } from './handover.ts';
import type { Measuring } from './metrics.ts';
import type { AccessLogs } from './server/audit/access-log.ts';
import type { AuditTrail } from './server/audit/trail.ts';
import {
  asSandboxCaller,
  configuredCaller,
  type Identify,
  requireToken,
  withoutToken,
} from './server/callers/identify.ts';
import { createRenewable, type Renewable, type Renewed } from './domain/renewable.ts';
import { createRouterCheck } from './server/callers/router-proof.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import type { Documents } from './server/documents/documents.ts';
import type { FollowedFiles } from './server/files.ts';
import { PARTS } from './config/files.ts';
import type { Take } from './reload.ts';
import { createGateway, type Gateway } from './server/gateway.ts';
import { describeForPeople } from './server/graphiql/description.ts';
import { createLostSpansLog } from './server/log/lost-spans.ts';
import { createKeysLog, createNoteLog } from './server/log/process-log.ts';
import { createSharedLog } from './server/log/redis.ts';
import { createTransitionLog, type Transition } from './server/log/transitions.ts';
import type { Logger } from './server/logging.ts';
import { PROFILES } from './server/profile.ts';
import type { Traces } from './server/traces/traces.ts';
import { MAX_REMEMBERED } from './server/rates/settings.ts';
import type { Shared } from './server/redis/shared.ts';
import type { Kilde } from './domain/registerfeil.ts';
import { IDEMPOTENCY } from './domain/idempotency.ts';
import { configOf, connectSources, SOURCES, type Sources } from './sources/index.ts';

/** A gateway that does not listen yet, and what it stands on. */
export interface Assembled {
  readonly gateway: Gateway;
  readonly sources: Sources;
  readonly behind: Behind;
  /** The registers that are asked for real though the embedded sandbox answers for the others. */
  readonly real: readonly Kilde[];
  /** Undefined where nothing is traced. To be closed at the very end: what closes before it may still have calls under way. */
  readonly traces: Traces | undefined;
  /** Gives it what has been read anew of the configuration. */
  readonly take: Take;
  /** The documents that it holds at the moment. */
  readonly documents: Renewable<Documents>;
  /** Ends what stands behind the gateway, in this order, once the gateway has been closed. */
  readonly closeBehind: readonly (() => Promise<void>)[];
}

/** The gateway of a configuration: with the embedded sandbox, and its issuer of tokens, where nothing else is configured. */
export async function assembleGateway(
  config: Config,
  how: {
    readonly documents: Documents | Renewed<Documents>;
    readonly audit: AuditTrail;
    readonly accessLogs?: AccessLogs | undefined;
    readonly logger: Logger;
    /** What has become of files of the configuration that have changed. */
    readonly files?: FollowedFiles;
    /** What a worker has of the primary process. */
    readonly handover?: Handover | undefined;
    /** Counts. Left out: nothing is counted. */
    readonly measuring?: Pick<Measuring, 'counter' | 'scrape' | 'attach'> | undefined;
  },
): Promise<Assembled> {
  const { audit, logger, files, handover, measuring } = how;
  const documents = 'current' in how.documents ? how.documents : createRenewable(how.documents);
  const { deadlineMs, keepAliveMs, limits, load, rates, sandbox, allowedHosts } = config;
  const behind = await standBehind(config, handover);
  const shared = await share(config, logger);
  const logTransition = createTransitionLog(logger);
  const onTransition = (transition: Transition) => {
    logTransition(transition);
    measuring?.counter.transition(transition);
  };
  const sources = connectSources(behind.sources, shared?.writes, onTransition, createNoteLog(logger));
  const issuers = createRenewable(behind.issuers);
  const router = createRenewable(config.router);
  const real = sandbox ? configuredIn(config).map((kilde) => sources.answering(kilde)) : [];
  measuring?.attach({ sources, real, files, shared: shared?.report });
  const options = {
    metrics: measuring?.counter,
    scrape: measuring?.scrape,
    limits,
    load,
    rates,
    profile: PROFILES[config.profile],
    documents,
    deadlineMs,
    keepAliveMs,
    sandbox,
    real,
    checkRouter: config.profile === 'subgraph' ? createRouterCheck(router) : undefined,
    tokenRequired: config.authentication.required,
    keepMs: behind.sources.keep?.keepMs,
    allowedHosts,
    corsOrigins: config.corsOrigins,
    shared,
    identify: await howToIdentify(config, behind.sources, issuers, { logger, shared }),
    files,
    audit,
    accessLogs: how.accessLogs,
    reason: config.audit.reason,
    security: config.security,
    traces: await openTraces(config, documents, logger),
  };
  const described = options.profile.graphiql ? describeForPeople(schema, options) : schema;
  return {
    gateway: createGateway({ schema: described, sources, options, logger }),
    sources,
    behind,
    real,
    traces: options.traces,
    documents,
    take(changed, parts) {
      sources.renew(changed.sources, parts);
      if (parts.has(PARTS.tokens)) issuers.renew(changed.authentication.issuers);
      if (parts.has(PARTS.router)) router.renew(changed.router);
      if (parts.has(PARTS.documents) && changed.documents) documents.renew(changed.documents);
    },
    // The store last: what came of the writes that were under way is told to it.
    closeBehind: [() => sources.close(), async () => shared?.close(), ...behind.close],
  };
}

/** What several gateways know together, where they have a store for it. */
async function share({ shared, rates, sources }: Config, logger: Logger): Promise<Shared | undefined> {
  if (!shared) return undefined;
  const { connectShared } = await import('./server/redis/shared.ts');
  return connectShared(shared, {
    idempotency: sources.idempotency ?? IDEMPOTENCY,
    maxRemembered: rates.maxRemembered ?? MAX_REMEMBERED,
    onTransition: createSharedLog(logger),
  });
}

/** The registers that the configuration itself has. */
export function configuredIn({ sources }: Pick<Config, 'sources'>): readonly Kilde[] {
  return SOURCES.filter((source) => configOf(source, sources)).map(({ kilde }) => kilde);
}

async function openTraces(
  { traces }: Config,
  documents: Renewable<Documents>,
  logger: Logger,
): Promise<Traces | undefined> {
  if (!traces) return undefined;
  const { openTraces: open } = await import('./server/traces/open.ts');
  return open(traces, { documents, onLost: createLostSpansLog(logger) });
}

async function howToIdentify(
  { sandbox, authentication }: Config,
  { kontaktinformation }: Behind['sources'],
  issuers: Renewable<readonly IssuerSettings[]>,
  { logger, shared }: { readonly logger: Logger; readonly shared: Shared | undefined },
): Promise<Identify> {
  const { publicUrl } = authentication;
  if (issuers.current.length > 0) {
    const [{ createRenewableVerifier }, { createProofCheck }, { createSeenProofs }] = await Promise.all([
      import('./server/callers/token.ts'),
      import('./server/callers/dpop.ts'),
      import('./server/callers/seen-proofs.ts'),
    ]);
    const own = createSeenProofs({ now: Date.now });
    const seen = shared?.shareProofs(own) ?? own;
    const checkProof = publicUrl === undefined ? undefined : createProofCheck(publicUrl, Date.now, seen);
    return requireToken(createRenewableVerifier(issuers, createKeysLog(logger)), checkProof);
  }
  if (authentication.required) throw new Error('authentication is required, and nobody is trusted to issue tokens');
  const caller = configuredCaller(kontaktinformation);
  if (!sandbox) return withoutToken(caller);
  const { findSandboxCaller } = await import('./embedded.ts');
  return asSandboxCaller(caller, findSandboxCaller);
}
