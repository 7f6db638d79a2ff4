import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestBed } from './bed.ts';
import { askOnce } from './load.ts';
import { type CpuProfile, profilesIn, readProfile, summarizeProfile, writeSummary } from './profile.ts';
import { QUERIES, type Query } from './queries.ts';
import type { ProfileOfRow, Settings } from './rows/row.ts';
import type { ServerName } from './servers.ts';

export interface Profiled extends ProfileOfRow {
  readonly profile: CpuProfile;
}

const WARM_UP_S = 2;
const PROFILED_S = 3;

/** A server of its own, warmed up, while it answers one query. */
export async function profileRequests(
  bed: TestBed,
  server: ServerName,
  query: Query,
  { connections, scale }: Pick<Settings, 'connections' | 'scale'>,
): Promise<Profiled> {
  const child = await bed.fresh(server);
  // Where units are kept, the first request asks for them, and those after it do not.
  if (server === 'kept') await askOnce(child.url, bed.message(query, 0).bytes);
  const asked = await bed.prepare(child, server === 'kept' ? { ...query, calls: 0 } : query);
  await bed.measure(asked, { seconds: WARM_UP_S * scale, connections });
  const what = `${server}, ${query.name}`;
  return inFolder(what, async (folder) => {
    await child.ask('startProfile');
    await bed.measure(asked, { seconds: PROFILED_S * scale, connections });
    await child.ask(`stopProfile ${join(folder, 'requests.cpuprofile')}`);
    await child.stop();
  });
}

/** The gateway from its start to its first answer. */
export function profileStart(bed: TestBed): Promise<Profiled> {
  return inFolder('gateway, from its start to its first answer', async (folder) => {
    const child = await bed.fresh('gateway', { profile: folder });
    await askOnce(child.url, bed.message(QUERIES.small, 0).bytes);
    await child.stop();
  });
}

/** A program that ends by itself. */
export function profileProgram(what: string, file: string): Promise<Profiled> {
  return inFolder(what, async (folder) => {
    const args = ['--cpu-prof', `--cpu-prof-dir=${folder}`, file];
    const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`${file} failed`);
  });
}

async function inFolder(what: string, run: (folder: string) => Promise<void>): Promise<Profiled> {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-profile-'));
  try {
    await run(folder);
    const [file = ''] = profilesIn(folder);
    const profile = readProfile(file);
    return { what, text: writeSummary(summarizeProfile(profile)), profile };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
