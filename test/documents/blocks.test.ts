import { join } from 'node:path';
import { createServer } from 'vite';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { startGateway } from '../support/gateway.ts';
import config from './one-origin/vite.config.ts';
import { allBlocks, type Block, FILES, PAPERS, ROOT, read } from './papers.ts';
import { recipeFiles, recipeName } from './recipes.ts';

// What stands in the papers as code, but commands (commands.test.ts) and operations, which test/documents.test.ts validates.

const BLOCKS = PAPERS.flatMap((paper) => allBlocks(read(paper)).map((block) => ({ paper, ...block })));
const inLanguage = (...languages: string[]) => BLOCKS.filter(({ language }) => languages.includes(language));
const named = ({ paper, text }: Block & { paper: string }) => `${paper}: ${text.split('\n')[0]}`;

/** Shows what one does not run: reproductions of faults of others, in the words of their own projects. */
const NOT_OURS = /^docs\/upstream\//;

describe('the blocks of the papers', () => {
  test('are of languages that are looked after', () => {
    const known = ['', 'text', 'mermaid', 'sh', 'graphql', 'json', 'ts', 'js', 'yaml', 'ini'];
    expect(BLOCKS.filter(({ language }) => !known.includes(language)).map(named)).toEqual([]);
    expect(BLOCKS.length).toBeGreaterThan(60);
  });

  test('that are drawings or output hold no command', () => {
    const drawn = inLanguage('', 'text', 'mermaid');
    expect(drawn.filter(({ text }) => /^\s*\$? ?(?:npm|npx|curl|node|docker) /m.test(text)).map(named)).toEqual([]);
  });

  test('are JSON where they say so', () => {
    for (const block of inLanguage('json')) expect(() => JSON.parse(block.text), named(block)).not.toThrow();
  });

  test.each(inLanguage('yaml'))('are YAML where they say so: $paper', ({ text }) => {
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
  });

  test.each(inLanguage('ini'))('are files of settings where they say so: $paper', ({ text }) => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) expect(line).toMatch(/^\[\w+\]$|^\w+=\S/);
  });

  test('in TypeScript stand letter by letter in a file that is compiled, and run by a test; or are one, of recipes.test.ts', () => {
    const compiled = FILES.filter((file) => /^(?:test|examples)\/.*\.tsx?$/.test(file)).map(read);
    const sources = [...compiled, ...recipeFiles().values()];
    const isRecipe = (block: Block & { paper: string }) =>
      block.paper === 'docs/frontend.md' && recipeName(block) !== undefined;
    const ours = inLanguage('ts', 'js').filter((block) => !NOT_OURS.test(block.paper) && !isRecipe(block));
    const missing = ours.filter(({ text }) => !sources.some((source) => `\n${source}`.includes(`\n${text}`)));
    expect(missing.map(named)).toEqual([]);
    expect(ours.length).toBeGreaterThan(3);
  });
});

test('the development server of the paper passes questions on, and the page has one origin', async () => {
  const root = join(ROOT, 'test/documents/one-origin');
  expect(config.server?.proxy).toEqual({ '/graphql': 'http://127.0.0.1:4000' });
  const gateway = await startGateway();
  const server = await createServer({
    ...config,
    root,
    configFile: false,
    logLevel: 'silent',
    cacheDir: join(ROOT, 'node_modules/.cache/registergraf-one-origin'),
    server: { port: 0, host: '127.0.0.1', ws: false, watch: null, proxy: { '/graphql': gateway.url } },
  });
  try {
    await server.listen();
    const address = server.httpServer?.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }' }),
    });
    expect(await answer.json()).toEqual({ data: { enhet: { basisdata: { __typename: 'Basisdata' } } } });
  } finally {
    await server.close();
    await gateway.close();
  }
});
