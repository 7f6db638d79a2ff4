import { expect, test } from 'vitest';
import { trimTables } from '../.ci/tables.ts';

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
