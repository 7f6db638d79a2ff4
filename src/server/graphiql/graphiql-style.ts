/** What is added to GraphiQL's own style. */
export const STYLE = `
/* A tab moves away when it is clicked, since a transform is left over from its first rendering, so that the click misses it. All tabs are
   seen, in as many rows as they need. */
.graphiql-tab.graphiql-tab { transform: none !important }
.graphiql-container .graphiql-session-header { height: auto; align-items: flex-start }
.graphiql-container .graphiql-tabs { flex-wrap: wrap; row-gap: 2px; overflow: visible }
.graphiql-container .graphiql-tab .graphiql-tab-button { padding-right: 32px }
.graphiql-container .graphiql-logo { white-space: nowrap }
.graphiql-container .graphiql-logo div > svg { display: none }
.only-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

/* Colours that can be read on white, links that can be told from text without colour, and buttons that can be hit. */
@media (prefers-color-scheme: light) { body:not(.graphiql-dark) .graphiql-container { --color-warning: 30, 100%, 26%; --color-info: 208, 100%, 33% } }
body.graphiql-light .graphiql-container { --color-warning: 30, 100%, 26%; --color-info: 208, 100%, 33% }
.graphiql-container { --alpha-secondary: 0.9 }
/* As dark as the pages beside it: comments of the editor cannot be read on what is lighter. */
@media (prefers-color-scheme: dark) { body:not(.graphiql-light) .graphiql-container { --color-base: 216, 28%, 7% } }
body.graphiql-dark .graphiql-container { --color-base: 216, 28%, 7% }
.graphiql-doc-explorer-content a, .graphiql-markdown-description a { text-decoration: underline; text-underline-offset: 2px }
.graphiql-doc-explorer-section-content div > a:only-child { display: inline-block; line-height: 24px }
.graphiql-container :is(.graphiql-tab-close, .graphiql-tab-add) { box-sizing: border-box; min-width: 24px; min-height: 24px; text-align: center }
/* What its keys are would be cut off. */
.graphiql-container .graphiql-doc-explorer-search:not(:focus-within) [role=combobox] { width: 10ch }
/* The explorer gives a field of n digits the width of n digits, and none for its padding. */
.graphiql-container .graphiql-explorer-root input { box-sizing: content-box; font: inherit }

/* Tables in descriptions have no style of their own. */
.graphiql-markdown-description table { width: 100%; border-collapse: collapse }
.graphiql-markdown-description :is(th, td) { padding: 4px 8px 4px 0; text-align: left; vertical-align: top }
.graphiql-markdown-description td { border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy)) }

/* The search. */
.graph-search label { display: block; margin: 12px 0 4px }
.graph-search input { width: 100%; padding: 8px; border: 1px solid hsla(var(--color-neutral), var(--alpha-secondary)); border-radius: 4px;
  background: none; color: inherit; font: inherit }
.graph-search [role=status] { margin: 8px 0 }
.graph-search ul { margin: 0; padding: 0; list-style: none }
.graph-search li > * { display: block; width: 100%; padding: 8px; border: 0; border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy));
  background: none; color: inherit; font: inherit; text-align: left; text-decoration: none; cursor: pointer }
.graph-search li > :hover { background: hsla(var(--color-neutral), var(--alpha-background-light)) }
.graph-search :is(input, button, a):focus-visible { outline: 2px solid hsl(var(--color-primary)); outline-offset: -2px }
.graph-search code { overflow-wrap: anywhere }
.graph-search-kind, .graph-search-meaning { display: block }
.graph-search-kind { font-size: var(--font-size-hint) }
.graph-search-meaning { font-weight: 500 }
.graph-search-found { outline: 2px solid hsl(var(--color-primary)); outline-offset: 4px }

/* Narrow: query and answer stand below each other, and a panel of the sidebar covers them. */
@media (max-width: 48rem) {
  .graphiql-container .graphiql-logo { display: none }
  .graphiql-container .graphiql-tabs { flex-wrap: nowrap; overflow: auto }
  .graphiql-container #graphiql-session { flex-direction: column }
  /* It is there, and empty, while none is open. */
  .graphiql-container .graphiql-plugin:not(:empty) { position: absolute; inset: 0 0 0 var(--sidebar-width); z-index: 20; background: hsl(var(--color-base)) }
}
`;
