import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// Two gateways in one process, or two schemas, must not meet: what changes belongs to an instance, which somebody has made.

/** `file name`: why it is there all the same. */
const ALLOWED: Readonly<Record<string, string>> = {
  'wire/certificate-fields.ts read': 'What is read of a certificate follows from it alone.',
  'graph-kit/selections.ts known':
    'What is read of a parsed document follows from it alone, and of the types of one schema.',
  'graph-kit/operation-cost.ts known':
    'The formulas of a parsed document follow from it alone, and from the types of one schema.',
  'graph-kit/cost-counter.ts shapes':
    'The shape of a field follows from its type, which does not change once the schema is built.',
  'graph-kit/kit.ts kit':
    'The one kit of the served graph, filled while the sources’ modules load; a second kit does not meet it.',
};

const src = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts'));
const read = (file: string) => readFileSync(join(src, file), 'utf8');

/** A declaration of the module itself: the formatter lets nothing else begin a line. */
const DECLARATION =
  /^(?<exported>export )?(?<kind>const|let|var) (?<name>\w+|[[{][^=;]*[\]}])(?:: (?<type>(?:[^;=]|=>){0,300}?))? =(?!>)(?<value>[^;]{0,200})/gm;
const BARE = /^(?:export )?(?:let|var) (?<name>\w+)(?:[^=;]|=>)*;$/gm;
const STATIC =
  /^ +(?:(?:public|private|protected) )?static (?!readonly\b|async\b|get\b|\w+\()(?<name>#?\w+)[^(\n]*[=;]/gm;

/** Changes by being used, whatever is called on it. */
const CHANGING =
  /^\s*(?:new (?:WeakMap|WeakSet|LRUCache|AsyncLocalStorage|EventEmitter|\w*(?:Builder|Pool|Cache|Store))\b|pLimit\(|create[A-Z]\w*\()/;
/** These make a thing that does not change: a catalogue of codes, and a hash that is taken at once. */
const UNCHANGING = /^\s*(?:createCatalogue|createHash)\(/;
/** Can be changed, and is a table as long as nobody does. */
const COLLECTION = /^\s*(?:new (?:Map|Set|Array|Uint8Array)\b|\[|\{|Array\.from|Object\.(?:create|fromEntries))/;

function isChanged(name: string, text: string): boolean {
  const methods = 'set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin';
  const part = '(?:\\.\\w+|\\[[^\\]\\n]*\\])';
  return [
    `(?<![.\\w#])${name}${part}*\\.(?:${methods})\\(`,
    `(?<![.\\w#])${name}${part}+ (?:[-+*/%|&^]|\\?\\?|\\|\\||&&|<<|>>)?=(?![=>])`,
    `(?<![.\\w#])${name}${part}+(?:\\+\\+|--)`,
    `\\bObject\\.(?:assign|defineProperty)\\(${name}\\b`,
    `\\bdelete ${name}\\b`,
  ].some((pattern) => new RegExp(pattern).test(text));
}

/** The names of what a module keeps that can change. `others`: the text of those who import it. */
function stateOf(text: string, others = ''): string[] {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  const found: string[] = [];
  for (const { groups } of code.matchAll(DECLARATION)) {
    const { exported, kind = '', name = '', type = '', value = '' } = groups ?? {};
    const seen = exported ? code + others : code;
    if (kind !== 'const') found.push(name);
    else if (CHANGING.test(value) && !UNCHANGING.test(value)) found.push(name);
    else if (COLLECTION.test(value) && !/^Readonly(?:Map|Set)\b/.test(type) && isChanged(name, seen)) found.push(name);
  }
  for (const { groups } of [...code.matchAll(BARE), ...code.matchAll(STATIC)])
    if (groups?.name) found.push(groups.name);
  return found;
}

describe('a module keeps nothing that changes', () => {
  it('but for what is listed here with its reason', () => {
    expect(files.length).toBeGreaterThan(100);
    const texts = files.map(read);
    const importersOf = (file: string) => texts.filter((text) => text.includes(`/${basename(file)}'`)).join('\n');
    const found = files.flatMap((file) => stateOf(read(file), importersOf(file)).map((name) => `${file} ${name}`));
    expect(found.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it.each([
    ['a variable', 'let count = 0;'],
    ['one without a value', 'export let latest: string | undefined;'],
    ['a map that is filled', "const known = new Map<string, number>();\nknown.set('a', 1);"],
    ['a set that is filled in a function', 'const seen = new Set();\nfunction see(one) {\n  seen.add(one);\n}'],
    ['a list that grows', 'const waiting: (() => void)[] = [];\nexport const wait = (one) => waiting.push(one);'],
    ['a list in a table that grows', 'const table = { list: [] };\ntable.list.push(1);'],
    ['an object that is written to', 'const state = { count: 0 };\nfunction next() {\n  state.count += 1;\n}'],
    ['an object that is written to by a key', 'const byName = {};\nbyName[name] = 1;'],
    ['an object that is counted up', 'const state = { count: 0 };\nstate.count++;'],
    ['an object that others are put into', 'const all = {};\nObject.assign(all, more);'],
    ['what is kept by an object', 'const memo = new WeakMap<object, string>();'],
    ['a cache', 'const cache = new LRUCache({ max: 8 });'],
    ['a line to stand in', 'const oneAtOnce = pLimit(1);'],
    ['an instance of ours', 'export const line = createDocumentLine();'],
    ['a part of an instance', 'const { readXml } = createDocumentLine();'],
    ['one of a type in many lines', 'const known: Map<\n  string,\n  () => void\n> = new Map();\nknown.clear();'],
    ['a function that is set later', 'let goOn: () => void;'],
    ['a field of a class', 'class Counter {\n  static count = 0;\n}'],
  ])('finds %s', (_, text) => {
    expect(stateOf(text)).toHaveLength(1);
  });

  it('finds what another module changes', () => {
    const text = 'export const registry = new Map<string, string>();';
    expect([stateOf(text), stateOf(text, "registry.set('a', 'b');")]).toEqual([[], ['registry']]);
  });

  it.each([
    ['a table', "const NAMES = { a: 'b' };\nconst get = (name) => NAMES[name] === undefined;"],
    ['a list that is read', 'const ALL = [1, 2];\nconst sorted = ALL.toSorted();'],
    ['a set that is only asked', "const KNOWN = new Set(['a']);\nKNOWN.has('a');"],
    ['a map by its type', "const SIDES: ReadonlyMap<string, string> = new Map([['a', 'b']]);"],
    ['a catalogue', "export const catalogue = createCatalogue('STAR', codes);"],
    ['what a function keeps', 'function count() {\n  let count = 0;\n  const seen = new Set();\n  seen.add(count);\n}'],
    ['a field of the same name', 'const sizes = [1];\nthis.sizes.push(2);'],
    ['a constant of a class', 'class Counter {\n  static readonly max = 1;\n  static of(one) {}\n}'],
  ])('takes no offence at %s', (_, text) => {
    expect(stateOf(text)).toEqual([]);
  });
});
