import { readFile, writeFile } from 'node:fs/promises';
import { printReportSchema } from './cli/document/report.ts';
import { printEnvExample } from './config/env-example.ts';
import { printConfigurationSchema } from './config/json-schema.ts';
import { GENERATED, type Generated, layOutTables } from './graph/generated.ts';
import { fillTables, PAPERS } from './tables.ts';
import { printErrors } from './server/errors-document.ts';

const root = new URL('../', import.meta.url);

const ERRORS: Generated = {
  name: 'docs/errors.md',
  text: printErrors(),
  isSame: (file) => layOutTables(file) === layOutTables(printErrors()),
};

const papers = PAPERS.map(async (name): Promise<Generated> => {
  const text = fillTables(name, await readFile(new URL(name, root), 'utf8'));
  return { name, text, isSame: (file) => layOutTables(file) === layOutTables(text) };
});

const plain = (name: string, text: string): Generated => ({ name, text, isSame: (file) => file === text });

/** What operators begin with. The examples that are JSON are those of the paper. */
const configuration = async (): Promise<readonly Generated[]> => [
  plain('.env.example', printEnvExample(await readFile(new URL('docs/configuration.md', root), 'utf8'))),
  plain('schema/configuration.schema.json', printConfigurationSchema()),
  // What programs read of the command line's answer, for those who write one.
  plain('schema/document-check.schema.json', printReportSchema()),
];

/** `npm run codegen` writes the files; `npm run codegen:check` writes nothing, and fails when one is out of date. */
for (const { name, text, isSame } of [
  ...GENERATED,
  ERRORS,
  ...(await Promise.all(papers)),
  ...(await configuration()),
]) {
  const file = new URL(name, root);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if (!isSame(await readFile(file, 'utf8').catch(() => ''))) {
    process.exitCode = 1;
    process.stderr.write(`${name} is out of date: run \`npm run codegen\`.\n`);
  }
}
