import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Compile what stands beside them: a mutation that does not compile would be found by the compiler, and by no test. */
const COMPILING = /support\/compile\.ts|\btsc\b/;
/** Are no part of a common run. */
const OTHER_RUNS = /^test\/(?:after|browser|hostile|differential|mutate)\//;
/** Look at the text of the sources, not at what it does: they would find a mutation by its looks. */
const TEXT_ONLY = /^test\/(?:architecture|documents|habits|judges|module-state|upgrading|words)\.test\.ts$/;

/**
 * The test files that reach a file of src by their imports, the nearest first: its own test, then by steps of import. Tests that
 * compile or only read are left out.
 */
export function createReach(root: string): (file: string) => readonly string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .concat(readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).map((file) => `test/${file}`))
    .filter((file) => file.endsWith('.ts'));
  const importers = new Map<string, string[]>();
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  for (const [file, text] of texts) {
    for (const [, path = ''] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)'(\.[^']*\.ts)'/g)) {
      const imported = normalize(join(dirname(file), path));
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  }
  const isTest = (file: string) =>
    file.endsWith('.test.ts') &&
    !OTHER_RUNS.test(file) &&
    !TEXT_ONLY.test(file) &&
    !COMPILING.test(texts.get(file) ?? '');

  return (file) => {
    const mirror = file.replace(/^src\//, 'test/').replace(/\.ts$/, '');
    const seen = new Set([file]);
    const found: string[] = [];
    for (let ring = [file]; ring.length > 0; ) {
      const next = ring.flatMap((one) => importers.get(one) ?? []).filter((one) => !seen.has(one));
      ring = [...new Set(next)];
      for (const one of ring) seen.add(one);
      found.push(...ring.filter(isTest).toSorted((one, other) => alike(other, mirror) - alike(one, mirror)));
    }
    return found.toSorted((one, other) => Number(isOwn(other, mirror)) - Number(isOwn(one, mirror)));
  };
}

const isOwn = (test: string, mirror: string) =>
  test.startsWith(`${mirror}.`) || test.startsWith(`${dirname(mirror)}.test`);

/** How many characters two paths have in common from their start. */
function alike(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
