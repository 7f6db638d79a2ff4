import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type ExecutionResult, print } from 'graphql';
import { chooseDocuments } from '../../src/documents.ts';
import { knownLabels } from '../../src/metrics.ts';
import { byRestDoors, findSandboxCaller, sandboxSources } from '../../src/embedded.ts';
import { schema } from '../../src/graph/schema.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import type { AccessLogs } from '../../src/server/audit/access-log.ts';
import type { ReasonSettings } from '../../src/server/audit/reason.ts';
import { createAuditTrail, type WriteRecord } from '../../src/server/audit/trail.ts';
import { asSandboxCaller, configuredCaller, type Identify } from '../../src/server/callers/identify.ts';
import { createRouterCheck, type RouterSettings } from '../../src/server/callers/router-proof.ts';
import { createRenewable } from '../../src/domain/renewable.ts';
import { type Documents, held, type HeldDocuments } from '../../src/server/documents/documents.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { describeForPeople } from '../../src/server/graphiql/description.ts';
import { LIMITS, type Limits, LOAD, type LoadLimits } from '../../src/server/limits.ts';
import { createLostSpansLog } from '../../src/server/log/lost-spans.ts';
import { createNoteLog } from '../../src/server/log/process-log.ts';
import { createTransitionLog, type Transition } from '../../src/server/log/transitions.ts';
import { createLogger } from '../../src/server/logging.ts';
import { createCounter } from '../../src/server/metrics/counter.ts';
import { expose } from '../../src/server/metrics/exposition.ts';
import type { Reading } from '../../src/server/metrics/families.ts';
import { readSources } from '../../src/server/metrics/source-readings.ts';
import type { OnStep } from '../../src/server/options.ts';
import { PROFILES, type Profile } from '../../src/server/profile.ts';
import type { TraceSettings } from '../../src/server/traces/settings.ts';
import type { RateSettings } from '../../src/server/rates/settings.ts';
import type { SandboxDoors } from '../../src/sources/define.ts';
import { connectSources, type SourcesConfig } from '../../src/sources/index.ts';
import { captureOutput } from './output.ts';

export interface RunningGateway {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** The log but for what only the levels debug and trace have. */
  readonly lines: readonly string[];
  /** The log at the level trace, parsed. */
  logged(): readonly Record<string, unknown>[];
  /** What the gateway has written of operations on persons, parsed. */
  audit(): readonly Record<string, unknown>[];
  /** Asks as a typed frontend would, and fails on anything but 200. */
  ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<ExecutionResult<Data>>;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Shuts down as at SIGTERM, so many milliseconds later, and leaves the sandbox. */
  drain(delayMs: number): Promise<void>;
  /** Closes the gateway as a shutdown does, and leaves the sandbox. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface GatewaySettings {
  /** By which of its doors the sandbox is asked; `soap` where nothing is said. */
  readonly doors?: SandboxDoors;
  /** What differs from the sandbox's own configuration, or a function that makes it of that. */
  readonly sources?:
    | Partial<SourcesConfig>
    | ((own: SourcesConfig, sandbox: Sandbox) => Partial<SourcesConfig> | Promise<Partial<SourcesConfig>>);
  readonly limits?: Partial<Limits>;
  /** Default: callers may ask for as much as they like. */
  readonly rates?: RateSettings;
  /** Default: as many requests as there may be, whatever else keeps the process busy that they share with the test. */
  readonly load?: LoadLimits;
  readonly deadlineMs?: number;
  /** Default: the open one. */
  readonly profile?: Profile;
  readonly documents?: Documents | HeldDocuments;
  /** Default: whoever x-sandbox-caller names, and STAR itself without it. */
  readonly identify?: Identify;
  /** By what a router proves itself. Default: whoever asks need not be one. */
  readonly router?: RouterSettings;
  /** Whether `identify` takes nobody without a token. */
  readonly tokenRequired?: boolean;
  /** Whose pages may read answers. Default: nobody's. */
  readonly corsOrigins?: ReadonlySet<string>;
  readonly sandbox?: SandboxOptions;
  /** False: every request goes Yoga's way. */
  readonly shortWay?: boolean;
  /** Is told of each step of a request. */
  readonly onStep?: OnStep;
  /** Default: nothing is traced. What is lost is told in the log. */
  readonly traces?: TraceSettings;
  /** What has to be said of why persons are asked about. Default: nothing. */
  readonly reason?: ReasonSettings;
  /** Where citizens are told who has asked about them. Default: nowhere. */
  readonly accessLogs?: AccessLogs;
  /** Keeps an audit record, beside `audit()`, which has it already. */
  readonly keepRecord?: WriteRecord;
}

