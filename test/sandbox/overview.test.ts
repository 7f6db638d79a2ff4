import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { BORGERE, ENHETER, INNBYGGERE } from '../../src/sandbox/overview.ts';
import { peopleComment } from './people-tab.ts';

const PEOPLE = [...BORGERE, ...INNBYGGERE, ...ENHETER];
const tab = readFileSync(new URL('../../examples/graphiql/02-people.graphql', import.meta.url), 'utf8');

test('GraphiQL’s tab of people ends with everybody of the overview, and what each shows', () => {
  expect(tab.slice(tab.lastIndexOf('\n\n')).trim()).toBe(peopleComment());
  const told = tab.replace(/\n# +/g, ' ');
  for (const { key } of PEOPLE) expect(told).toMatch(new RegExp(`\\b${key}\\b`));
  for (const { shows } of PEOPLE) expect(told).toContain(shows.replaceAll('`', ''));
});

test('the tab’s query asks for every field that the overview asks for', () => {
  expect(() => parse(tab)).not.toThrow();
  const query = tab.slice(0, tab.lastIndexOf('\n\n'));
  for (const { ask } of PEOPLE) expect(query).toMatch(new RegExp(`^    ${ask} \\{$`, 'm'));
});
