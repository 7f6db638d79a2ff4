import { expect, test } from 'vitest';
import { unpadTables } from '../.ci/tables.ts';

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
  const unpadded = [
    '| a | b  `c  d` |',
    '| --- | :---: |',
    '| | x \\|  y |',
    '',
    'a  |  b',
    '```text',
    '| kept   | so |',
    '```',
  ];
  expect(unpadTables(padded.join('\n')).split('\n')).toEqual(unpadded);
});
