import { randomBytes } from 'node:crypto';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { CallContext } from '../domain/call.ts';
import { createIdempotencyStore, type IdempotencyStore } from '../domain/idempotency.ts';
import { createPacer } from '../domain/pace.ts';
import type { Quota } from '../domain/quota.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { createKeyedHash } from '../domain/keyed-hash.ts';
import { createWriteRunner } from '../domain/write.ts';
import type { HttpTransition } from '../wire/http/http.ts';
import { CALL_POLICY, type CallPolicy, mergePolicies } from '../wire/http/settings.ts';
import { tablesByNoun } from './by-noun.ts';
import { type CertificateEnd, endsOf } from './certificate-end.ts';
import type { Adapter, AnySource, Connected, LoaderParts, Register, SourceNote, WantedTokens } from './define.ts';
import { type Loaders, type Ports, SOURCES, type SourcesConfig, type Writes } from './list.ts';
import { serviceOf, type SourceState, stateOf } from './states.ts';

export { adviceOn } from './maskinporten-advice.ts';
export type { SourceNote } from './define.ts';
export type { SourceState } from './states.ts';
export {
  type ListedKilde,
  type Loaders,
  type Ports,
  type ServiceName,
  SOURCES,
  SOURCE_VARIABLES,
  type SourcesConfig,
  type Writes,
} from './list.ts';

/** A breaker that opens or closes, or a service that goes up or down. */
export type SourceTransition = HttpTransition & { readonly kilde: Kilde; readonly service: string };

export interface Sources {
  readonly ports: Ports;
  /** The register that is asked for what this one can be asked for: the same, or another one of its source's. */
  answering(kilde: Kilde): Kilde;
  makeLoaders(call: CallContext): Loaders;
  /** `deadline` alone ends a write that has been sent; each write makes the loaders forget. */
  makeWrites(call: CallContext, deadline: () => AbortSignal, loaders: Loaders): Writes;
  state(): readonly SourceState[];
  /** When the certificates of ours expire, and which register wants them: also one that is asked beside the one whose state is told. */
  certificates(): readonly CertificateEnd[];
  /** Asks the sources of these nouns by the certificates, keys and passwords of a configuration that has been read anew. */
  renew(config: SourcesConfig, nouns: ReadonlySet<string>): void;
  /** Waits for the writes that are under way, ends those that take longer, then closes the connections. */
  close(withinMs?: number): Promise<void>;
}

export interface WriteKeeping {
  /** Where the outcomes of writes with an Idempotency-Key are kept: in memory, or in a store that gateways share. */
  readonly store: IdempotencyStore;
  /** The key of the hashes under which they are kept; gateways that share a store share it. */
  readonly secret: Uint8Array;
}

/** What the fields of all sources count for, each once. */
export const QUOTAS: readonly Quota[] = [
  ...new Set(SOURCES.flatMap(({ fields }) => Object.values(fields).flatMap(({ quota }) => quota ?? []))),
];

/** How long a gateway that closes waits for writes, once all requests are over: they have had their own time. */
const WRITES_END_MS = 1_000;

/** All sources, connected or known to be absent. */
export function connectSources(
  config: SourcesConfig,
  { store, secret }: WriteKeeping = {
    store: createIdempotencyStore(config.idempotency),
    secret: randomBytes(32),
  },
  onTransition?: (transition: SourceTransition) => void,
  onNote?: (kilde: Kilde, note: SourceNote) => void,
): Sources {
  const connected = SOURCES.map((source) => connect(source, config, onTransition, onNote));
  const rules = { synthetic: config.syntheticPersons, accept2032: true };
  const pacer = createPacer();
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const writeSettings = { store, hash: createKeyedHash(secret), underWay, closing: closing.signal };
  const makeLoaders = tablesByNoun<ConnectedSource, Pick<LoaderParts<never, never>, 'call' | 'pace'>, Loaders>(
    connected,
    (one, parts) => one.source.makeLoaders({ ...one, ...parts, rules, catalogue: one.register.catalogue }),
  );
  const writing = connected.filter(({ source }) => source.makeWrites);
  const makeWrites = tablesByNoun<ConnectedSource, WritingParts, Writes>(
    writing,
    (one, { call, deadline, loaders }) => {
      const { source, register, port } = one;
      const all: Readonly<Record<string, object>> = loaders;
      const run = createWriteRunner(writeSettings, call, deadline(), {
        kilde: register.kilde,
        quotaOf: (felt) => source.fields[`Mutation.${felt}`]?.quota,
      });
      return source.makeWrites?.(port, all[source.noun] ?? {}, rules, run);
    },
  );
  return {
    ports: Object.fromEntries(connected.map(({ source: { noun }, port }) => [noun, port])) as unknown as Ports,
    answering: (kilde) =>
      connected.find(({ source }) => registersOf(source).some((one) => one.kilde === kilde))?.register.kilde ?? kilde,
    makeLoaders(call) {
      const pace = pacer.forRequest();
      return Object.assign(makeLoaders({ call, pace }), { pace }) as Loaders;
    },
    makeWrites: (call, deadline, loaders) => makeWrites({ call, deadline, loaders }) as Writes,
    state: () =>
      connected.map(({ source, register: { kilde }, http, certificateExpires, knowledge }) => ({
        kilde,
        state: stateOf(http),
        ...(http.length > 0 && { services: http.map(serviceOf) }),
        // A certificate is for the source's own register: others take tokens.
        ...(certificateExpires && kilde === source.kilde && { certificateExpires }),
        ...(knowledge && { knowledge: knowledge() }),
      })),
    certificates: () =>
      connected.flatMap(({ source: { kilde }, certificateExpires, trustExpires }) =>
        certificateExpires || trustExpires ? { kilde, certificateExpires, trustExpires } : [],
      ),
    renew(changed, nouns) {
      for (const one of connected.filter(({ source }) => nouns.has(source.noun))) {
        const config = configOf(one.source, changed);
        if (!config) continue;
        one.renew?.(config);
        Object.assign(one, endsOf(one.source.certificatesOf?.(config)));
      }
    },
    close: async (withinMs = WRITES_END_MS) => {
      const ended = new AbortController();
      const bound = pause(withinMs, undefined, { signal: ended.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(underWay), bound]);
      ended.abort();
      // An aborted write ends with the effect `unknown`. Its audit record is made in the next turn of the event loop: wait for that.
      closing.abort(new DOMException('The gateway closes.', 'TimeoutError'));
      await Promise.allSettled(underWay);
      await turn();
      await Promise.all(connected.flatMap(({ http, close }) => [close?.(), ...http.map((client) => client.close())]));
    },
  };
}

