import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGlossary, partsOf } from '../../../src/server/graphiql/glossary.ts';
import { GLOSSARY_PATH } from '../../../src/server/graphiql/page.ts';
import { PROFILES } from '../../../src/server/profile.ts';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

const PAPER = readFileSync(new URL('../../../docs/lingo.md', import.meta.url), 'utf8');

let gateway: RunningGateway;
let response: Response;
let page: string;
beforeAll(async () => {
  gateway = await startGateway();
  response = await fetch(gateway.url + GLOSSARY_PATH);
  page = await response.text();
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** What a reader sees of the row of a word. */
function rowOf(word: string): string {
  const row = page.split('\n').find((line) => line.includes(` id="Words-${word}`)) ?? '';
  return row
    .replace(/<wbr>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('the glossary', () => {
  test('has every row of the paper’s table', () => {
    const rows = PAPER.split('\n').filter((line) => /^\| [^|]+ \| [^|]+ \| [^|]+ \|$/.test(line));
    // The head, and the line below it, are no words.
    expect(page.match(/<tr role="row" id=/g)).toHaveLength(rows.length - 2);
    expect(rows.length).toBeGreaterThan(200);
  });

  test('says what a word means, whose it is, and which types and fields have it', () => {
    const row = rowOf('verge');
    for (const told of ['Guardian', 'grunndata', 'harVerge', 'RollePerson', 'PersonHarVerge'])
      expect(row).toContain(told);
    expect(rowOf('enhet')).toMatch(/a company.* enhet in .*Query/);
  });

  test('may load its one script, and nothing else', async () => {
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'sha256-/,
    );
    const [script = ''] = [...page.matchAll(/<script type="module" src="([^"]+)"><\/script>/g)].map(([, path]) => path);
    expect(page.match(/<script/g)).toHaveLength(1);
    const file = await fetch(gateway.url + script);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  test('is not served where GraphiQL is not, nor written to', async () => {
    await using production = await startGateway({ options: { profile: PROFILES.production } });
    expect((await fetch(production.url + GLOSSARY_PATH)).status).toBe(404);
    expect((await fetch(gateway.url + GLOSSARY_PATH, { method: 'POST' })).status).toBe(404);
  });
});

describe('the words of a name', () => {
  test('are those of its parts, each once', () => {
    expect(partsOf('kanVelgeSikkerDigitalPostkasse')).toEqual(['kan', 'velge', 'sikker', 'digital', 'postkasse']);
    const glossary = createGlossary(PAPER);
    const meanings = (name: string) => glossary.wordsOf(name).map(({ meaning }) => meaning);
    expect(meanings('KONTAKTDATA_TYPE')).toEqual([expect.stringContaining('How somebody is reached')]);
    expect(meanings('registrertRegistreringsdato')).toHaveLength(1);
  });

  test('are none where an installation has not the paper', () => {
    const { words, wordsOf } = createGlossary('');
    expect([words, wordsOf('enhet')]).toEqual([[], []]);
  });
});
