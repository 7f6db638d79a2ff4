// Which of the two panes below a tab is in front: that of its variables where it has some, else that of its headers, which say who asks.

/** GraphiQL's own key in the storage that it has been given. */
const STATE = 'graphiql:tabState';

/**
 * @typedef {{ readonly variables?: string | null }} Tab
 * @typedef {{ readonly tabs: readonly Tab[], readonly activeTabIndex: number }} Tabs
 */

/**
 * @param {Storage} storage
 * @param {readonly Tab[]} first With which GraphiQL opens where nothing is stored.
 */
export function createPanes(storage, first) {
  /** @type {Tabs} */
  const before = JSON.parse(storage.getItem(STATE) ?? 'null') ?? { tabs: first, activeTabIndex: 0 };
  let shown = before.activeTabIndex;
  return {
    /** The one to begin with. */
    initial: paneOf(before),

    /** To be told of each change, also of a tab's content. */
    onTabChange(/** @type {Tabs} */ tabs) {
      if (tabs.activeTabIndex === shown) return;
      shown = tabs.activeTabIndex;
      const pane = paneOf(tabs);
      // Once the tab has been drawn. Whoever has folded the panes wants none.
      requestAnimationFrame(() => {
        const tools = document.querySelector('.graphiql-editor-tools');
        if (tools?.querySelector('[aria-label="Show editor tools"]')) return;
        const button = tools?.querySelector(`[data-name="${pane}"]`);
        if (button instanceof HTMLElement) button.click();
      });
    },
  };
}

/** @param {Tabs} tabs */
function paneOf({ tabs, activeTabIndex }) {
  return tabs[activeTabIndex]?.variables?.trim() ? 'variables' : 'headers';
}
