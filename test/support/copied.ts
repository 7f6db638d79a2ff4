import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byRestDoors, sandboxSources } from '../../src/embedded.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { fetchCopy } from '../../src/sources/enhet/adapters/copy/fetch.ts';
import { followCopy } from '../../src/sources/enhet/adapters/copy/follow.ts';
import { MAX_AGE_MS } from '../../src/sources/enhet/adapters/copy/settings.ts';
import { openDatabase } from '../../src/sources/enhet/adapters/copy/sqlite.ts';
import type { CopyConfig, EnhetConfig } from '../../src/sources/enhet/settings.ts';
import { BASE } from '../sources/registers.ts';

/** A copy of the sandbox's Enhetsregisteret, in a folder of its own, and the configuration that answers from it. */
export interface Copied {
  readonly file: string;
  readonly folder: string;
  /** For `startGateway({ sources: { enhet } })`: the copy, and the sandbox's REST doors for what it lacks. */
  readonly enhet: EnhetConfig;
  fetch(): Promise<unknown>;
  follow(): Promise<unknown>;
  /** Removes the files. The gateway must have been closed. */
  remove(): void;
}

/** `isAuthorized`: roles come with numbers of people, from the authorized tier. */
export async function copySandbox(
  sandbox: Sandbox,
  { isAuthorized = false, ...changes }: Partial<CopyConfig> & { readonly isAuthorized?: boolean } = {},
): Promise<Copied> {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-copied-'));
  const file = join(folder, 'units.db');
  const { enhet } = sandboxSources(sandbox, BASE, await byRestDoors(sandbox));
  if (!enhet) throw new Error('the sandbox has the business register');
  const how = {
    file,
    register: { url: sandbox.urls.enhetsregisteret, policy: { pausesMs: [] } },
    signal: new AbortController().signal,
  };
  await fetchCopy(how);
  return {
    file,
    folder,
    enhet: {
      ...enhet,
      source: 'copy',
      copy: { file, follow: false, maxAgeMs: MAX_AGE_MS, ...changes },
      maskinporten: isAuthorized ? enhet.maskinporten : undefined,
    },
    fetch: () => fetchCopy(how),
    follow: () => followCopy(how),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Writes into a copy as nobody else does. */
export function edit(file: string, sql: string): void {
  const database = openDatabase(realpathSync(file));
  database.exec(sql);
  database.close();
}
