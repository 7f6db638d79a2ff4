import type { FilesState } from '../files.ts';
import { READ } from './definitions.ts';
import { type Reading, readingOf } from './families.ts';

/** What has become of files of the configuration that changed. */
export function readFiles({ refused, counts }: FilesState): readonly Reading[] {
  return [
    readingOf(READ.filesRefused, [{ labels: {}, value: refused.length }]),
    readingOf(
      READ.fileChanges,
      Object.entries(counts).map(([outcome, value]) => ({ labels: { outcome }, value })),
    ),
  ];
}
