import { existsSync, readdirSync } from 'node:fs';
import type { Reached } from '../graph/codes.ts';
import type { Read } from '../support/reads.ts';

/** What `reached.ts` of a source's tests says: how each of its fields is asked, and what brings each code about. */
export interface SourceReads {
  /** One example operation a field, by coordinate. */
  readonly READS: Readonly<Record<string, Read>>;
  readonly REACHED: readonly Reached[];
}

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/reached.ts`, import.meta.url)),
);

/** Those of all sources that have such a file: a source more brings its own, and is found by its folder. */
export const SOURCE_READS: readonly SourceReads[] = await Promise.all(
  folders.map(async ({ name }) => (await import(`./${name}/reached.ts`)) as SourceReads),
);
