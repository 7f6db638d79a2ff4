import { readLines } from './read-lines.ts';

/**
 * The files in the order in which they were written, by the time of each one's first record: rotated ones are named by a number that
 * grows, by a date, or by whatever somebody has chosen.
 */
export async function inOrder(files: readonly string[]): Promise<readonly string[]> {
  const timed = await Promise.all(files.map(async (file) => ({ file, time: await firstTime(file) })));
  // Stable: files that tell no time stay where they are named, after all others.
  return timed
    .sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0))
    .map(({ file }) => file);
}

/** Greater than any time. */
const LAST = '~';

async function firstTime(file: string): Promise<string> {
  for await (const lines of readLines(file)) {
    for (const { text } of lines) {
      const time = /"time":"(\d{4}-[\d-]{5}T[\d:.]+Z)"/.exec(text)?.[1];
      if (time !== undefined) return time;
    }
    // A file that tells no time in its first piece tells none.
    return LAST;
  }
  return LAST;
}
