import { readFileSync } from 'node:fs';
import { VARIABLES } from '../../src/config/variables.ts';
import { type Code, readCode } from './code.ts';
import type { Entry } from './lists.ts';
import { wordsOf } from './split.ts';

/** Whether a word of a list stands where its heading says that it does. */
export function standing(files: readonly string[], codes: readonly Code[]): (entry: Entry) => boolean {
  const graph = wordsOfGraph();
  const wires = new Map<string, ReadonlySet<string>>();
  const sandbox = new Set(
    codes
      .filter(({ file }) => file.startsWith('src/sandbox/'))
      .flatMap(({ file, pieces }) =>
        pieces.filter(({ kind }) => kind === 'text' || (kind === 'name' && file.endsWith('/settings.ts'))),
      )
      .flatMap(({ value }) => wordsAlsoJoined(value)),
  );
  const wire = (source: string): ReadonlySet<string> => {
    const known = wires.get(source) ?? wordsOfWire(files, source);
    wires.set(source, known);
    return known;
  };
  return ({ word, heading, source }) => {
    if (heading === 'graph') return graph.has(word);
    if (heading === 'wire') return source !== undefined && wire(source).has(word);
    return sandbox.has(word);
  };
}

/**
 * The names of the graph: of its schema without descriptions, of the codes that are values in it, of the example's subgraph,
 * and the names that outsiders rely on: variables, files of the package, what the client package exports.
 */
export function wordsOfGraph(): ReadonlySet<string> {
  const withoutTexts = (file: string) =>
    readFileSync(file, 'utf8').replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#.*/g, '');
  const catalogue = JSON.parse(readFileSync('schema/feilkoder.json', 'utf8'));
  const packages = ['package.json', 'client/package.json'].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return new Set(
    [
      withoutTexts('schema/registergraf.graphql'),
      withoutTexts('examples/federation/tilskudd.graphql'),
      ...Object.keys(catalogue),
      ...catalogue.utilgjengelig.map(({ kode }: { kode: string }) => kode),
      ...Object.keys(VARIABLES.shape),
      ...packages.flatMap(({ name, exports }) => [name, ...Object.keys(exports)]),
      ...readCode('client/src/index.ts').pieces.flatMap(({ kind, value }) => (kind === 'name' ? [value] : [])),
    ].flatMap(wordsOf),
  );
}

/** The folders of the sandbox, and of its tests, that play a source's other registers. */
const OTHER_REGISTERS: Readonly<Record<string, readonly string[]>> = {
  postkasse: ['krr'],
  enhet: ['enhetsregisteret'],
};

/** What is written or read on the wire of a register: its samples, schemas, documented texts and names of elements or keys. */
function wordsOfWire(files: readonly string[], source: string): ReadonlySet<string> {
  const words = new Set<string>();
  const played = [source, ...(OTHER_REGISTERS[source] ?? [])].join('|');
  const sample = new RegExp(`^test/(?:sources/${source}|sandbox/(?:${played}))/.*\\.(?:xml|json|txt)$`);
  const code = new RegExp(
    `^(?:src/sandbox/(?:${played})/.*(?:wsdl|xsd|schema|answers/|messages|codes\\.ts|units/|parameters\\.ts)|src/sources/${source}/.*(?:codes\\.ts|messages)|test/sources/${source}/documented\\.ts)`,
  );
  for (const file of files) {
    if (file.endsWith('/words.txt')) continue;
    if (sample.test(file)) for (const word of wordsOf(readFileSync(file, 'utf8'))) words.add(word);
    if (!code.test(file) || !file.endsWith('.ts')) continue;
    for (const { kind, value } of readCode(file).pieces) {
      if (kind === 'text') for (const word of wordsAlsoJoined(value)) words.add(word);
    }
  }
  return words;
}

/** The words of a text, and the whole of it: headers and file names have `ActiveOrganisation` in lower case, without a seam. */
function wordsAlsoJoined(text: string): string[] {
  return [...wordsOf(text), text.toLowerCase()];
}
