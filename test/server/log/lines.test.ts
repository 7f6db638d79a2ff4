import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { connect } from 'node:net';
import { GraphQLError } from 'graphql';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { MAX_OUTCOMES, Tally } from '../../../src/graph-kit/context.ts';
import { openJournal } from '../../../src/server/audit/journal.ts';
import { DAY_MS, watchCertificates } from '../../../src/server/health.ts';
import { closeOnSignals } from '../../../src/server/http/shutdown.ts';
import { MAX_PIPELINED } from '../../../src/server/http/slow-clients.ts';
import { createCallLog, REFUSAL_AGAIN_MS } from '../../../src/server/log/call-log.ts';
import { MAX_CLIENT } from '../../../src/server/log/clients.ts';
import { MAX_A_SECOND } from '../../../src/server/log/line-limit.ts';
import { createLostSpansLog } from '../../../src/server/log/lost-spans.ts';
import { createJournalLog, createKeysLog, logWarnings } from '../../../src/server/log/process-log.ts';
import { createSharedLog } from '../../../src/server/log/redis.ts';
import { createTransitionLog } from '../../../src/server/log/transitions.ts';
import { createLogger, logBug, openLog } from '../../../src/server/logging.ts';
import { MAX_FAULT_TEXT } from '../../../src/wire/soap/fault.ts';
import { tellOfFiles } from '../../reload/lines.ts';
import { createFiles } from '../../support/certificates.ts';
import { startGateway } from '../../support/gateway.ts';
import { keysOf, type LogLine, readLogTables, undocumented } from '../../support/log-lines.ts';
import { captureOutput } from '../../support/output.ts';
import { PATIENCE } from '../../support/patience.ts';

// Every line of the log, made by what makes it in the gateway, held to the tables of docs/operations.md in both directions.

const tables = readLogTables();
const lines: LogLine[] = [];

beforeAll(async () => {
  lines.push(...(await linesOfRequests()), ...(await linesOfTheProcess()), ...(await linesOfTheAuditFile()));
});

