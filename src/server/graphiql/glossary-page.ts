import { apiSchema } from '../../graph/schema.ts';
import type { Asset } from './asset.ts';
import { marked } from './errors-page.ts';
import { type Glossary, partsOf, readGlossary, type Word } from './glossary.ts';
import { namesOf } from './graph-names.ts';
import { type AnswerPage, code, createPage, DOCS_PATH, html, section, writePage } from './page.ts';

const TITLE = 'Glossary';
const NAME = 'Words';
/** Names of the graph that a row shows at once; more are folded. */
const SHOWN = 6;
/** Types that are named of one field. */
const OWNERS = 3;

/** What answers with the registers' words in English, and where the graph has them. `script` searches in what is already there. */
export function createGlossaryPage(script: () => Promise<Asset>): AnswerPage {
  return createPage(async () => page(await readGlossary(), (await script()).path), 'own scripts');
}

function page(glossary: Glossary, script: string): string {
  const uses = usesOf(glossary);
  const rows = glossary.words.map((word) => [
    word.forms.join(', '),
    marked(word.meaning),
    html(word.where),
    list(uses.get(word) ?? []),
  ]);
  return writePage({
    title: TITLE,
    chapters: [NAME],
    script,
    introduction: `The words of the graph that are Norwegian or Danish, what they mean in English, and which types and fields have them. The graph
spells å, ø and æ as <code>aa</code>, <code>oe</code> and <code>ae</code>. How names are made, and the small words in them, stands in
<a href="${DOCS_PATH}/lingo">The registers’ words</a>.`,
    main: `<div role="search" class="filter" hidden>
<label for="words">A word, its meaning in English, a field or a type</label>
<input id="words" type="search" autocomplete="off" autocapitalize="off" spellcheck="false">
<p role="status"></p>
</div>
${section(NAME, '', ['Word', 'Meaning', 'Register', 'In the graph'], rows)}`,
  });
}

/** What of the graph has a word in its name, as HTML: types, then fields and arguments with their types. */
function usesOf(glossary: Glossary): ReadonlyMap<Word, readonly string[]> {
  const uses = new Map<Word, Map<string, Set<string>>>();
  for (const { name, on, kind } of namesOf(apiSchema)) {
    for (const word of glossary.wordsOf(name)) {
      const own = uses.get(word) ?? new Map<string, Set<string>>();
      uses.set(word, own);
      const owners = own.get(name) ?? new Set<string>();
      own.set(name, owners);
      if (on !== undefined && kind !== 'type') owners.add(on);
    }
  }
  return new Map([...uses].map(([word, names]) => [word, [...names].toSorted(byLength).map(use)]));
}

/** The name that is the word alone comes first, and the one with most words last. */
function byLength([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return partsOf(one).length - partsOf(other).length || one.localeCompare(other);
}

function use([name, owners]: readonly [string, ReadonlySet<string>]): string {
  if (owners.size === 0) return code(name);
  const types = [...owners].map(html);
  const rest = types.slice(OWNERS);
  // Searched for, and not shown.
  const more = rest.length > 0 ? ` and ${rest.length} more<span hidden> ${rest.join(', ')}</span>` : '';
  return `${code(name)} in ${types.slice(0, OWNERS).join(', ')}${more}`;
}

function list(uses: readonly string[]): string {
  if (uses.length === 0) return '–';
  const items = (some: readonly string[]) => `<ul>${some.map((one) => `<li>${one}</li>`).join('')}</ul>`;
  if (uses.length <= SHOWN) return items(uses);
  const rest = uses.slice(SHOWN - 1);
  return `${items(uses.slice(0, SHOWN - 1))}<details><summary>${rest.length} more</summary>${items(rest)}</details>`;
}