/** The key of every audit record that a test makes. */
export const AUDIT_KEY = 'a key that everybody knows, of the tests';

/** A file that blocks the event loop for seconds is no load of the gateway's that it shares a process with. */
export const UNHURRIED: LoadLimits = { ...LOAD, eventLoopDelayMs: 60_000 };

/** The documents of the examples, as a gateway on the embedded sandbox finds them. */
export function exampleDocuments(): Documents {
  return chooseDocuments({ documents: undefined, sandbox: true, profile: 'open' }, schema);
}

/** A line for each series, with its labels and without its number, which may be as long as a person's. */
function seriesOf(readings: readonly Reading[]): string {
  const lines = readings.flatMap(({ name, values }) =>
    values.map(({ labels: { le: _, ...labels } }) => `${JSON.stringify({ metric: name, ...labels })}\n`),
  );
  return [...new Set(lines)].join('');
}

/** A gateway and a sandbox of its own, on loopback sockets, put together as assemble.ts does, with what a test changes. */
export async function startGateway(settings: GatewaySettings = {}): Promise<RunningGateway> {
  const sandbox = await startSandbox(settings.sandbox);
  const base: SourcesConfig = {
    timeoutMs: 5_000,
    syntheticPersons: true,
    pausesMs: [],
    breakerCalls: 0,
    retryBudgetPercent: 100,
  };
  const { doors } = settings;
  const own = sandboxSources(sandbox, base, doors === 'rest' ? await byRestDoors(sandbox) : undefined);
  const changed = typeof settings.sources === 'function' ? await settings.sources(own, sandbox) : settings.sources;
  const sourcesConfig = { ...own, ...changed };
  const output = captureOutput();
  const lines: string[] = [];
  // At the level trace, so that the test at the very end looks through the most that there can be.
  const logger = createLogger('trace', {
    write(line) {
      output.write(line);
      if (!/^\{"level":"(?:debug|trace)"/.test(line)) lines.push(line);
    },
  });
  const documents = held(settings.documents ?? new Map());
  const counter = createCounter(knownLabels(documents, settings.tokenRequired ?? false));
  const logTransition = createTransitionLog(logger);
  const onTransition = (transition: Transition) => {
    logTransition(transition);
    counter.transition(transition);
  };
  const sources = connectSources(sourcesConfig, undefined, onTransition, createNoteLog(logger));
  const read = () => [...counter.read(), ...readSources(sources, () => true)];
  const audit = captureOutput();
  const traces =
    settings.traces &&
    (await import('../../src/server/traces/open.ts')).openTraces(settings.traces, {
      documents,
      onLost: createLostSpansLog(logger),
    });
  const options = {
    limits: { ...LIMITS, ...settings.limits },
    rates: settings.rates,
    load: settings.load ?? UNHURRIED,
    profile: settings.profile ?? PROFILES.open,
    documents,
    traces,
    deadlineMs: settings.deadlineMs ?? 30_000,
    sandbox: true,
    checkRouter: createRouterCheck(createRenewable(settings.router)),
    tokenRequired: settings.tokenRequired ?? false,
    keepMs: sourcesConfig.keep?.keepMs,
    corsOrigins: settings.corsOrigins,
    metrics: counter,
    scrape: () => expose([read()]),
    reason: settings.reason,
    accessLogs: settings.accessLogs,
    ...(settings.onStep && { onStep: settings.onStep }),
    ...(settings.shortWay !== undefined && { shortWay: settings.shortWay }),
    identify:
      settings.identify ?? asSandboxCaller(configuredCaller(sourcesConfig.kontaktinformation), findSandboxCaller),
    audit: createAuditTrail({
      key: AUDIT_KEY,
      write: (line, how) => {
        audit.write(line);
        return settings.keepRecord?.(line, how);
      },
      onLost: (error) => {
        throw error;
      },
    }),
  };
  const gateway = createGateway({
    schema: describeForPeople(schema, { sandbox: true }),
    sources,
    options,
    logger,
  });
  const { url } = await gateway.listen(0, '127.0.0.1');

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const stop = async () => {
    await gateway.close(1_000);
    // What has been counted stands with what has been written, for the test at the very end.
    captureOutput().write(seriesOf(read()));
    await sources.close();
    await traces?.close(1_000);
  };

  return {
    url,
    sandbox,
    lines,
    logged: () => output.lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    audit: () => audit.lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    post,
    async ask(document, variables) {
      const response = await post({ query: print(document), variables });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return (await response.json()) as ExecutionResult<never>;
    },
    drain: (delayMs) => gateway.drain(delayMs),
    stop,
    async close() {
      await stop();
      await sandbox.close();
    },
  };
}
