import { expect, test } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { describeForPeople } from '../../../src/server/graphiql/description.ts';
import { DOCS_PATH, FEILKODER_PATH, GLOSSARY_PATH, PEOPLE_PATH } from '../../../src/server/graphiql/page.ts';

const describedBy = (settings: Parameters<typeof describeForPeople>[1]) =>
  describeForPeople(schema, settings).description ?? '';

/** What can be asked has to be seen below it, in a panel of 60 characters. */
const FEW = 300;

test('the docs panel begins with the way to the glossary and the documentation, and soon comes to what can be asked', () => {
  for (const settings of [{ sandbox: true }, { sandbox: true, real: ['ENHETSREGISTERET'] }, { sandbox: false }]) {
    const text = describedBy(settings);
    const [first] = text.split('\n');
    for (const path of [GLOSSARY_PATH, DOCS_PATH]) expect(first).toContain(`](${path})`);
    expect(text).toContain(`](${FEILKODER_PATH})`);
    expect(text.replace(/\]\([^)]*\)/g, ']').length).toBeLessThan(FEW);
  }
});

test('it says who answers, and leads to the sandbox’s people where they are', () => {
  expect(describedBy({ sandbox: true })).toContain('embedded sandbox answers');
  expect(describedBy({ sandbox: true })).toContain(`](${PEOPLE_PATH})`);
  expect(describedBy({ sandbox: true, real: ['ENHETSREGISTERET'] })).toContain('ENHETSREGISTERET is asked for real');
  // In front of real registers, nothing of the sandbox.
  expect(describedBy({ sandbox: false })).not.toMatch(/sandbox/i);
});

test('it is the same graph', () => {
  const { description: _, ...config } = describeForPeople(schema, { sandbox: true }).toConfig();
  const { description, ...own } = schema.toConfig();
  expect(config).toEqual(own);
  expect(description ?? '').toBe('');
});
