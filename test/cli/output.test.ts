import { describe, expect, test } from 'vitest';
import { harmless, many, oneLine } from '../../src/cli/output.ts';
import { colourJson } from '../../src/cli/ask/json.ts';

// What a terminal would obey: escapes and other controls, the end of a line, a turn of the writing direction.
const OBEYED = ['\u001b[2J', '\u009b', '\u007f', '\r\n', '\u2028', '\u202e', '\u2066'];

describe('text from elsewhere', () => {
  test.each(OBEYED)('is told on one line without %j', (sent) => {
    expect(oneLine(`before${sent}after`)).toMatch(/^before [ -~]*after$/);
  });

  test('keeps its lines in an error, and nothing that a terminal would obey', () => {
    expect(harmless('no a\u001b[31m.json\nGive\u009b another')).toBe('no a [31m.json\nGive  another');
  });

  test.each(OBEYED)('is printed as JSON that holds %j, and shows no terminal what to do', (sent) => {
    const printed = colourJson({ [sent]: sent });
    expect(JSON.parse(printed)).toEqual({ [sent]: sent });
    expect(printed).toMatch(/^[ -~\n]*$/);
  });
});

test('a count has its noun in the singular or the plural', () => {
  expect([0, 1, 2].map((count) => many(count, 'chain'))).toEqual(['0 chains', '1 chain', '2 chains']);
});
