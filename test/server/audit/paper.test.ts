import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MAX_REASON_CHARS } from '../../../src/domain/reason.ts';
import { apiSchema } from '../../../src/graph/schema.ts';
import { MAX_SEARCHES, MAX_WAITING_SEARCHES } from '../../../src/server/audit/access-log.ts';
import { LOOK_MS, SEAL_MS } from '../../../src/server/audit/journal.ts';
import { FINDING_KINDS } from '../../../src/server/audit/verify/findings.ts';

// docs/audit.md says what the code does.

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const PAPER = read('docs/audit.md').replace(/\s+/g, ' ');

/** The value of a constant that a file keeps to itself: a product of numbers. */
function constant(file: string, name: string): number {
  const product = new RegExp(`const ${name} = ([\\d_. *]+);`).exec(read(`src/${file}`))?.[1];
  if (product === undefined) throw new Error(`${file} has no constant ${name}`);
  return product.split('*').reduce((all, factor) => all * Number(factor.replaceAll('_', '')), 1);
}

describe('docs/audit.md', () => {
  test('has a row for each kind of finding, and no other', () => {
    const table = read('docs/audit.md').split('| Kind ')[1]?.split('\n\n')[0] ?? '';
    const kinds = [...table.matchAll(/^\| `([a-z ]+)` /gm)].map(([, kind]) => kind);
    expect(kinds.toSorted()).toEqual([...FINDING_KINDS].toSorted());
  });

  test('says how often the file is looked at, and sealed', () => {
    expect([LOOK_MS, SEAL_MS]).toEqual([1_000, 60_000]);
    expect(PAPER).toContain('Once a second it looks');
    expect(PAPER).toContain('a minute after the last one where there were records since');
  });

  test('says how long a purpose may be, and how much of the records is read', () => {
    const { foerste } = Object.fromEntries(
      (apiSchema.getQueryType()?.getFields().innsynslogg?.args ?? []).map((argument) => [argument.name, argument]),
    );
    const most = constant('graph/innsynslogg.ts', 'MAX_ENTRIES');
    const seconds = (name: string) => constant('server/audit/access-log.ts', name) / 1_000;
    for (const said of [
      `1 to ${MAX_REASON_CHARS} letters, digits, signs and spaces`,
      `${foerste?.defaultValue} or up to ${most} (\`foerste\`)`,
      `for ${seconds('SEARCH_MS')} seconds, and ${seconds('ANSWER_MS')} second less than the request has`,
      `two searches at once, ${MAX_WAITING_SEARCHES} more wait`,
      `pieces of ${constant('server/audit/slices.ts', 'SLICE_BYTES')} bytes`,
    ]) {
      expect(PAPER).toContain(said);
    }
    expect(MAX_SEARCHES).toBe(2);
  });
});
