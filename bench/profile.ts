import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The part of a .cpuprofile that is read here: the tree of calls, and at which of its nodes each sample was taken. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

export interface Share {
  readonly name: string;
  /** Of the time in which the process did anything. */
  readonly share: number;
}

export interface ProfileSummary {
  readonly busyMs: number;
  readonly functions: readonly Share[];
  readonly folders: readonly Share[];
}

/** V8's word for time in which nothing ran. */
const IDLE = '(idle)';
/** What begins and ends the profile. */
const PROFILER = 'node:inspector';
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Self time by function, and by folder of ours or package of others: what a function calls does not count as its own. */
export function summarizeProfile({ nodes, samples, timeDeltas }: CpuProfile, root = ROOT): ProfileSummary {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, number>();
  const folders = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const micros = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === IDLE || frame.url === PROFILER || micros <= 0) continue;
    busy += micros;
    const file = fileOf(frame.url, root);
    const name = frame.functionName || '(anonymous)';
    add(functions, file === undefined ? name : `${name} ${file}:${frame.lineNumber + 1}`, micros);
    add(folders, file === undefined ? (name.startsWith('(') ? name : 'native code') : folderOf(file), micros);
  }
  const shares = (times: Map<string, number>): Share[] =>
    [...times]
      .map(([name, micros]) => ({ name, share: micros / busy }))
      .toSorted((one, other) => other.share - one.share);
  return { busyMs: busy / 1000, functions: shares(functions), folders: shares(folders) };
}

/** Relative to this project, or `node:…`; undefined for what has no file. */
function fileOf(url: string, root: string): string | undefined {
  if (url === '') return undefined;
  return url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
}

function folderOf(file: string): string {
  if (file.startsWith('node:')) return file.split('/').slice(0, 2).join('/');
  const inPackage = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*\/node_modules\/)/.exec(file)?.[1];
  return inPackage ?? dirname(file);
}

function add(times: Map<string, number>, name: string, more: number): void {
  times.set(name, (times.get(name) ?? 0) + more);
}

/** The profiles in a folder, the last first. */
export function profilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

export function readProfile(file: string): CpuProfile {
  return JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
}

/** How many lines of each list are shown. */
const TOP = 15;

/** Two lists, aligned. */
export function writeSummary({ busyMs, functions, folders }: ProfileSummary, top = TOP): string {
  const lines = (shares: readonly Share[]) =>
    shares.slice(0, top).map(({ name, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
  return [
    `self time of ${busyMs.toFixed(0)} ms, by folder or package`,
    ...lines(folders),
    '',
    'by function',
    ...lines(functions),
  ].join('\n');
}

if (import.meta.main) {
  for (const file of process.argv.slice(2)) {
    process.stdout.write(`${file}\n${writeSummary(summarizeProfile(readProfile(file)))}\n`);
  }
}
