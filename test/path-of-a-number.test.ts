import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { touchedFiles } from './support/touched-files.ts';

const PAGE = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');

/** The files that a list of the page names, in their order. */
function filesUnder(heading: string): string[] {
  const start = PAGE.indexOf(`\n### ${heading}\n`);
  if (start < 0) throw new Error(`docs/architecture.md has no heading "${heading}"`);
  const rest = PAGE.slice(start + 5);
  const text = rest.slice(0, rest.search(/\n##/) >>> 0);
  return [...text.matchAll(/^(?:\d+\.|-|\|) `([\w./-]+\.ts)`/gm)].map(([, file = '']) => file);
}

const asking = (organisasjonsnummer: string) => ({
  query:
    'query ($organisasjonsnummer: ID!) { enhet(organisasjonsnummer: $organisasjonsnummer) { basisdata { ... on Basisdata { navn } } } }',
  variables: { organisasjonsnummer },
});

describe('the path of an organisasjonsnummer, as docs/architecture.md draws it', () => {
  const path = filesUnder('In and back, file by file');
  const beside = filesUnder('Beside the path');
  let touched: string[];
  let answers: unknown[];
  beforeAll(async () => {
    ({ files: touched, answers } = await touchedFiles(asking('700102009'), asking('700000001')));
  });

  test('was really gone', () => {
    expect(answers).toEqual([
      { data: { enhet: { basisdata: { navn: 'BLÅBÆR & FLØYTE SANDKASSE' } } } },
      { data: { enhet: { basisdata: { navn: 'FULLSTENDIG SANDKASSE AS' } } } },
    ]);
  });

  test('has at most thirty files', () => {
    expect(path.length).toBeGreaterThan(10);
    expect(path.length).toBeLessThanOrEqual(30);
    expect(new Set([...path, ...beside]).size).toBe(path.length + beside.length);
  });

  test('holds each file that runs for it, and none that does not', () => {
    expect([...path, ...beside].toSorted()).toEqual(touched);
  });
});
