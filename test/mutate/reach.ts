import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Compile what stands beside them: a mutation that does not compile would be found by the compiler, and by no test. */
const COMPILING = /support\/compile\.ts|\btsc\b/;
/** Look at files, or start processes that do: they see every file, whatever they import. */
const LEFT_OUT = /^test\/(?:after|browser|hostile|differential|mutate|deploy)\//;

/**
 * The test files that reach a file of src by their imports, the nearest first: its own test, then by steps of import. Tests that
 * compile are left out.
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
    file.endsWith('.test.ts') && !LEFT_OUT.test(file) && !COMPILING.test(texts.get(file) ?? '');

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
