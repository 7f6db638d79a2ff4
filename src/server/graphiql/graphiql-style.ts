/**
 * What is added to GraphiQL's own style. A tab moves away when it is clicked, since a transform is left over from its first rendering, so that
 * the click misses it. All tabs are seen, in as many rows as they need. Tables in descriptions have no style of their own.
 */
export const STYLE = `
.graphiql-tab.graphiql-tab { transform: none !important }
.graphiql-container .graphiql-session-header { height: auto; align-items: flex-start }
.graphiql-container .graphiql-logo { white-space: nowrap }
.graphiql-container .graphiql-logo div > svg { display: none }
.graphiql-container .graphiql-tabs { flex-wrap: wrap; row-gap: 2px; overflow: visible }
.graphiql-markdown-description table { width: 100%; border-collapse: collapse }
.graphiql-markdown-description :is(th, td) { padding: 4px 8px 4px 0; text-align: left; vertical-align: top }
.graphiql-markdown-description td { border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy)) }
.graph-search label { display: block; margin: 12px 0 4px }
.graph-search input { width: 100%; padding: 8px; border: 1px solid hsla(var(--color-neutral), var(--alpha-tertiary)); border-radius: 4px;
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
`;
