import { expect, test } from 'vitest';
import { trimTables } from '../.ci/tables.ts';
import { PAPERS, read } from './documents/papers.ts';

test('a table loses its padding, and nothing else does', () => {
  const padded = [
    '| a   | b  `c  d`  |',
    '| --- | :-------: |',
    '|     | x \\|  y   |',
    '',
    'a  |  b',
    '```text',
    '| kept   | so |',
    '```',
  ];
  const trimmed = [
    '| a | b  `c  d` |',
    '| --- | :---: |',
    '| | x \\|  y |',
    '',
    'a  |  b',
    '```text',
    '| kept   | so |',
    '```',
  ];
  expect(trimTables(padded.join('\n')).split('\n')).toEqual(trimmed);
});

test('no paper has a table with padding', () => {
  expect(PAPERS.length).toBeGreaterThan(50);
  expect(PAPERS.filter((paper) => trimTables(read(paper)) !== read(paper))).toEqual([]);
});
