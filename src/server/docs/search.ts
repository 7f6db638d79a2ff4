import type MiniSearch from 'minisearch';
import type { Paper } from './library.ts';
import { createAnchors, plain } from './render.ts';

/** A part of a paper under one heading. */
interface Section {
  readonly id: string;
  /** Of the paper. */
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

export interface Found extends Pick<Section, 'id' | 'title' | 'heading'> {
  /** Around the first word that was found. */
  readonly excerpt: string;
}

/** Characters of what is searched for; the rest is not looked at. */
export const MAX_SEARCH = 100;
/** Words that are looked for: each goes through all that begin so, which takes some milliseconds for a letter alone. */
export const MAX_WORDS = 8;
/** What the index parts words by: more than spaces. */
const BETWEEN_WORDS = /[\p{Z}\p{P}\s]+/u;
const MAX_FOUND = 20;
/** Sections that are read at a time. */
const AT_A_TIME = 5;
const EXCERPT = 200;
const HISTORY = /^\/docs\/(?:changelog|decisions|upgrading|upstream)\b/;

/** Searches in all papers, by the beginnings of words and despite a slip. All words must be there. */
export async function createSearch(papers: readonly Paper[]): Promise<(words: string) => readonly Found[]> {
  const { default: Index } = await import('minisearch');
  const sections = new Map<string, Section>();
  const index: MiniSearch<Section> = new Index({
    fields: ['heading', 'title', 'text'],
    searchOptions: {
      // Why it was built so, and what it was before, is seldom what somebody looks for.
      boostDocument: (id) => (HISTORY.test(String(id)) ? 0.3 : 1),
      boost: { heading: 4, title: 2 },
      combineWith: 'AND',
      prefix: true,
      fuzzy: 0.2,
    },
  });
  const all = papers.flatMap(sectionsOf);
  for (const section of all) sections.set(section.id, section);
  // A few at a time, between which requests are answered.
  await index.addAllAsync(all, { chunkSize: AT_A_TIME });
  return (words) =>
    index
      .search(words.slice(0, MAX_SEARCH).split(BETWEEN_WORDS).slice(0, MAX_WORDS).join(' '))
      .slice(0, MAX_FOUND)
      .flatMap(({ id, terms }) => {
        const section = sections.get(id);
        return section ? [{ ...section, excerpt: excerptOf(section.text, terms) }] : [];
      });
}

function sectionsOf({ path, title, text }: Paper): Section[] {
  const idOf = createAnchors();
  // What stands before the second heading is the paper's own.
  return splitByHeadings(text).map(({ heading, body }, number) => {
    const anchor = idOf(heading);
    return { id: number === 0 ? path : `${path}#${anchor}`, title, heading: plain(heading), text: textOf(body) };
  });
}

function splitByHeadings(text: string): { readonly heading: string; readonly body: string }[] {
  const parts: { heading: string; body: string }[] = [];
  let inCode = false;
  for (const line of text.split('\n')) {
    if (/^ *```/.test(line)) inCode = !inCode;
    const heading = inCode ? undefined : /^#+ (.+)$/.exec(line)?.[1];
    const last = parts.at(-1);
    if (heading !== undefined) parts.push({ heading, body: '' });
    else if (last) last.body += `${line}\n`;
  }
  return parts;
}

function textOf(markdown: string): string {
  return plain(markdown.replace(/<!--.*?-->|^ *```.*$|^\|[ |-]*\|$/gm, ''))
    .replace(/\s*\|[\s|]*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim();
}

function excerptOf(text: string, terms: readonly string[]): string {
  const places = terms.map((term) => text.toLowerCase().indexOf(term)).filter((place) => place >= 0);
  const first = Math.min(...places, text.length);
  const from = first === text.length ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, first - EXCERPT / 4)) + 1);
  if (text.length - from <= EXCERPT) return `${from > 0 ? '… ' : ''}${text.slice(from)}`;
  const to = text.lastIndexOf(' ', from + EXCERPT);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to > from ? to : from + EXCERPT)} …`;
}
