/** What all pages have in common: colours, light and dark, and letters. */
export const BASE_STYLE = `
:root { --ink: #1c2128; --quiet: #57606a; --line: #d8dee4; --paper: #fff; --shade: #f6f8fa; --link: #0550ae; --mark: #fff8c5 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --quiet: #9aa4af; --line: #30363d; --paper: #0d1117; --shade: #161b22; --link: #79b8ff; --mark: #3a3000 }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2 }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem }
p { max-width: 46rem; margin: 0 0 1rem }
a { color: var(--link) }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
code { font: .875em/1.4 ui-monospace, Menlo, Consolas, monospace }
`;

/** How the pages of codes look: each row is a card where the screen is narrow. */
export const PAGE_STYLE = `${BASE_STYLE}
nav.beside { margin: 0 0 1.5rem; padding: 0 0 .75rem; border-bottom: 1px solid var(--line) }
nav.beside b a { color: var(--ink); text-decoration: none }
[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: 0; padding: 0; list-style: none }
table { width: 100%; border-collapse: collapse; font-size: .9375rem }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  overflow-wrap: break-word }
thead th { position: sticky; top: 0; background: var(--paper); color: var(--quiet); font-size: .8125rem; font-weight: 600 }
tbody th { font-weight: 600; white-space: nowrap }
tbody th a { text-decoration: none }
tbody th a:hover { text-decoration: underline }
tr:target { background: var(--mark) }
tr { scroll-margin-top: 2.5rem }
td ul { margin: 0; padding: 0; list-style: none; color: var(--quiet) }
th:nth-child(1) { width: 16% }
td:nth-child(2) { width: 20% }
td[data-head='Try again'] { width: 5rem }
td[data-head='Fields'] { width: 28%; font-size: .875rem }
td[data-head='HTTP'] { width: 6rem }
td[data-head='Register'] { width: 14% }
td[data-head='In the graph'] { width: 38%; font-size: .875rem }
td[data-head='In the graph'] code { color: var(--ink) }
td[data-head='Meaning'] { width: 26% }
tr:has([data-head='Register']) th { width: 20%; white-space: normal }
.filter { margin: 1.5rem 0 0 }
.filter[hidden] { display: none }
.filter label { display: block; margin: 0 0 .25rem; font-weight: 600 }
.filter input { width: 100%; max-width: 30rem; padding: .5rem .75rem; border: 1px solid var(--quiet); border-radius: .375rem; background: var(--paper);
  color: inherit; font: inherit }
.filter input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.filter p { margin: .5rem 0 0; color: var(--quiet) }
tbody tr[hidden] { display: none }
summary { cursor: pointer; color: var(--link) }
summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.tekst { display: block; color: var(--quiet); font-size: .875rem }
@media (max-width: 60rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, th, td { display: block }
  tbody th { white-space: normal }
  tr { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--shade) }
  tbody th:nth-child(n), td:nth-child(n) { width: auto; padding: .125rem 0; border: 0 }
  td[data-head='Try again']::before { content: 'Try again: '; color: var(--quiet) }
  td[data-head='Fields']::before { content: 'Fields'; color: var(--quiet) }
  td[data-head='Register']::before { content: 'Register: '; color: var(--quiet) }
  td[data-head='HTTP']::before { content: 'HTTP '; color: var(--quiet) }
  td[data-head='What to do']::before { content: 'What to do: '; color: var(--quiet) }
}
`;