/** A request that has it all, one that is refused, one whose client leaves, and one whose client has sent too many behind it. */
async function linesOfRequests(): Promise<readonly LogLine[]> {
  const gateway = await startGateway({
    sources: { keep: { keepMs: 1_000_000, maxBytes: 1_000_000 } },
    identify: async ({ headers }) =>
      headers['x-why'] === undefined
        ? { caller: CALLER }
        : { refused: { status: 401, code: 'UNAUTHENTICATED', message: 'no', why: 'EXPIRED' } },
  });
  const headers = {
    'graphql-client-name': 'web',
    'graphql-client-version': '1',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  };
  const unit = 'enhet(organisasjonsnummer: "700102009") { basisdata { __typename } }';
  const silent = 'enhet(organisasjonsnummer: "700000001") { basisdata { __typename } }';
  const unknown = 'borger(cpr: "0000000000") { kontaktinformation { __typename } }';
  for (const _ of ['asked', 'kept']) await gateway.post({ query: `query Name { ${unit} ${unknown} }` }, headers);
  await gateway.post({ query: '{ __typename }' }, { 'x-why': '1' });
  gateway.sandbox.enhet.outage = 'silent';
  const left = new AbortController();
  const leaving = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ ${silent} }` }),
    signal: left.signal,
  });
  setTimeout(() => left.abort(), 100);
  await leaving.catch(() => undefined);
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.write(requestFor(`{ ${silent} }`).repeat(MAX_PIPELINED + 1));
  await vi.waitUntil(() => gateway.logged().filter(({ msg }) => msg === 'operation').length === 5, PATIENCE);
  await gateway.close();
  return gateway.logged();
}

function requestFor(query: string): string {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const CALLER = {
  user: { navn: 'x', type: 'system', identifikator: 'x' },
  organisation: { type: 7, kode: '0101' },
  userOrganisation: { type: 7, kode: '0101' },
  scopes: 'all',
  id: 'x',
} as const;

/** What happens seldom, and is not of one request. */
async function linesOfTheProcess(): Promise<readonly LogLine[]> {
  const output = captureOutput();
  const logger = createLogger('trace', output);
  const logCall = createCallLog(logger);
  const fault = { code: 'Server', bracketCode: 'U-1', text: 'x' };
  const report = { kilde: 'STAR', operation: 'x', attempt: 1, waitedMs: 1, durationMs: 1 } as const;
  const failed = { ...report, kode: 'SOAP_FAULT', status: 500, errorCode: 'E', fault, securityStep: 'digest' };
  const logKeys = createKeysLog(logger);
  for (let more = 0; more <= MAX_A_SECOND; more += 1) {
    logCall('id', failed);
    logKeys('https://issuer.example', new Error('x'));
  }
  for (const after of [0, 1, REFUSAL_AGAIN_MS]) {
    vi.spyOn(performance, 'now').mockReturnValue(after);
    logCall('id', { ...failed, kode: 'IKKE_KONFIGURERT' });
  }
  vi.restoreAllMocks();
  logCall('id', { ...report, kode: 'AVBRUTT' });
  logCall('id', { ...report, answered: '1010', status: 200 });
  // The business register's own error, by REST, is a documented code.
  logCall('id', { ...report, answered: '-1000', status: 500, fault });
  const transition = { kilde: 'STAR', service: 'star', what: 'breaker', kind: 'read' } as const;
  const logTransition = createTransitionLog(logger);
  logTransition({ ...transition, from: 'UNKNOWN', to: 'UP' });
  logTransition({ ...transition, from: 'UP', to: 'DOWN' });
  for (let more = 0; more < MAX_A_SECOND; more += 1) logTransition({ ...transition, from: 'DOWN', to: 'UP' });
  createLostSpansLog(logger)(1, 'ECONNREFUSED');
  const logShared = createSharedLog(logger);
  logShared({ to: 'back', why: 'START', lostMs: 0 });
  for (let more = 0; more <= MAX_A_SECOND; more += 1) logShared({ to: 'lost', why: 'TIMEOUT' });
  logShared({ to: 'back', why: 'TIMEOUT', lostMs: 1 });
  logBug(logger, 'id', Object.assign(new Error('x', { cause: new Error('y') })));
  logBug(logger, 'id', new GraphQLError('x', { path: ['borger'], originalError: new Error('x') }));
  for (const days of [-1, 1]) {
    const certificateExpires = new Date(Date.now() + days * DAY_MS).toISOString();
    watchCertificates({ certificates: () => [{ kilde: 'STAR', certificateExpires }] }, logger)();
  }
  await tellOfFiles(logger);
  const stopWarnings = logWarnings(logger);
  process.emitWarning('from a test', { code: 'TEST' });
  await vi.waitUntil(() => output.lines.some((line) => line.includes('a warning of Node')), PATIENCE);
  stopWarnings();
  const exit = vi.fn();
  const close = [async () => Promise.reject(new Error('no'))];
  const stop = closeOnSignals({ close, logger, exit, withinMs: 10_000 });
  process.emit('SIGTERM', 'SIGTERM');
  await vi.waitUntil(() => exit.mock.calls.length > 0, PATIENCE);
  stop();
  const written: string[] = [];
  let isFull = true;
  const log = openLog({
    append: async () => undefined,
    offer: (line) => {
      if (!isFull) written.push(line);
      return !isFull;
    },
    flush: async () => 0,
    flushNow: () => {},
    counted: () => ({ written: 0, lost: 0, waitingBytes: 0 }),
  });
  log.write('lost');
  isFull = false;
  log.write('{"msg":"closed"}');
  await vi.waitUntil(() => output.lines.filter((line) => line.includes('leftOut')).length === 5, PATIENCE);
  return [...output.lines, ...written].map((line) => JSON.parse(line));
}

/** A file of records that is renamed, cut and removed, whose folder is gone for a while, and whose chain ends. */
async function linesOfTheAuditFile(): Promise<readonly LogLine[]> {
  using files = createFiles();
  const folder = files.path('audit');
  mkdirSync(folder);
  const file = `${folder}/audit.jsonl`;
  const output = captureOutput();
  const logger = createLogger('trace', output);
  const journal = openJournal({ file, key: 'k', lookMs: 60_000, onNote: createJournalLog(logger) });
  const after = async (change: () => void) => {
    const before = output.lines.length;
    await journal.append('{"audit":1}\n', { until: Number.POSITIVE_INFINITY, keep: false });
    // Its size is known once it has been looked at; a record more is behind the look.
    journal.reopen();
    await journal.append('{"audit":1}\n', { until: Number.POSITIVE_INFINITY, keep: false });
    change();
    journal.reopen();
    await vi.waitUntil(() => output.lines.length > before, PATIENCE);
  };
  await after(() => renameSync(file, `${file}.1`));
  await after(() => truncateSync(file));
  await after(() => rmSync(file));
  await after(() => renameSync(folder, `${folder}-away`));
  await journal.end(1_000);
  // A pipe whose reader has gone.
  const pipe = files.path('pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const unread = openJournal({ file: pipe, key: 'k', onNote: createJournalLog(logger) });
  await unread.append('{"audit":1}\n', { until: Number.POSITIVE_INFINITY, keep: false });
  closeSync(reader);
  await unread.end(1_000);
  return output.lines.map((line) => JSON.parse(line));
}

describe('the tables of the log', () => {
  test('have every line, its levels and its keys', () => {
    expect(lines.flatMap((line) => undocumented(line, tables))).toEqual([]);
  });

  test('have no line, level or key that there is not', () => {
    const made = new Set(lines.map(({ msg, level }) => `${msg} ${level}`));
    const levels = [...tables.levels].flatMap(([msg, all]) => all.map((level) => `${msg} ${level}`));
    expect(levels.filter((one) => !made.has(one))).toEqual([]);
    const seen = new Set(lines.flatMap((line) => keysOf(line).map((key) => `${line.msg}: ${key}`)));
    const keys = [...tables.keys].flatMap(([msg, all]) => [...all].map((key) => `${msg}: ${key}`));
    expect(keys.filter((one) => !seen.has(one))).toEqual([]);
  });

  test('give the numbers of the code', () => {
    const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
    expect(text).toContain(`more than ${MAX_A_SECOND} calls failed`);
    expect(text).toContain(`more than ${MAX_A_SECOND} times`);
    expect(text).toContain(`more than ${MAX_A_SECOND} of one service`);
    expect(text).toContain(`at most ${MAX_OUTCOMES} different ones`);
    expect(text).toContain(`${MAX_CLIENT} characters at most`);
    expect(text).toContain(`${MAX_FAULT_TEXT} characters are kept`);
  });
});

test('outcomes of a line are told apart up to a number, and then by their types alone', () => {
  const tally = new Tally();
  for (let code = 0; code < MAX_OUTCOMES + 5; code += 1) tally.outcome('UdokumentertFeil', `K${code}`);
  tally.outcome('UdokumentertFeil', 'K0');
  tally.outcome('Basisdata');
  expect(tally.outcomes.size).toBe(MAX_OUTCOMES + 2);
  expect(tally.outcomes.get('UdokumentertFeil K0')).toBe(2);
  expect(tally.outcomes.get('UdokumentertFeil')).toBe(5);
  expect(tally.outcomes.get('Basisdata')).toBe(1);
});
