import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestBed, type TestBed } from './bed.ts';
import { type Flags, readFlags } from './flags.ts';
import { profilesIn, readProfile, summarizeProfile, writeSummary } from './profile.ts';
import { askOnce } from './load.ts';
import { asHiveQuery, QUERIES } from './queries.ts';
import { type ProfileOfRow, type Result, rowsOf, sectionsOf, writeResults, writeTable } from './results.ts';
import { ROWS } from './rows/index.ts';
import { isMet, type Measured, type Profiled, type Row, type Settings } from './rows/row.ts';
import { checkAnswers } from './short.ts';
import { describeMachine, keepResult, readKept } from './store.ts';

// What is measured, how, and how to read it: README.md.

const RESULTS = new URL('./RESULTS.md', import.meta.url);
/** What was tried where a target is missed, a heading a row. Written by people. */
const TRIED = new URL('./tried.md', import.meta.url);
const PROFILE_S = 4;

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
    return kept !== undefined && JSON.stringify(kept.machine) === JSON.stringify(machine);
  };
  const rows = ROWS.filter(({ name }) => !only || only.includes(name)).filter((row) => !(resume && isMeasured(row)));
  const measured: Result[] = [];
  for (const row of rows) {
    const began = performance.now();
    const result = await measureRow(row, settings, machine);
    keepResult(result);
    measured.push(result);
    if (!json) showRow(result, (performance.now() - began) / 1000);
  }
  if (json) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
  if (!results) return;
  const all = ROWS.flatMap(({ name }) => readKept(name) ?? []);
  const tried = existsSync(TRIED) ? sectionsOf(readFileSync(TRIED, 'utf8')) : new Map<string, string>();
  writeFileSync(RESULTS, writeResults(all, tried));
  say('written: bench/RESULTS.md');
}

/** Each row has servers of its own: what one does to them is nothing to the next. */
async function measureRow(row: Row, settings: Settings, machine: Result['machine']): Promise<Result> {
  say(`${row.name}: ${row.about}`);
  const bed = await openTestBed(settings.scale);
  try {
    const measured = await row.measure(bed, settings);
    const profiles = await profileMissed(bed, measured, settings);
    const measuredAt = `${new Date().toISOString().slice(0, 19)}Z`;
    return { ...measured, row: row.name, about: row.about, measuredAt, machine, profiles };
  } finally {
    await bed.close();
  }
}

async function profileMissed(
  bed: TestBed,
  { lines, profiled = [] }: Measured,
  settings: Settings,
): Promise<ProfileOfRow[]> {
  if (lines.every((line) => isMet(line) !== false)) return [];
  const profiles: ProfileOfRow[] = [];
  for (const one of profiled) {
    const { text } = await profileOf(bed, one, settings);
    profiles.push({ what: `${one.server}, ${one.query}`, text });
  }
  return profiles;
}

/** A server of its own is profiled from its start, and by far the most of that are the requests. */
async function profileOf(bed: TestBed, { server, query }: Profiled, { connections, scale }: Settings) {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-profile-'));
  try {
    const child = await bed.fresh(server, { profile: folder });
    const own = server === 'hive' ? asHiveQuery(QUERIES[query]) : QUERIES[query];
    // With units kept, the first request asks, and those after it do not.
    if (server === 'kept') await askOnce(child.url, bed.message(own, 0).bytes);
    const asked = await bed.prepare(child, server === 'kept' ? { ...own, calls: 0 } : own);
    await bed.measure(asked, { seconds: PROFILE_S * scale, connections });
    await child.stop();
    const [file = ''] = profilesIn(folder);
    const profile = readFileSync(file);
    return { text: writeSummary(summarizeProfile(readProfile(file))), profile };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function profileServer(server: Profiled['server'], settings: Settings): Promise<void> {
  for (const query of ['small', 'list'] as const) {
    const bed = await openTestBed();
    try {
      const { text, profile } = await profileOf(bed, { server, query }, settings);
      const file = `${server}-${query}.cpuprofile`;
      writeFileSync(file, profile);
      process.stdout.write(`${file}\n${text}\n\n`);
    } finally {
      await bed.close();
    }
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
