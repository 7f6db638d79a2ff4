import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GRAPH_REFUSALS, type Refusal } from '../../src/domain/refusals.ts';
import { ERRORS } from '../../src/server/errors.ts';

// A reader who has a refusal's code finds the line that makes it: one row of docs/pipeline.md, one file, one line.

const ROOT = new URL('../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/pipeline.md', ROOT), 'utf8');

const rows = [...PAGE.matchAll(/^\| `([A-Z_]+)` +\| `(\w+\.\w+)` +\| \[([\w./-]+)\]\(\.\.\/([\w./-]+)\) +\|$/gm)].map(
  ([, code, name, file, link]) => ({ code, name, file, link }),
);

const sources = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  // The command line foretells what a gateway would refuse, in the same words.
  .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/'))
  .map((file) => ({ file: `src/${file}`, text: readFileSync(new URL(`src/${file}`, ROOT), 'utf8') }));

/** Every line of the code that has the name, as `file:line`. */
const linesWith = (name: string) =>
  sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => (new RegExp(`\\b${name}\\b`).test(line) ? [`${file}:${index + 1}`] : [])),
  );

const catalogue = [
  ...Object.entries<Refusal>(ERRORS).map(([name, { code }]) => ({ name: `ERRORS.${name}`, code })),
  ...Object.entries<Refusal>(GRAPH_REFUSALS).map(([name, { code }]) => ({ name: `GRAPH_REFUSALS.${name}`, code })),
];

test('docs/pipeline.md has a row for each refusal of the catalogue, with its code, and no other', () => {
  expect(rows.map(({ name, code }) => ({ name, code }))).toEqual(catalogue);
});

test.each(catalogue)('$name is made by one line, in the file that the page names', ({ name }) => {
  const row = rows.find((one) => one.name === name);
  expect(row?.link).toBe(row?.file);
  const lines = linesWith(name);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.split(':')[0]).toBe(row?.file);
});
