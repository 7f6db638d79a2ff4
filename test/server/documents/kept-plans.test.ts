import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { executePlan } from '../../../src/server/execution/execute-plan.ts';
import { CHARACTERS_A_FIELD, createKeptDocuments, PLANNED_FIELDS } from '../../../src/server/documents/kept.ts';
import { createSchema } from '../gateway-under-test.ts';

/** Fields of each operation. */
const FIELDS = 9;

/** A document of so many operations, of which so many have been planned, and its length. */
function planned(operations: number) {
  const names = Array.from({ length: operations }, (_, index) => `q${index}`);
  const fields = Array.from({ length: FIELDS }, (_, index) => `f${index}: __typename`).join(' ');
  const text = `fragment F on Query { ${fields} } ${names.map((name) => `query ${name} { ...F }`).join(' ')}`;
  const document = parse(text);
  const kept = createKeptDocuments({ current: new Map() }, schema);
  kept.parsed.set(text, document);
  const plans = names.map((name) => {
    kept.pass(document, name);
    return kept.find(text, name)?.planFor({});
  });
  const again = names.map((name) => kept.find(text, name)?.planFor({}));
  expect(again).toEqual(plans);
  return { length: text.length, plans: plans.filter((plan) => plan !== undefined).length };
}

describe('of one document', () => {
  test('a few operations are all planned', () => {
    expect(planned(10).plans).toBe(10);
  });

  test('so many fields are kept planned as one has room for, whichever operations they are of', () => {
    const { length, plans } = planned(600);
    const room = PLANNED_FIELDS + Math.floor(length / CHARACTERS_A_FIELD);
    // Each selection counts as a field.
    expect(plans).toBe(Math.floor(room / (FIELDS + 1)));
    expect(plans).toBeLessThan(600);
  });

  test('an operation that there is no room for is executed by graphql-js once that is known', async () => {
    const own = createSchema({ 'Query.enhet': () => ({ organisasjonsnummer: '1' }) });
    const fields = Array.from({ length: 50 }, (_, index) => `b${index}: navn`).join(' ');
    const planned = (places: number) => {
      const enheter = Array.from(
        { length: places },
        (_, index) => `a${index}: enhet(organisasjonsnummer: "1") { ...F }`,
      );
      const text = `fragment F on Enhet { ${fields} } { ${enheter.join(' ')} }`;
      const document = parse(text);
      const kept = createKeptDocuments({ current: new Map() }, own);
      kept.parsed.set(text, document);
      kept.pass(document, undefined);
      return () => kept.find(text, undefined)?.planFor({});
    };
    for (const [places, isKept] of [
      [4, true],
      [20, false],
    ] as const) {
      const planFor = planned(places);
      const plan = planFor();
      if (!plan) throw new Error('nothing of it is planned yet but its root');
      const { data, errors } = await executePlan(plan, {}, {});
      expect([Object.keys(data ?? {}).length, errors]).toEqual([places, undefined]);
      expect(planFor() !== undefined).toBe(isKept);
    }
  });
});
