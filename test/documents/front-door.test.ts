import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linksOf, PAPERS, ROOT, read } from './papers.ts';

// The way in: a README that one reads in a minute or two, from which every other paper is found.

const MAX_LINES = 200;
const MAX_BYTES = 12_000;
const MAX_PICTURE_BYTES = 150_000;

describe('the README', () => {
  const text = read('README.md');

  test('is short', () => {
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('shows a picture that is light', () => {
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, file = '']) => statSync(join(ROOT, file)).size,
    );
    expect(pictures.length).toBe(1);
    for (const bytes of pictures) expect(bytes).toBeLessThan(MAX_PICTURE_BYTES);
  });

  test('leads to every other paper', () => {
    const reached = new Set(['README.md']);
    // A set that grows is gone through to its end. A folder leads to the papers in it.
    for (const paper of reached) {
      for (const { path } of linksOf(paper))
        for (const other of PAPERS) if (other === path || other.startsWith(`${path}/`)) reached.add(other);
    }
    expect(PAPERS.filter((paper) => !reached.has(paper))).toEqual([]);
  });
});

describe('the papers of docs', () => {
  const papers = PAPERS.filter((paper) => /^docs\/[^/]+\.md$/.test(paper));

  test.each(papers)('%s begins with whom it is for, and what she can do after it', (paper) => {
    const [title, first] = read(paper).split('\n\n');
    expect(title).toMatch(/^# \S.*$/);
    expect(first).toMatch(/^For [^.]+\.(?:.|\n)*\bAfter this page she\b/);
  });
});
