import { readFile, writeFile } from 'node:fs/promises';
import { parse, print, printSchema } from 'graphql';
import { printFeilkoder } from './feilkoder.ts';
import { schema } from './schema.ts';

const folder = new URL('../../schema/', import.meta.url);

/** What is generated from the code and committed. `same` tells what a formatter may change from what it may not. */
const files = [
  {
    name: 'registergraf.graphql',
    text: `${printSchema(schema)}\n`,
    same: (text: string) => print(parse(text)),
  },
  { name: 'feilkoder.md', text: printFeilkoder(schema), same: (text: string) => text },
];

/** `npm run codegen` writes the files; `npm run codegen:check` writes nothing, and fails when one is out of date. */
for (const { name, text, same } of files) {
  const file = new URL(name, folder);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
    continue;
  }
  const old = await readFile(file, 'utf8').catch(() => '');
  if (old !== '' && same(old) === same(text)) continue;
  process.exitCode = 1;
  process.stderr.write(`schema/${name} is out of date: run \`npm run codegen\`.\n`);
}
