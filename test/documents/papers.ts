import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// What the tests of papers read them with.

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = new Set(['node_modules', '.git', 'dist', 'coverage']);

export const FILES: readonly string[] = filesBelow(ROOT);

/** Every Markdown file of the project, from its root. */
export const PAPERS: readonly string[] = FILES.filter((file) => file.endsWith('.md'));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [relative(ROOT, path)];
    });
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The text under a heading of a paper, up to the next one of the same rank or a higher. */
export function chapter(heading: string, paper: string): string {
  const text = read(paper);
  const start = text.indexOf(`\n${heading}\n`) + 1;
  if (start === 0) throw new Error(`${paper} has no heading "${heading}"`);
  const rank = heading.indexOf(' ');
  // What stands in a block of code may begin as a heading does.
  const prose = text.slice(start + rank).replace(/^( *)```.*?^\1```$/gms, (code) => code.replaceAll('#', ' '));
  const end = prose.search(new RegExp(`\n#{1,${rank}} `));
  return end < 0 ? text.slice(start) : text.slice(start, start + rank + end);
}

export interface Block {
  readonly language: string;
  /** Without its fences, and without the indentation of the list that it stands in. */
  readonly text: string;
}

export function allBlocks(text: string): Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(([, indent = '', language = '', body = '']) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** The code blocks of one language. */
export function blocks(text: string, language: string): string[] {
  return allBlocks(text).flatMap((block) => (block.language === language ? [block.text] : []));
}

export function block(text: string, language: string): string {
  const [first] = blocks(text, language);
  if (first === undefined) throw new Error(`no block of ${language}`);
  return first;
}

/** The rows of every table whose first heading is this one, by their headings. */
export function rows(text: string, firstHeading: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  let headings: string[] | undefined;
  for (const line of text.split('\n')) {
    const cells = line.startsWith('|')
      ? line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
      : undefined;
    if (!cells) headings = undefined;
    else if (!headings) headings = cells;
    else if (headings[0] === firstHeading && !cells.every((cell) => /^-+$/.test(cell)))
      found.push(Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])));
  }
  if (found.length === 0) throw new Error(`no table begins with "${firstHeading}"`);
  return found;
}

/** What stands in backticks and nothing else. */
export function code(cell: string | undefined): string {
  const found = /^`([^`]+)`$/.exec(cell ?? '')?.[1];
  if (found === undefined) throw new Error(`not one piece of code: ${cell}`);
  return found;
}

export interface Link {
  readonly paper: string;
  readonly target: string;
  /** From the project's root. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** The links of a paper that stay in the project; pictures too. */
export function linksOf(paper: string): Link[] {
  const withoutCode = read(paper).replace(/^( *)```.*?^\1```$/gms, '');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    return {
      paper,
      target,
      anchor,
      path: path === '' ? paper : posix.normalize(posix.join(posix.dirname(paper), path)),
    };
  });
}

/** The anchors of a text's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
