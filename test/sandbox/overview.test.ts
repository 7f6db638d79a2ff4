import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { describeSandbox } from '../../src/sandbox/description.ts';
import { BORGERE, CALLER_ENTRIES, CHAPTERS, ENHETER, INNBYGGERE } from '../../src/sandbox/overview.ts';
import { peopleComment } from './people-tab.ts';

const PEOPLE = [...BORGERE, ...INNBYGGERE, ...ENHETER];
const tab = readFileSync(new URL('../../examples/graphiql/02-people.graphql', import.meta.url), 'utf8');

test('GraphiQL’s tab of people begins with everybody of the overview, and what each shows', () => {
  expect(tab.slice(0, tab.indexOf('\n\n'))).toBe(peopleComment());
  const told = tab.replace(/\n# +/g, ' ');
  for (const { key } of PEOPLE) expect(told).toMatch(new RegExp(`\\b${key}\\b`));
  for (const { shows } of PEOPLE) expect(told).toContain(shows.replaceAll('`', ''));
});

test('the tab’s query asks for every field that the overview asks for', () => {
  expect(() => parse(tab)).not.toThrow();
  const query = tab.slice(tab.indexOf('\n\n'));
  for (const { ask } of PEOPLE) expect(query).toMatch(new RegExp(`^    ${ask} \\{$`, 'm'));
});

test('the description for the docs panel has a row for everybody, callers too, and the way to the catalogue', () => {
  const everybody = CHAPTERS.flatMap(({ entries }) => entries);
  const text = describeSandbox({ catalogue: '/graphql/feilkoder', documentation: '/docs' });
  expect(text).toContain('](/graphql/feilkoder)');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(everybody.length + CALLER_ENTRIES.length);
  for (const { key, answer, shows } of everybody) expect(rows).toContain(`| \`${key}\` | **${answer}** ${shows} |`);
  for (const { key, ask, answer, shows } of CALLER_ENTRIES) {
    expect(rows).toContain(`| \`${key}\` \`${ask}\` | **${answer}** ${shows} |`);
  }
});
