import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { DOCS_PATH, FEILKODER_PATH } from '../graphiql/page.ts';

/** Where the graph is, as SDL: what codegen, editors and linters read. */
export const SCHEMA_PATH = '/graphql/schema.graphql';
/** The file of it. */
export const SCHEMA_FILE = 'schema/registergraf.graphql';

const ROOT = new URL('../../../', import.meta.url);
const FOLDER = 'docs';

/** Papers beside the folder, and what they are called here: in small letters one would have the name of another in the folder. */
const BESIDE: Readonly<Record<string, { readonly path: string; readonly title: string }>> = {
  'README.md': { path: DOCS_PATH, title: 'Overview' },
  'CHANGELOG.md': { path: `${DOCS_PATH}/changelog`, title: 'Changelog' },
  'SECURITY.md': { path: `${DOCS_PATH}/reporting-a-vulnerability`, title: 'Reporting a vulnerability' },
};

/** Files that the gateway serves in another form. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'schema/feilkoder.md': FEILKODER_PATH,
  [SCHEMA_FILE]: SCHEMA_PATH,
};

/** A page of the documentation. */
export interface Paper {
  /** From the project's root. */
  readonly file: string;
  readonly path: string;
  readonly title: string;
  /** Markdown. Of a folder it is made here: a list of what is in it. */
  readonly text: string;
}

export interface Library {
  /** In the order in which the README leads to them; a folder's papers behind it. */
  readonly papers: readonly Paper[];
  /** Pictures, by path. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Where a file or a folder of the project is served; undefined where it is not. */
  pathOf(file: string): string | undefined;
}

/** Reads all papers. Where an installation has none of the folder, those beside it are all there are. */
export async function readLibrary(): Promise<Library> {
  const inFolder = await readdir(new URL(`${FOLDER}/`, ROOT), { recursive: true }).catch(() => []);
  const files = inFolder.map((name) => posix.join(FOLDER, name.replaceAll('\\', '/'))).toSorted();
  const wanted = [...Object.keys(BESIDE), ...files.filter((file) => file.endsWith('.md'))];
  const read = await Promise.all(wanted.map(readPaper));
  const own = read.filter((paper) => paper !== undefined);
  const folders = [...new Set(own.map(({ file }) => posix.dirname(file)))].filter((name) =>
    name.startsWith(`${FOLDER}/`),
  );
  const papers = inReadingOrder([...own, ...folders.map((folder) => contentsOf(folder, own))]);
  const paths = new Map(papers.map(({ file, path }) => [file, path]));
  return {
    papers,
    pictures: new Map(files.filter((file) => file.endsWith('.webp')).map((file) => [`/${file}`, file])),
    pathOf: (file) => paths.get(file) ?? ELSEWHERE[file],
  };
}

export function readFileOf(file: string): Promise<Buffer> {
  return readFile(new URL(file, ROOT));
}

async function readPaper(file: string): Promise<Paper | undefined> {
  const text = await readFile(new URL(file, ROOT), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const own = { path: `/${file.replace(/\.md$/, '')}`, title: /^# (.+)$/m.exec(text)?.[1] ?? file };
  return { file, text, ...(BESIDE[file] ?? own) };
}

function contentsOf(folder: string, papers: readonly Paper[]): Paper {
  const name = posix.basename(folder);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const list = papers.filter(({ file }) => posix.dirname(file) === folder);
  const lines = list.map(({ file, title: of }) => `- [${of}](${posix.basename(file)})`);
  return { file: folder, path: `/${folder}`, title, text: `# ${title}\n\n${lines.join('\n')}\n` };
}

function inReadingOrder(papers: readonly Paper[]): readonly Paper[] {
  const readme = papers.find(({ path }) => path === DOCS_PATH)?.text ?? '';
  const place = ({ file }: Paper): number => {
    if (file === 'README.md') return -1;
    const found = readme.indexOf(`](${file}`);
    return found < 0 ? readme.length : found;
  };
  return papers.toSorted((one, other) => place(one) - place(other));
}
