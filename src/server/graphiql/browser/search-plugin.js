// GraphiQL's plugin that searches in the graph: a panel of the sidebar. React is the one that GraphiQL has brought.

/**
 * @typedef {import('./graph-search.js').Entry} Entry
 * @typedef {{ readonly entries: readonly Entry[], readonly total: number }} Found
 * @typedef {(words: string) => Found} Search
 */

const TITLE = 'Search';
/** Characters of a description that are shown. */
const EXCERPT = 160;
const KINDS = new Map([
  ['error', 'type of an error'],
  ['value', 'value of an enum'],
  ['code', 'code'],
]);

/**
 * @param {object} parts
 * @param {any} parts.React
 * @param {() => Promise<Search>} parts.load Called when the panel is opened for the first time.
 * @param {(entry: Entry) => void} parts.open
 */
export function createSearchPlugin({ React, load, open }) {
  const { createElement: element, useEffect, useId, useState } = React;
  // What was searched for stays when the panel gives way to the documentation.
  let last = '';
  /** @type {Promise<Search> | undefined} */
  let loading;

  function Panel() {
    const id = useId();
    const [words, setWords] = useState(last);
    const [search, setSearch] = useState(/** @type {{ find: Search } | undefined} */ (undefined));
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      loading ??= load();
      loading.then(
        (find) => setSearch({ find }),
        () => {
          loading = undefined;
          setFailed(true);
        },
      );
    }, []);
    const found = search && words.trim() !== '' ? search.find(words) : undefined;
    const told = failed ? 'The search could not be loaded.' : tell(words, found);
    return element(
      'section',
      { className: 'graph-search', 'aria-label': TITLE, onKeyDown: moveByArrows },
      element('div', { className: 'graphiql-doc-explorer-title' }, TITLE),
      element('label', { htmlFor: id }, 'English, or a word of the graph'),
      element('input', {
        ...{ id, type: 'search', value: words, autoFocus: true, autoComplete: 'off', spellCheck: false },
        placeholder: 'phone, company, role, 1070 …',
        onChange(/** @type {{ target: { value: string } }} */ { target }) {
          last = target.value;
          setWords(last);
        },
      }),
      element('p', { role: 'status' }, told),
      element(
        'ul',
        null,
        ...(found?.entries ?? []).map((/** @type {Entry} */ entry, /** @type {number} */ place) =>
          element('li', { key: place }, result(entry)),
        ),
      ),
    );
  }

  /** A name, with places where it may break. */
  function breakable(/** @type {string} */ name) {
    return name
      .split(/(?<=[._(])|(?<=\p{Ll})(?=\p{Lu})/u)
      .flatMap((part, place) => (place === 0 ? [part] : [element('wbr', { key: place }), part]));
  }

  function result(/** @type {Entry} */ entry) {
    const { name, on, field, kind, of, meaning, description, href } = entry;
    const owner = kind === 'argument' ? `${on}.${field}(` : on === undefined || kind === 'code' ? '' : `${on}.`;
    const inner = [
      element(
        'code',
        { key: 'name' },
        ...breakable(owner),
        element('b', null, ...breakable(name)),
        kind === 'argument' ? ')' : '',
      ),
      element('span', { key: 'kind', className: 'graph-search-kind' }, of ?? KINDS.get(kind) ?? kind),
      meaning && element('span', { key: 'meaning', className: 'graph-search-meaning' }, meaning),
      element('span', { key: 'text' }, excerptOf(description)),
    ];
    return href === undefined
      ? element('button', { type: 'button', onClick: () => open(entry) }, inner)
      : element('a', { href, target: '_blank', rel: 'noreferrer' }, inner);
  }

  return {
    title: TITLE,
    icon: (/** @type {object} */ props) => element('svg', { ...ICON, ...props }, ...lens(element)),
    content: Panel,
  };
}

/**
 * @param {string} words
 * @param {Found | undefined} found Undefined until the search is there.
 */
export function tell(words, found) {
  if (words.trim() === '')
    return 'Looks for types, fields, arguments, values and codes: in their names, in English, and in what is said of them.';
  if (!found) return 'Loading.';
  const { entries, total } = found;
  if (total === 0) return `Nothing is found for “${words.trim()}”.`;
  if (entries.length < total) return `The first ${entries.length} of ${total} results.`;
  return total === 1 ? 'One result.' : `${total} results.`;
}

/** @param {string} description Markdown; its first characters, as one would read it aloud. */
function excerptOf(description) {
  const text = description.replace(/[`*]/g, '').replace(/\s+/g, ' ').replace(/^- /, '').trim();
  if (text.length <= EXCERPT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', EXCERPT))} …`;
}

/** From the field to the results, and among them, as in a list of a browser. */
function moveByArrows(/** @type {KeyboardEvent & { currentTarget: Element }} */ event) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll('input, li > *')];
  const at = stops.indexOf(/** @type {Element} */ (document.activeElement));
  const next = stops[at + step];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

const ICON = { viewBox: '0 0 20 20', fill: 'none', stroke: 'currentColor', strokeWidth: 1.75, strokeLinecap: 'round' };

/** @param {any} element */
function lens(element) {
  return [
    element('circle', { key: 'glass', cx: 8.5, cy: 8.5, r: 5.5 }),
    element('path', { key: 'handle', d: 'm13 13 4.5 4.5' }),
  ];
}
