import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chooseMutations } from './choose.ts';
import { createReach } from './reach.ts';
import { applied, linesOf, mutationsOf } from './sites.ts';

const changesOf = (text: string) =>
  mutationsOf('a.ts', text).map((mutation) => `${mutation.kind}: ${applied(text, mutation).trim()}`);

describe('the mutations of a text', () => {
  test.each([
    ['a === b;', ['=== to !==: a !== b;']],
    ['a < b;', ['< to <=: a <= b;']],
    ['a && b;', ['&& to ||: a || b;']],
    ['a ?? b;', ['default removed: a;']],
    ['call(a);', ['statement removed: ;']],
    ['x = y.some(f);', ['statement removed: ;', 'some to every: x = y.every(f);']],
    ['if (a) call();', ['condition negated: if (!(a)) call();', 'statement removed: if (a) ;']],
    ['!a;', ['negation removed: a;']],
    ['f(7);', ['statement removed: ;', 'number plus one: f((7 + 1));']],
    ["a === 'x';", ["=== to !==: a !== 'x';", "word emptied: a === '';"]],
    ["'a sentence for people' + a;", []],
    ['const a = b as Readonly<"x">;', []],
    ["import { a } from './b.ts';", []],
    ['type A = 1 | 2;', []],
    ['f.toString();', ['statement removed: ;']],
  ])('%s', (text, changes) => {
    expect(changesOf(text)).toEqual(changes);
  });

  test('lose an early exit', () => {
    const text = 'function f() {\n  if (a) return 1;\n  return b;\n}';
    expect(changesOf(text)).toContain('early exit removed: function f() {\n  ;\n  return b;\n}');
  });

  test('are known by their line before and after', () => {
    const text = 'one;\n  two === three;\nfour;\n';
    const [mutation] = mutationsOf('a.ts', text);
    expect(mutation && linesOf(text, mutation)).toEqual({ from: 'two === three;', to: 'two !== three;' });
  });
});

test('the same seed chooses the same, and each room has its share', () => {
  const text = readFileSync(new URL('sites.ts', import.meta.url), 'utf8');
  const rooms = new Map([
    ['one', mutationsOf('one/a.ts', text)],
    ['two', mutationsOf('two/a.ts', text)],
  ]);
  const chosen = chooseMutations(rooms, { count: 20, seed: 3 });
  expect(chosen).toEqual(chooseMutations(rooms, { count: 20, seed: 3 }));
  expect(chosen).not.toEqual(chooseMutations(rooms, { count: 20, seed: 4 }));
  expect(chosen.filter(({ file }) => file.startsWith('one/'))).toHaveLength(10);
  expect(new Set(chosen).size).toBe(20);
});

test('a file is reached first by its own test, then by those that import it from farther away', () => {
  const reach = createReach(new URL('../../', import.meta.url).pathname);
  const tests = reach('src/domain/join.ts');
  expect(tests[0]).toBe('test/domain/join.test.ts');
  expect(tests.length).toBeGreaterThan(20);
  expect(tests).toContain('test/graph/batching.test.ts');
  expect(tests).not.toContain('test/words.test.ts');
  expect(tests.filter((file) => /\/(?:hostile|browser|differential)\//.test(file))).toEqual([]);
});
