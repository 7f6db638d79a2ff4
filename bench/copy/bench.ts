import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CopyStore, createCopyStore } from '../../src/sources/enhet/adapters/copy/store.ts';
import { CLIENTS, measureThroughGraphql } from './through-graphql.ts';
import { nameOf, numbers } from '../../test/sources/enhet/copy/made-up.ts';

// How long a copy of the whole register takes to load, to be asked and to be followed.

const { values } = parseArgs({
  options: {
    units: { type: 'string', default: '1170000' },
    'sub-units': { type: 'string', default: '860000' },
    entries: { type: 'string', default: '10000' },
    /** How long each thing is asked for. */
    seconds: { type: 'string', default: '15' },
    /** Bulk files that are kept from one run to the next. */
    folder: { type: 'string' },
  },
});
const [units, subUnits, entries] = [values.units, values['sub-units'], values.entries].map(Number) as [
  number,
  number,
  number,
];

/** As register.ts has it. */
const FIRST_ID = 25_152_016;
/** Of Linux's /proc. */
const TICKS_A_SECOND = 100;
const SECONDS = Number(values.seconds);
const NUMBERS_A_LOOK_UP = 100;
const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const rows: [string, string, string][] = [];
const tell = (what: string, measured: string, limit = '') => {
  rows.push([what, measured, limit]);
  process.stderr.write(`${what}: ${measured}\n`);
};

const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'registergraf-bench-'));
const made = join(folder, `${units}-${subUnits}`);
const file = join(folder, 'copy.db');
let register: ChildProcess | undefined;
try {
  if (!existsSync(join(made, 'roles.gz'))) {
    mkdirSync(made, { recursive: true });
    spawnSync(process.execPath, [here('write-bulk.ts'), made, String(units), String(subUnits)], { stdio: 'inherit' });
  }
  register = fork(here('register.ts'), [made, String(entries)]);
  const [url] = (await once(register, 'message')) as [string];

  const load = await run('fetch', url);
  tell(`load ${units} units, ${subUnits} sub-units and roles`, `${load.seconds.toFixed(1)} s`, 'at most 120 s');
  tell('CPU of that', `${load.cpuSeconds.toFixed(1)} s`);
  tell('resident at most, meanwhile', `${Math.round(load.peakMb)} MB`, 'at most 600 MB');

  const store = createCopyStore(file);
  const all = [...numbers('units', Math.min(units, 300_000))];
  const any = () => all[Math.floor(Math.random() * all.length)] ?? '';
  await search(store, any, 2);
  tellLatencies('search', await search(store, any, SECONDS), 'p99 at most 50 ms');
  tell(`look-ups of ${NUMBERS_A_LOOK_UP} units`, `${lookUps(store, any)} a second`);

  const { lookedUp, searchMs } = await measureThroughGraphql({
    file,
    url,
    any,
    anySearch() {
      const { text, municipality, form, withSubUnits } = question(nameOf(any()));
      return { soekestreng: text, kommunenummer: municipality, organisasjonsform: form, medUnderenheter: withSubUnits };
    },
    seconds: SECONDS,
  });
  for (const { title, soap, copy } of lookedUp) {
    const what = `GraphQL look-up of ${title}: copy, and SOAP door on the sandbox`;
    tell(
      what,
      `${Math.round(copy)} and ${Math.round(soap)} a second: ${(copy / soap).toFixed(1)} times`,
      title === '1' ? '' : 'at least 5 times',
    );
  }
  tellLatencies('search through GraphQL', searchMs, 'p99 at most 50 ms');

  const ended = { yet: false };
  const asking = search(store, any, () => ended.yet);
  const begun = performance.now();
  const following = run('follow', url);
  while ((store.knowledge()?.lastIds.units ?? 0) < FIRST_ID + entries - 1) await wait(20);
  const applied = (performance.now() - begun) / 1_000;
  const follow = await following;
  ended.yet = true;
  tell(`apply ${entries} entries, while queries go on`, `${applied.toFixed(1)} s`, 'at most 10 s');
  tell('sweep the index after that', `${(follow.seconds - applied).toFixed(1)} s`);
  tellLatencies('search meanwhile', await asking);
  await store.close();
} finally {
  register?.disconnect();
  if (!values.folder) rmSync(folder, { recursive: true, force: true });
}
const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column as 0]?.length ?? 0), 8));
const line = (row: readonly string[]) => `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
process.stdout.write(
  `${[line(['what', 'measured', 'wanted']), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')}\n`,
);

/** Runs a command of the copy in a process of its own. */
async function run(
  command: string,
  url: string,
): Promise<{ readonly seconds: number; readonly peakMb: number; readonly cpuSeconds: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [CLI, 'copy', command], {
    env: { PATH: process.env.PATH, ENHET_COPY: file, ENHETSREGISTERET_URL: url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peakMb = 0;
  let cpuSeconds = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      cpuSeconds = (Number(times[11]) + Number(times[12])) / TICKS_A_SECOND;
    } catch {
      // It has just ended, or the system has no such file.
    }
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(look);
  if (code !== 0) throw new Error(`copy ${command} has ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, peakMb, cpuSeconds };
}

/** Milliseconds of each search, by clients who ask one after the other, for so many seconds or until it ends. */
async function search(store: CopyStore, any: () => string, until: number | (() => boolean)): Promise<number[]> {
  const end = typeof until === 'number' ? performance.now() + until * 1_000 : undefined;
  const isOver = () => (typeof until === 'function' ? until() : performance.now() >= (end ?? 0));
  const took: number[] = [];
  const client = async () => {
    while (!isOver()) {
      const begun = performance.now();
      await store.search({ ...question(nameOf(any())), limit: 20 });
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return took;
}

/** What people ask: a name, a part of it, beginnings of its words while they type, a frequent word; narrowed now and then. */
function question(name: string): { text: string; withSubUnits: boolean; municipality?: string; form?: string } {
  const words = name.split(' ');
  const kind = Math.random();
  const begin = (word = '') => word.slice(0, 2 + Math.floor(Math.random() * 5));
  const text =
    kind < 0.3
      ? name
      : kind < 0.6
        ? words.map(begin).toReversed().join(' ')
        : kind < 0.85
          ? begin(words[0])
          : (words.at(-1) ?? '');
  const narrowed = Math.random();
  return {
    text,
    withSubUnits: Math.random() < 0.3,
    ...(narrowed < 0.1 && { municipality: '0301' }),
    ...(narrowed > 0.9 && { form: 'AS' }),
  };
}

function tellLatencies(what: string, took: readonly number[], limit = ''): void {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  tell(`${what}, ${CLIENTS} clients: ${sorted.length} questions`, `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`, limit);
}

function lookUps(store: CopyStore, any: () => string): number {
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < 3_000) {
    store.lookUp(Array.from({ length: NUMBERS_A_LOOK_UP }, any));
    count += 1;
  }
  return Math.round(count / ((performance.now() - begun) / 1_000));
}
