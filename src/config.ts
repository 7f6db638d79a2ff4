import { z } from 'zod';
import {
  invented,
  isProduction,
  isSandbox,
  missing,
  requiresToken,
  unasked,
  undocumented,
  unidentifiable,
  untrusted,
  unreachable,
  unusedClient,
} from './config/checks.ts';
import { metricsOf } from './config/metrics.ts';
import { readRates } from './config/rates.ts';
import { readRouter } from './config/router.ts';
import { anybody, unproven } from './config/router-checks.ts';
import { CALL_VARIABLES_OF_SOURCES, readPolicies, withProxies } from './config/calls.ts';
import { withoutOldNames } from './config/renamed.ts';
import { type ConfigFiles, createConfigFiles, PARTS } from './config/files.ts';
import { readIssuers } from './config/trust.ts';
import { withSecretsFromFiles } from './config/secrets.ts';
import { readTraces, untraced } from './config/traces.ts';
import { readShared } from './config/redis.ts';
import { unread } from './config/unread.ts';
import { type LOG_LEVELS, type Variables, variablesReadBy } from './config/variables.ts';
import type { ReasonSettings } from './server/audit/reason.ts';
import type { RouterSettings } from './server/callers/router-proof.ts';
import type { IssuerSettings } from './server/callers/settings.ts';
import type { Documents } from './server/documents/documents.ts';
import type { Limits, LoadLimits } from './server/limits.ts';
import type { ProfileName } from './server/profile.ts';
import type { RateSettings } from './server/rates/settings.ts';
import type { SecurityContacts } from './server/security-txt.ts';
import type { TraceSettings } from './server/traces/settings.ts';
import type { SharedSettings } from './server/redis/settings.ts';
import type { CommonConfig, SandboxDoors } from './sources/define.ts';
import { SOURCES, type SourcesConfig } from './sources/index.ts';
import type { Environment } from './sources/values.ts';

import { CALL_POLICY, type PolicyChanges } from './wire/http/settings.ts';

export type { Environment } from './sources/values.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where /metrics is answered; a port that is undefined is the gateway's own. Undefined: nowhere. */
  readonly metrics: { readonly port: number | undefined; readonly host: string } | undefined;
  /** Processes that answer, all at the same port. */
  readonly workers: number;
  /** By which names, but for this machine's own and addresses, it is asked where no token is required. */
  readonly allowedHosts: readonly string[];
  /** Whose pages may read answers, as browsers write their origins; undefined: nobody's. */
  readonly corsOrigins: ReadonlySet<string> | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly profile: ProfileName;
  /** By what a router proves itself; undefined: whoever asks need not be one. */
  readonly router: RouterSettings | undefined;
  /** The persisted documents of a file, by their ids; undefined when none is named. */
  readonly documents: Documents | undefined;
  /** Milliseconds that one request may take, from its first byte to its answer. */
  readonly deadlineMs: number;
  /** Milliseconds that it listens on after SIGTERM, so that load balancers see that it is not ready. */
  readonly shutdownDelayMs: number;
  /** Milliseconds that a connection without a request is kept open. */
  readonly keepAliveMs: number;
  /** Milliseconds between two looks at the files that it has been read from; 0: none but at SIGHUP. */
  readonly reloadMs: number;
  readonly limits: Limits;
  readonly load: LoadLimits;
  readonly rates: RateSettings;
  /** The store that several gateways share; undefined: each process keeps its own. */
  readonly shared: SharedSettings | undefined;
  /** No register that takes credentials is configured: the embedded sandbox answers for all that `sources` does not hold. */
  readonly sandbox: boolean;
  /** By which of its doors it is asked. */
  readonly sandboxDoors: SandboxDoors;
  /** Lines about variables that nobody reads though their names resemble ours, and about the sandbox where others than people who explore are answered. */
  readonly warnings: readonly string[];
  readonly authentication: AuthConfig;
  /** Whom security.txt names; undefined where there is none. */
  readonly security: SecurityContacts | undefined;
  /** Undefined where nothing is traced. */
  readonly traces: TraceSettings | undefined;
  readonly audit: {
    /** Undefined where nobody has to find a record again: a key is made at start. */
    readonly key: string | undefined;
    /** The file that records are appended to; undefined: standard error. The log goes to standard output. */
    readonly file: string | undefined;
    /** Where records are looked up; undefined: there, and in what has been rotated from there. */
    readonly pattern: string | undefined;
    /** Bytes of records that one search may read. */
    readonly readMaxBytes: number;
    /** What callers have to say of why they ask. */
    readonly reason: ReasonSettings;
  };
  readonly sources: SourcesConfig;
}

export interface AuthConfig {
  readonly required: boolean;
  /** None where authentication is off, and where the sandbox's own issuer is the one that is trusted. */
  readonly issuers: readonly IssuerSettings[];
  /** Where clients send operations, as they write it; undefined: no proof of a key is taken. */
  readonly publicUrl: string | undefined;
  /** The file that holds the key of the sandbox's own issuer. */
  readonly sandboxKeyFile: string;
}

