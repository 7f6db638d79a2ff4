import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileTexts } from '../support/compile.ts';

// Whoever points at a name of `registergraf-client` in an editor is told what it is, with an example that works.

const CLIENT = fileURLToPath(new URL('../../client/src/', import.meta.url));

/** The names that the package exports; those of `registergraf-client/codegen` are declared where they are exported. */
const exported = [
  ...[...readFileSync(join(CLIENT, 'index.ts'), 'utf8').matchAll(/\{([^}]*)\}/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== ''),
  'typedDocuments',
  'TypedDocumentsOptions',
];

/** The comment right before each declaration, by the name that is declared. The first, where a function is overloaded. */
const comments = new Map<string, string>();
for (const file of readdirSync(CLIENT)) {
  const text = readFileSync(join(CLIENT, file), 'utf8');
  const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:const|function|interface|type) (\w+)/g;
  for (const [, comment = '', name = ''] of text.matchAll(documented)) {
    if (!comments.has(name)) comments.set(name, comment.replace(/^ *\* ?/gm, ''));
  }
}

const exampleOf = (name: string) => /@example\n```ts\n([\s\S]*?)\n```/.exec(comments.get(name) ?? '')?.[1];

it('says of every export what it is, with an example', () => {
  expect(exported).toContain('matchResultat');
  expect(exported.filter((name) => !/^\s*\w/.test(comments.get(name) ?? ''))).toEqual([]);
  expect(exported.filter((name) => exampleOf(name) === undefined)).toEqual([]);
});

it('gives examples that use what they are examples of, and compile', async () => {
  const examples = exported.map((name) => [name, exampleOf(name) ?? ''] as const);
  const unused = examples.filter(
    ([name, text]) => !new RegExp(`import [^;]*\\b${name}\\b[^;]* from 'registergraf-client(?:/codegen)?'`).test(text),
  );
  expect(unused.map(([name]) => name)).toEqual([]);
  const texts = Object.fromEntries(examples.map(([name, text]) => [`examples/${name}.ts`, text]));
  expect(await compileTexts(texts)).toEqual([]);
}, 60_000);
