import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';
import type { Kilde } from './domain/registerfeil.ts';
import type { LineWriter, LinesCounted } from './server/audit/line-writer.ts';
import { ALL_ERRORS } from './server/catalogue.ts';
import { madeOf } from './domain/renewable.ts';
import type { HeldDocuments } from './server/documents/documents.ts';
import { type FollowedFiles, NO_FILES_YET } from './server/files.ts';
import type { Logger, openLog } from './server/logging.ts';
import { createCounter, type Known } from './server/metrics/counter.ts';
import { READ, WHOLE } from './server/metrics/definitions.ts';
import { createMetricsServer } from './server/metrics/endpoint.ts';
import { readFiles } from './server/metrics/file-readings.ts';
import { expose, type Scrape } from './server/metrics/exposition.ts';
import { type Reading, readingOf } from './server/metrics/families.ts';
import type { Metrics } from './server/metrics/observer.ts';
import { MAX_OPERATIONS, operationNames } from './server/documents/operation-names.ts';
import { createProcessReadings } from './server/metrics/process-readings.ts';
import { readSources } from './server/metrics/source-readings.ts';
import type { SharedReport } from './server/redis/link.ts';
import type { Transition } from './server/log/transitions.ts';
import { REGISTERS, type Sources } from './sources/index.ts';

export interface Connected {
  readonly sources: Pick<Sources, 'state' | 'certificates'>;
  /** The registers that are asked for real though the embedded sandbox answers for the others. */
  readonly real: readonly Kilde[];
  /** Left out: no files are followed. */
  readonly files?: FollowedFiles | undefined;
  /** How the store is that gateways share, where there is one. */
  readonly shared?: (() => SharedReport) | undefined;
}

/** What counts in this process, and what reads it. */
export interface Measuring {
  readonly counter: Metrics & { transition(told: Transition): void };
  /** Answered by the gateway itself; undefined where a port of its own does that. */
  readonly scrape: Scrape | undefined;
  /** The registers are connected: from now on their state is read. */
  attach(connected: Connected): void;
  /** All that has been counted, and is known just now. */
  read(): readonly Reading[];
  /** Listens at the port of its own, where there is one. */
  listen(logger: Logger): Promise<void>;
  close(): Promise<void>;
}

const PACKAGE = new URL('../package.json', import.meta.url);

/** What one process that answers alone says of the whole. */
const ALONE: readonly Reading[] = [
  readingOf(WHOLE.workers, [{ labels: {}, value: 1 }]),
  readingOf(WHOLE.crashes, [{ labels: {}, value: 0 }]),
];

/** Loaded where metrics are asked for, and nowhere else. */
export function startMeasuring(
  config: Pick<Config, 'metrics' | 'sandbox' | 'authentication'>,
  {
    documents,
    records,
    log,
  }: {
    readonly documents: HeldDocuments;
    readonly records: Pick<LineWriter, 'counted'>;
    readonly log: Pick<ReturnType<typeof openLog>, 'counted'>;
  },
): Measuring {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };
  const counter = createCounter(knownLabels(documents, config.authentication.required));
  const own = createProcessReadings(version);
  let connected: Connected | undefined;
  let close = async () => {};

  const read = () => [
    ...counter.read(),
    ...(connected ? readSources(connected.sources, isSandbox) : []),
    ...readFiles(connected?.files?.current ?? NO_FILES_YET),
    ...readShared(connected?.shared?.()),
    ...readLines(records.counted(), log.counted()),
    ...own.read(),
  ];
  const isSandbox: Parameters<typeof readSources>[1] = (kilde) =>
    config.sandbox && connected?.real.includes(kilde) === false;
  const scrape: Scrape = () => expose([read(), ALONE]);
  const { port, host } = config.metrics ?? {};
  return {
    counter,
    scrape: port === undefined ? scrape : undefined,
    attach(told) {
      connected = told;
    },
    read,
    async listen(logger) {
      if (port !== undefined && host !== undefined) close = await listenForMetrics(scrape, { port, host }, logger);
    },
    async close() {
      own.close();
      await close();
    },
  };
}

/** What labels may say of this graph and its registers. */
export function knownLabels(documents: HeldDocuments, tokenRequired: boolean): Known {
  const operations = madeOf(documents, (held, before?: ReadonlySet<string>) =>
    operationNames(held, MAX_OPERATIONS, before),
  );
  return {
    get operations() {
      return operations();
    },
    documented: new Set(REGISTERS.flatMap(({ catalogue }) => catalogue.codes.map(({ kode }) => kode))),
    refusals: new Set(ALL_ERRORS.map(({ code }) => code)),
    tokenRequired,
  };
}

/** Says where, and returns what ends it. */
export async function listenForMetrics(
  scrape: Scrape,
  { port, host }: { readonly port: number; readonly host: string },
  logger: Logger,
): Promise<() => Promise<void>> {
  const server = createMetricsServer(scrape, logger);
  const { url } = await server.listen(port, host);
  logger.info(`Prometheus reads metrics at ${url}`);
  return server.close;
}

function readLines(records: LinesCounted, log: ReturnType<ReturnType<typeof openLog>['counted']>): readonly Reading[] {
  const one = (value: number) => [{ labels: {}, value }];
  return [
    readingOf(READ.auditRecords, one(records.written)),
    readingOf(READ.auditLost, one(records.lost)),
    readingOf(READ.auditQueue, one(records.waitingBytes)),
    readingOf(
      READ.logLines,
      Object.entries(log.lines).map(([level, value]) => ({ labels: { level }, value })),
    ),
    readingOf(READ.logLost, one(log.lost)),
  ];
}

function readShared(report: SharedReport | undefined): readonly Reading[] {
  const one = (value: (told: SharedReport) => number) => (report ? [{ labels: {}, value: value(report) }] : []);
  return [
    readingOf(
      READ.sharedUp,
      one(({ state }) => Number(state === 'UP')),
    ),
    readingOf(
      READ.sharedLosses,
      one(({ losses }) => losses),
    ),
  ];
}