/** Everything that is wrong with the environment, a line a variable. Never holds a variable's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} mistake(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/** The environment, and the files that it names, as one typed value, or one ConfigError that names every variable that is missing or wrong. */
export function readConfig(environment: Environment, files: ConfigFiles = createConfigFiles()): Config {
  // An empty variable is what a deployment writes for one that is not set.
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { set: named, problems: old } = withoutOldNames(withProxies(filled));
  const { set, problems: secrets } = withSecretsFromFiles(named, files.of);
  const read = variablesReadBy(files.of).safeParse(set);
  const ofSources = z.object(CALL_VARIABLES_OF_SOURCES).safeParse(set);
  const sources = readSources(set, read.data, files);
  const beside = { set, problems: [] as string[], readFile: files.of(PARTS.start) };
  const traces = readTraces(beside, read.data);
  const shared = readShared(beside, read.data);
  const strangers = unread(set);
  const problems = [
    ...old,
    ...secrets,
    ...unasked(set),
    ...strangers.problems,
    ...[read, ofSources]
      .flatMap(({ error }) => error?.issues ?? [])
      .map(({ path, message }) => `${path[0]?.toString()}: ${message}.`),
    ...missing(set),
    ...unusedClient(set),
    ...undocumented(set, read.data),
    ...unidentifiable(set, read.data),
    ...unreachable(set),
    ...unproven(set),
    ...sources.problems,
    ...beside.problems,
    ...SOURCES.flatMap((source) => source.checkWhole?.(set) ?? []),
  ];
  if (!read.success || !ofSources.success || problems.length > 0) throw new ConfigError(problems);
  const warnings = [...strangers.warnings, ...invented(set), ...untrusted(set), ...anybody(set), ...untraced(set)];
  const { all, policies } = readPolicies({ ...read.data, ...ofSources.data });
  const asked = { ...all, ...(Object.keys(policies).length > 0 && { policies }) };
  return toConfig(
    read.data,
    { ...sources.configs, ...asked },
    { sandbox: isSandbox(set), required: requiresToken(set), warnings, traces, shared },
  );
}

/** Each source's configuration under its noun, and what is wrong with the files and choices of any. */
function readSources(set: Environment, read: Variables | undefined, files: ConfigFiles) {
  const problems: string[] = [];
  const reading = { set, read, isProduction: isProduction(set), problems };
  const configs = Object.fromEntries(
    SOURCES.map((source) => [source.noun, source.readConfig({ ...reading, readFile: files.of(source.noun) })]),
  );
  // Two sources may have found the same: they share our client at Maskinporten.
  return { problems: [...new Set(problems)], configs: configs as Omit<SourcesConfig, keyof CommonConfig> };
}

function toConfig(
  read: Variables,
  sources: Omit<SourcesConfig, 'timeoutMs' | 'syntheticPersons'> & PolicyChanges,
  {
    sandbox,
    required,
    warnings,
    traces,
    shared,
  }: Pick<Config, 'sandbox' | 'warnings' | 'traces' | 'shared'> & { readonly required: boolean },
): Config {
  const synthetic = read.SYNTHETIC_PERSONS ?? (sandbox ? 'allow' : 'refuse');
  return {
    port: read.PORT,
    host: read.HOST,
    metrics: metricsOf(read, sandbox),
    workers: read.WORKERS,
    allowedHosts: [read.HOST, ...(read.ALLOWED_HOSTS ?? [])],
    corsOrigins: read.CORS_ORIGINS,
    logLevel: read.LOG_LEVEL,
    profile: read.PROFILE,
    router: readRouter(read),
    documents: read.DOCUMENTS,
    deadlineMs: read.REQUEST_DEADLINE_MS,
    shutdownDelayMs: read.SHUTDOWN_DELAY_MS,
    keepAliveMs: read.KEEP_ALIVE_MS,
    reloadMs: read.RELOAD_SECONDS * 1_000,
    limits: {
      bodyBytes: read.MAX_BODY_BYTES,
      depth: read.MAX_DEPTH,
      tokens: read.MAX_TOKENS,
      aliases: read.MAX_ALIASES,
      calls: read.MAX_CALLS,
      fields: read.MAX_FIELDS,
      answerBytes: read.MAX_RESPONSE_BYTES,
    },
    load: { requests: read.MAX_REQUESTS, eventLoopDelayMs: read.MAX_EVENT_LOOP_DELAY_MS },
    rates: readRates(read, required && !sandbox),
    shared,
    sandbox,
    sandboxDoors: read.SANDBOX_DOORS,
    warnings,
    authentication: {
      required,
      issuers: required ? readIssuers(read) : [],
      publicUrl: read.PUBLIC_URL,
      sandboxKeyFile: read.SANDBOX_ISSUER_KEY,
    },
    security: read.SECURITY_CONTACT && {
      contacts: read.SECURITY_CONTACT,
      policy: read.SECURITY_POLICY,
      publicUrl: read.PUBLIC_URL,
    },
    traces,
    audit: {
      key: read.AUDIT_KEY,
      file: read.AUDIT_FILE,
      pattern: read.AUDIT_READ_FILES,
      readMaxBytes: read.AUDIT_READ_MAX_BYTES,
      reason: {
        purposeRequired: read.AUDIT_PURPOSE_REQUIRED === 'on',
        caseReferenceRequired: read.AUDIT_CASE_REFERENCE_REQUIRED === 'on',
        purposes: read.AUDIT_PURPOSES,
      },
    },
    sources: {
      ...sources,
      timeoutMs: sources.timeoutMs ?? CALL_POLICY.timeoutMs,
      syntheticPersons: synthetic === 'allow',
      idempotency: { ttlMs: read.IDEMPOTENCY_TTL_MS, max: read.IDEMPOTENCY_MAX },
      ...(read.ENHET_KEEP_MS > 0 && { keep: { keepMs: read.ENHET_KEEP_MS, maxBytes: read.ENHET_KEEP_MAX_BYTES } }),
    },
  };
}
