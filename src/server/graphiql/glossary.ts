import { readFileOf } from '../docs/library.ts';

/** A word of the registers, and what it means. */
export interface Word {
  /** As the paper spells it, with its other forms. */
  readonly forms: readonly string[];
  /** Who uses it. */
  readonly where: string;
  /** In English; Markdown. */
  readonly meaning: string;
}

export interface Glossary {
  /** In the order of the alphabet. */
  readonly words: readonly Word[];
  /** The words that a name of the graph is made of. */
  wordsOf(name: string): readonly Word[];
}

const FILE = 'docs/lingo.md';
/** A row of the table with three columns. */
const ROW = /^\| (?!Word \||---)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm;
/** A run of capitals, or letters of which at most the first is a capital. */
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/** The glossary of the paper; empty where an installation has not got it. */
export async function readGlossary(): Promise<Glossary> {
  const paper = await readFileOf(FILE).catch(() => '');
  return createGlossary(paper.toString());
}

export function createGlossary(paper: string): Glossary {
  const words = [...paper.matchAll(ROW)]
    .map(([, forms = '', where = '', meaning = '']): Word => ({ forms: forms.split(', '), where, meaning }))
    .toSorted((one, other) => collator.compare(one.forms[0] ?? '', other.forms[0] ?? ''));
  const byForm = new Map(words.flatMap((word) => word.forms.map((form) => [form.toLowerCase(), word] as const)));
  return {
    words,
    wordsOf: (name) => [...new Set(partsOf(name).flatMap((part) => byForm.get(part) ?? []))],
  };
}

const collator = new Intl.Collator('nb');

/** The parts of a name in lower case: `kanProevesIgjen` is kan, proeves and igjen. */
export function partsOf(name: string): string[] {
  return [...name.matchAll(PART)].map(([part]) => part.toLowerCase());
}
