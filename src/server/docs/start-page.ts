import type { GraphiqlSettings } from '../graphiql/tabs.ts';
import { BASE_STYLE } from '../graphiql/page-style.ts';
import { inlineStyle, writeDocument } from '../graphiql/document.ts';
import { contentSecurityPolicy, DOCS_PATH, ERRORS_PATH, FEILKODER_PATH, GLOSSARY_PATH } from '../graphiql/page.ts';
import { SCHEMA_PATH } from './library.ts';

const STYLE = `${BASE_STYLE}
body { max-width: 60rem }
ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12.5rem, 100%), 1fr)); gap: 1rem; margin: 2rem 0; padding: 0; list-style: none }
li { padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--shade) }
li a { font-size: 1.125rem; font-weight: 600 }
li p { margin: .25rem 0 0; color: var(--quiet) }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--shade) }
pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
`;

export const START_POLICY = contentSecurityPolicy(STYLE);

const PLACES: readonly (readonly [path: string, name: string, text: string])[] = [
  ['/graphql', 'GraphiQL', 'Ask in the browser: queries that are ready to run, and the graph beside them.'],
  [DOCS_PATH, 'Documentation', 'For those who write frontends, run the gateway, or have a router; with a search.'],
  [GLOSSARY_PATH, 'Glossary', 'The Norwegian and Danish words of the graph in English, with a search.'],
  [FEILKODER_PATH, 'Feilkoder', 'Every code that a register documents, with its type and its meaning in English.'],
  [ERRORS_PATH, 'Errors', 'What the gateway itself refuses, and what to do about it.'],
  [SCHEMA_PATH, 'schema.graphql', 'The graph as a file, for codegen, editors and linters.'],
  ['/health/ready', 'Health', 'Whether the gateway is ready, and what it knows of each register.'],
];

/** The page at `/`: what this is, who answers, and where to go. */
export function writeStartPage({ sandbox, real = [], tokenRequired }: GraphiqlSettings): string {
  const answers = sandbox
    ? real.length > 0
      ? `Real registers are asked for some of it (${real.join(', ')}); the embedded sandbox, in which everybody is invented, answers the rest.`
      : 'The embedded sandbox answers, in which everybody is invented.'
    : 'Real registers are asked.';
  const token = tokenRequired ? ' Every question needs a token.' : '';
  const places = PLACES.map(([path, name, text]) => `<li><a href="${path}">${name}</a><p>${text}</p></li>`);
  return writeDocument({
    head: inlineStyle(STYLE),
    body: `<main>
<h1>Registergraf</h1>
<p>A GraphQL gateway over public registers: contact information on citizens in Denmark, and contact data, digital mailboxes and the business register in
Norway. One endpoint, one graph, and a type for every code that a register documents.</p>
<p>${answers}${token}</p>
<ul>
${places.join('\n')}
</ul>
<p>Programs ask <code>POST /graphql</code>:</p>
<pre tabindex="0"><code>{ "query": "{ enhet(organisasjonsnummer: \\"700102009\\") { basisdata { __typename } } }" }</code></pre>
</main>`,
  });
}
