import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { trimTables } from '../.ci/tables.ts';
import { openTestBed, type TestBed } from './bed.ts';
import { type Flags, readFlags } from './flags.ts';
import { profileRequests } from './profiling.ts';
import { QUERIES } from './queries.ts';
import { type Result, rowsOf, sectionsOf, writeResults, writeTable } from './results.ts';
import { ROWS } from './rows/index.ts';
import { isMet, type Measured, type ProfileOfRow, type Row, type Settings } from './rows/row.ts';
import type { ServerName } from './servers.ts';
import { checkAnswers } from './short.ts';
import { describeMachine, keepResult, readKept } from './store.ts';

// What is measured, how, and how to read it: README.md.

const RESULTS = new URL('./RESULTS.md', import.meta.url);
/** What was tried where a target is missed, a heading a row. Written by people. */
const TRIED = new URL('./tried.md', import.meta.url);
const FAILED = 'failed: ';

const flags = readFlags(process.argv.slice(2));
const say = (text: string) => process.stderr.write(`${text}\n`);

try {
  if (flags.short) await checkAnswers(say, flags.only);
  else if (flags.profile) await profileServer(flags.profile, flags.settings);
  else await measureRows(flags);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
// What a failed row has left open must not hold the next command.
process.exit();

async function measureRows({ settings, only, resume, results, json }: Flags): Promise<void> {
  const machine = describeMachine(settings);
  const isMeasured = ({ name }: Row) => {
    const kept = readKept(name);
    const failed = kept?.skipped?.some((why) => why.startsWith(FAILED));
    return kept !== undefined && !failed && JSON.stringify(kept.machine) === JSON.stringify(machine);
  };
  const rows = ROWS.filter(({ name }) => !only || only.includes(name)).filter((row) => !(resume && isMeasured(row)));
  const measured: Result[] = [];
  for (const row of rows) {
    const began = performance.now();
    const result = await measureRow(row, settings, machine);
    // What only tries the bench out must not stand among what was measured.
    if (settings.scale === 1) keepResult(result);
    measured.push(result);
    if (!json) showRow(result, (performance.now() - began) / 1000);
  }
  if (json) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
  if (!results) return;
  const all = ROWS.flatMap(({ name }) => readKept(name) ?? []);
  const tried = existsSync(TRIED) ? sectionsOf(readFileSync(TRIED, 'utf8')) : new Map<string, string>();
  writeFileSync(RESULTS, trimTables(writeResults(all, tried)));
  say('written: bench/RESULTS.md');
}

/** Each row has servers of its own: what one does to them is nothing to the next. A row that fails says so, and the others go on. */
async function measureRow(row: Row, settings: Settings, machine: Result['machine']): Promise<Result> {
  say(`${row.name}: ${row.about}`);
  const bed = await openTestBed(settings.scale);
  const of = (measured: Measured, profiles: ProfileOfRow[] = []): Result => {
    const measuredAt = `${new Date().toISOString().slice(0, 19)}Z`;
    return { ...measured, row: row.name, about: row.about, measuredAt, machine, profiles };
  };
  try {
    const measured = await row.measure(bed, settings);
    return of(measured, await explainMissed(row, bed, measured, settings));
  } catch (error) {
    process.exitCode = 1;
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return of({ lines: [], skipped: [`${FAILED}${error instanceof Error ? error.message.slice(0, 300) : error}`] });
  } finally {
    await bed.close();
  }
}

/** What takes the time, where a target is missed. */
async function explainMissed(row: Row, bed: TestBed, { lines }: Measured, settings: Settings): Promise<ProfileOfRow[]> {
  if (!row.explain || lines.every((line) => isMet(line) !== false)) return [];
  const profiles = await row.explain(bed, settings);
  return profiles.map(({ what, text }) => ({ what, text }));
}

async function profileServer(server: ServerName, settings: Settings): Promise<void> {
  const bed = await openTestBed();
  try {
    for (const query of Object.values(QUERIES)) {
      const { text, profile } = await profileRequests(bed, server, query, settings);
      const file = `${server}-${query.name}.cpuprofile`;
      writeFileSync(file, JSON.stringify(profile));
      process.stdout.write(`${file}\n${text}\n\n`);
    }
  } finally {
    await bed.close();
  }
}

function showRow(result: Result, seconds: number): void {
  const head = ['row', 'measure', 'target', 'measured', 'least', 'most', 'verdict'];
  const table = result.lines.length > 0 ? writeTable(head, rowsOf(result)).join('\n') : '';
  const skipped = (result.skipped ?? []).map((why) => `not measured: ${why}`).join('\n');
  const profiles = (result.profiles ?? []).map(({ what, text }) => `${what}\n${text}`).join('\n\n');
  process.stdout.write(`${[table, skipped, profiles].filter(Boolean).join('\n\n')}\n`);
  say(`${result.row} took ${seconds.toFixed(0)} s\n`);
}
