import type { Config } from './config.ts';
import type { Handover } from './handover.ts';
import type { Sandbox } from './sandbox/index.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import type { SourcesConfig } from './sources/index.ts';

/** What stands behind a gateway: the registers of the configuration, and the embedded sandbox in place of those that it does not have. */
export interface Behind {
  readonly sources: SourcesConfig;
  /** The issuers that are trusted. */
  readonly issuers: readonly IssuerSettings[];
  /** The embedded sandbox, where it is this process's own. */
  readonly sandbox: Sandbox | undefined;
  /** Whether it trusts the sandbox's own issuer of tokens, and no other. */
  readonly trustsSandbox: boolean;
  /** To be called when the gateway has started, and has time: see `embedded.ts`. */
  prepare(): void;
  /** What a worker is given, so that it asks the same. */
  handOver(): Promise<Handover>;
  readonly close: readonly (() => Promise<void>)[];
}

/** Starts the embedded sandbox and its issuer where the configuration wants them, or takes those of the primary process. */
export async function standBehind(config: Config, handover?: Handover): Promise<Behind> {
  const { required, issuers, sandboxKeyFile } = config.authentication;
  const ownIssuer = required && issuers.length === 0;
  if (!config.sandbox && !ownIssuer) {
    const handOver = async () => ({});
    const as = { sources: config.sources, issuers, sandbox: undefined, trustsSandbox: false };
    return { ...as, prepare() {}, handOver, close: [] };
  }
  // Loaded where it is needed: production has no sandbox.
  const { embedIssuer, embedSandbox } = await import('./embedded.ts');
  if (handover) {
    const { takeOver, trustOf } = await import('./handover.ts');
    const token = trustOf(handover);
    return {
      sources: handover.sandbox ? await takeOver(handover.sandbox, config.sources) : config.sources,
      issuers: token ? [token] : issuers,
      ...{ sandbox: undefined, trustsSandbox: token !== undefined, close: [] },
      prepare() {},
      handOver: async () => handover,
    };
  }
  const embedded = config.sandbox ? await embedSandbox(config.sources, config.sandboxDoors) : undefined;
  const issuer = ownIssuer ? await embedIssuer(sandboxKeyFile) : undefined;
  return {
    sources: embedded?.sources ?? config.sources,
    issuers: issuer ? [issuer.token] : issuers,
    ...{ sandbox: embedded?.sandbox, trustsSandbox: issuer !== undefined },
    prepare: () => embedded?.prepareKeys(),
    async handOver() {
      const { handOver } = await import('./handover.ts');
      const sandbox = embedded && (await handOver(embedded, config.sandboxDoors));
      return { sandbox, jwksUrl: issuer?.issuer.jwksUrl };
    },
    close: [async () => embedded?.sandbox.close(), async () => issuer?.issuer.close()],
  };
}
