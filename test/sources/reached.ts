import { existsSync, readdirSync } from 'node:fs';
import type { Reached } from '../graph/codes.ts';
import type { Read } from '../support/reads.ts';

/** What `reached.ts` of a source's tests says: how each of its fields is asked, and what brings each code about. */
export interface SourceReads {
  /** One example operation a field, by coordinate. */
  readonly READS: Readonly<Record<string, Read>>;
  readonly REACHED: readonly Reached[];
  /** How a field of one of its types is asked, where the scopes are tried: `at` stands for the field. */
  readonly ASK?: Readonly<Record<string, (field: string) => string>>;
  /** What its example operations are asked about, by their names. */
  readonly EXAMPLES?: Readonly<Record<string, Record<string, unknown>>>;
  /** Its root fields that are about nobody: answered by GET, and in a graph without personal data. Decided by a human. */
  readonly ABOUT_NOBODY?: readonly string[];
}

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/reached.ts`, import.meta.url)),
);

/** Those of all sources that have such a file: a source more brings its own, and is found by its folder. */
export const SOURCE_READS: readonly SourceReads[] = await Promise.all(
  folders.map(async ({ name }) => (await import(`./${name}/reached.ts`)) as SourceReads),
);

/** Of all of them together. */
export const SOURCE_ASK: NonNullable<SourceReads['ASK']> = Object.assign({}, ...SOURCE_READS.map(({ ASK }) => ASK));
export const SOURCE_EXAMPLES: NonNullable<SourceReads['EXAMPLES']> = Object.assign(
  {},
  ...SOURCE_READS.map(({ EXAMPLES }) => EXAMPLES),
);
export const SOURCE_ABOUT_NOBODY = SOURCE_READS.flatMap(({ ABOUT_NOBODY }) => ABOUT_NOBODY ?? []);
