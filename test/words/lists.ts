import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * A list of words: one a line, under headings that say where they stand.
 *
 * - `# graph`: a name in the graph.
 * - `# wire`: in the messages or the documented texts of the register whose list it is.
 * - `# contract`: what the register's contract calls its test people, settings and codes; the sandbox has it in its texts and settings.
 * - `# invented`: in texts of invented people and units, of the sandbox alone. In no name.
 */
export type Heading = 'graph' | 'wire' | 'contract' | 'invented';

export interface Entry {
  readonly word: string;
  readonly heading: Heading;
  /** The folder in `src/sources`; undefined for words of all registers. */
  readonly source: string | undefined;
  readonly list: string;
}

const HEADINGS: readonly string[] = ['graph', 'wire', 'contract', 'invented'] satisfies readonly Heading[];

/** The folders in `src/sources`. A new register is among them by itself. */
export const SOURCES: readonly string[] = readdirSync('src/sources', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The registers' own words: those of all in `test/words/registers.txt`, each register's beside its tests. */
export function registersWords(): readonly Entry[] {
  const lists = [
    { list: 'test/words/registers.txt', source: undefined },
    ...SOURCES.map((source) => ({ list: `test/sources/${source}/words.txt`, source })),
  ];
  return lists.flatMap(({ list, source }) => {
    if (!existsSync(list)) throw new Error(`${list} is missing: the words of ${source} that are not English.`);
    return [...sections(list)].flatMap(([heading, words]) => {
      if (!isHeading(heading)) throw new Error(`${list}: "# ${heading}" is none of ${HEADINGS.join(', ')}.`);
      return words.map((word) => ({ word, heading, source, list }));
    });
  });
}

/** The words of a list that has no sections, or whose headings only group. */
export function plainList(list: string): readonly string[] {
  return [...sections(list).values()].flat();
}

function isHeading(heading: string): heading is Heading {
  return HEADINGS.includes(heading);
}

function sections(list: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let heading = '';
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    if (line.startsWith('# ')) heading = line.slice(2);
    else if (line !== '' && !line.startsWith('//'))
      found.set(heading, [...(found.get(heading) ?? []), line.normalize('NFC')]);
  }
  return found;
}