interface WritingParts {
  readonly call: CallContext;
  /** Most requests write nothing, and need no signal of their own for it. */
  readonly deadline: () => AbortSignal;
  readonly loaders: Loaders;
}

interface ConnectedSource extends Connected<unknown, object> {
  readonly source: AnySource;
  /** Which is asked. */
  readonly register: Register;
  readonly config: object | undefined;
  /** Of the certificate that the source's own register wants. */
  certificateExpires: string | undefined;
  /** Of the first of those that we trust there. */
  trustExpires: string | undefined;
}

/** By the adapter that the configuration asks for, or the source's only one. */
function connect(
  source: AnySource,
  all: SourcesConfig,
  onTransition: ((transition: SourceTransition) => void) | undefined,
  onNote: ((kilde: Kilde, note: SourceNote) => void) | undefined,
): ConnectedSource {
  const config = configOf(source, all);
  const register = adapterOf(source, config).register ?? source;
  const { kilde } = register;
  const asking = {
    policy: policyOf(source, all),
    keep: all.keep,
    onTransition:
      onTransition &&
      ((service: string, transition: HttpTransition) => onTransition({ kilde, service, ...transition })),
    onNote: onNote && ((note: SourceNote) => onNote(kilde, note)),
  };
  return {
    ...adapterOf(source, config).connect(config, asking),
    source,
    register,
    config,
    ...endsOf(config && source.certificatesOf?.(config)),
  };
}

function adapterOf(source: AnySource, config: object | undefined): Adapter<object, unknown> {
  const name = source.adapterOf?.(config) ?? Object.keys(source.adapters)[0] ?? '';
  const adapter = source.adapters[name];
  if (!adapter) throw new Error(`${source.noun} has no adapter of the name ${name}`);
  return adapter;
}

/** What the register that a source asks wants tokens of Maskinporten for; undefined where it is asked without any. */
export function tokensOf(
  source: AnySource,
  all: SourcesConfig,
): (WantedTokens & { readonly kilde: Kilde }) | undefined {
  const config = configOf(source, all);
  const { register = source, tokensOf: of } = adapterOf(source, config);
  const wanted = config && of?.(config);
  return wanted && { ...wanted, kilde: register.kilde };
}

/** How a source is asked: what is said of the register that it asks, else of all, else by its adapter, else by the gateway. */
export function policyOf(source: AnySource, all: SourcesConfig): CallPolicy {
  const { policy, register = source } = adapterOf(source, configOf(source, all));
  return mergePolicies(CALL_POLICY, policy, all, all.policies?.[register.prefix]);
}

/** The registers that a source can ask: its own, and those of its other adapters, each once. */
export function registersOf(source: AnySource): readonly Register[] {
  const others = Object.values(source.adapters).flatMap(({ register }) => register ?? []);
  return [...new Set([source, ...others])];
}

/** Those of all sources, in the order in which they are listed everywhere: the sources' own first. */
export const REGISTERS: readonly Register[] = [
  ...SOURCES,
  ...SOURCES.flatMap((source) => registersOf(source).filter((register) => register !== source)),
];

/** What one source is configured with; undefined when it is absent. */
export function configOf(source: AnySource, all: SourcesConfig): object | undefined {
  return Object.entries(all).find(([noun]) => noun === source.noun)?.[1] as object | undefined;
}
