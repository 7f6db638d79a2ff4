import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchCopy } from '../../../../src/sources/enhet/adapters/copy/fetch.ts';
import { followCopy } from '../../../../src/sources/enhet/adapters/copy/follow.ts';
import { textOf } from '../../../../src/sources/enhet/adapters/copy/documents.ts';
import { type CopyStore, createCopyStore } from '../../../../src/sources/enhet/adapters/copy/store.ts';
import { madeUpRoles, madeUpSubUnit, madeUpUnit, numbers } from './made-up.ts';
import { type FeedEntry, type Json, type PlayedRegister, startPlayedRegister } from './played-register.ts';

/** A register on loopback with some units, a folder, and a copy in it. */
export interface World {
  readonly register: PlayedRegister;
  readonly units: Map<string, Json | 'removed'>;
  readonly subUnits: Map<string, Json | 'removed'>;
  readonly roles: Map<string, Json>;
  readonly feeds: { readonly units: FeedEntry[]; readonly subUnits: FeedEntry[]; readonly roles: FeedEntry[] };
  readonly file: string;
  readonly folder: string;
  readonly store: CopyStore;
  fetch(signal?: AbortSignal, onNote?: (text: string) => void): ReturnType<typeof fetchCopy>;
  follow(signal?: AbortSignal): ReturnType<typeof followCopy>;
  /** The register enters a change. */
  enter(feed: 'units' | 'subUnits' | 'roles', number: string, type?: FeedEntry['type']): void;
  /** Whether a text stands in any file of the folder, as it is or as the copy's JSON has it. */
  holds(text: string): boolean;
  close(): Promise<void>;
}

export const UNITS = 60;
export const SUB_UNITS = 40;
export const FIRST_ID = 25_152_016;

/** The retries of a program that asks at night are none here. */
export const POLICY = { pausesMs: [] };

/** `template`: the folder of another world, whose copy is taken over instead of fetched. */
export async function startWorld(template?: string): Promise<World> {
  const parents = [...numbers('units', UNITS)];
  const units = new Map<string, Json | 'removed'>(parents.map((number) => [number, madeUpUnit(number)]));
  const parentAt = (index: number) => parents[index % parents.length] ?? '';
  const subUnits = new Map<string, Json | 'removed'>(
    [...numbers('subUnits', SUB_UNITS)].map((number, index) => [number, madeUpSubUnit(number, parentAt(index))]),
  );
  const roles = new Map(parents.map((number, index) => [number, madeUpRoles(number, parentAt(index + 1))]));
  const feeds = { units: [] as FeedEntry[], subUnits: [] as FeedEntry[], roles: [] as FeedEntry[] };
  const register = await startPlayedRegister({ units, subUnits, roles, feeds });
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-copy-'));
  if (template) cpSync(template, folder, { recursive: true, verbatimSymlinks: true });
  const file = join(folder, 'units.db');
  const store = createCopyStore(file, 1);
  const how = { file, register: { url: register.url, policy: POLICY } };
  const never = new AbortController().signal;
  return {
    register,
    units,
    subUnits,
    roles,
    feeds,
    file,
    folder,
    store,
    fetch: (signal = never, onNote = () => {}) => fetchCopy({ ...how, signal, onNote }),
    follow: (signal = never) => followCopy({ ...how, signal }),
    enter(feed, number, type = 'Endring') {
      const id = (feeds[feed].at(-1)?.id ?? FIRST_ID - 1) + 1;
      feeds[feed].push({ id, number, type, at: new Date().toISOString() });
    },
    holds(text) {
      const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
      return bytes.includes(text) || bytes.includes(textOf({ text }).slice('{"text":"'.length, -'"}'.length));
    },
    close: async () => {
      await store.close();
      await register.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
