// Opens a type, a field or a value in GraphiQL's documentation, as somebody would: by its links. GraphiQL gives its plugins no other way to
// its documentation; the names of its classes are what themes rely on.

/** @typedef {{ readonly kind: string, readonly name: string, readonly on?: string, readonly field?: string }} Place */

const EXPLORER = '.graphiql-doc-explorer';
/** How long a page of the documentation may take to be drawn. */
const PATIENCE_MS = 2_000;

/** @param {Place} place */
export async function openInDocs(place) {
  const { type, field, inner } = stepsTo(place);
  click('.graphiql-sidebar [aria-label="Show Documentation Explorer"]');
  await until(() => document.querySelector(`${EXPLORER}-content`));
  while (click(`${EXPLORER}-back`)) await frame();
  if (!(await follow(`${EXPLORER}-type-name`, type))) return;
  if (field !== undefined) await follow(`${EXPLORER}-field-name`, field);
  const found = inner === undefined ? undefined : find(`${EXPLORER}-enum-value, ${EXPLORER}-argument-name`, inner);
  found?.scrollIntoView({ block: 'center' });
  found?.classList.add('graph-search-found');
  const explorer = document.querySelector(EXPLORER);
  if (!(explorer instanceof HTMLElement)) return;
  // Whoever uses the keyboard or a screen reader goes on in what has been opened.
  explorer.tabIndex = -1;
  explorer.focus({ preventScroll: true });
}

/**
 * @param {Place} place
 * @returns {{ type: string, field?: string | undefined, inner?: string }} The links to follow, and what to look at behind them.
 */
export function stepsTo({ kind, name, on, field }) {
  if (on === undefined) return { type: name };
  if (kind === 'argument') return { type: on, field, inner: name };
  return kind === 'value' ? { type: on, inner: name } : { type: on, field: name };
}

/**
 * Clicks a link, and waits for what it opens. Whether there is one.
 * @param {string} selector
 * @param {string} text
 */
async function follow(selector, text) {
  const link = find(`${EXPLORER}-content ${selector.replaceAll(', ', `, ${EXPLORER}-content `)}`, text);
  if (!link) return false;
  link.click();
  return Boolean(await until(() => document.querySelector(`${EXPLORER}-title`)?.textContent === text));
}

/**
 * @param {string} selector
 * @param {string} text
 */
function find(selector, text) {
  for (const element of document.querySelectorAll(selector)) {
    if (element instanceof HTMLElement && element.textContent?.trim() === text) return element;
  }
}

/** @param {string} selector */
function click(selector) {
  const element = document.querySelector(selector);
  if (element instanceof HTMLElement) element.click();
  return Boolean(element);
}

function frame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * @template Value
 * @param {() => Value} look
 */
async function until(look) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = look();
    if (seen || performance.now() > end) return seen;
    await frame();
  }
}
