import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTabs, type Tab } from '../../src/server/graphiql/tabs.ts';
import { filesOf, type RunExample, textOf, variablesOf } from '../support/examples.ts';
import type { RunningGateway } from '../support/gateway.ts';
import { type Difference, differencesOf, withTypes } from './differences.ts';
import { type Door, startByDoor } from './gateways.ts';
import { documentedDifferences, rowsOf } from './table.ts';

/** The doors, and whose answers theirs are laid beside. */
const DOORS: readonly { readonly door: Door; readonly beside: Door }[] = [
  { door: 'REST', beside: 'SOAP' },
  { door: 'the copy', beside: 'REST' },
];

const tabs = await readTabs({ sandbox: true, tokenRequired: false });
const files = filesOf('operations');

/** Runs an operation on the sandbox as it begins. */
type Run = (gateway: RunningGateway) => Promise<unknown>;

interface Question {
  readonly name: string;
  readonly text: string;
  readonly run: Run;
}

const QUESTIONS: readonly Question[] = [...files.map(questionOfExample), ...tabs.map(questionOfTab)];

function questionOfExample(file: string): Question {
  const name = file.replace('.graphql', '');
  const text = textOf('operations', file);
  const run: Run = async (gateway) => {
    const runsBefore: RunExample = (before, variables) =>
      ask(gateway, textOf('operations', `${before}.graphql`), variables);
    return ask(gateway, text, await variablesOf(name, gateway, runsBefore));
  };
  return { name, text, run };
}

function questionOfTab({ query, variables = '{}', headers = '{}' }: Tab): Question {
  const name = /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
  // As GraphiQL reads its pane of headers: JSON, with comments and a last comma.
  const sent = JSON.parse(headers.replace(/^\s*\/\/.*$/gm, '').replace(/,\s*\}/, '}')) as Record<string, string>;
  return { name: `tab ${name}`, text: query, run: (gateway) => ask(gateway, query, JSON.parse(variables), sent) };
}

async function ask(gateway: RunningGateway, text: string, variables: object = {}, headers?: Record<string, string>) {
  const response = await gateway.post({ query: print(withTypes(text)), variables }, headers);
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  expect(data).toBeTruthy();
  return data;
}

const running = new Map<Door, Promise<RunningGateway>>();
afterAll(() => Promise.all([...running.values()].map(async (gateway) => (await gateway).close())));

function gatewayOf(door: Door): Promise<RunningGateway> {
  const gateway = running.get(door) ?? startByDoor(door);
  running.set(door, gateway);
  return gateway;
}

describe.each(DOORS)('by $door, beside $beside, every example and every tab', ({ door, beside }) => {
  const found: Difference[] = [];
  let gateways: readonly [RunningGateway, RunningGateway];
  beforeAll(async () => {
    gateways = [await gatewayOf(beside), await gatewayOf(door)];
  });

  it.each(QUESTIONS)('runs: $name', async ({ text, run }) => {
    for (const gateway of gateways) gateway.sandbox.reset();
    const [before, after] = await Promise.all([run(gateways[0]), run(gateways[1])]);
    expect(differencesOf(withTypes(text), before, before)).toEqual([]);
    found.push(...differencesOf(withTypes(text), before, after));
  });

  it('differs in data as docs/doors.md says, and in nothing else', () => {
    expect(QUESTIONS.length).toBeGreaterThan(45);
    const documented = documentedDifferences(door);
    expect(documented.map(([field, before, after]) => [field, before, after])).toEqual(rowsOf(found));
    expect(documented.filter(([, , , why]) => !why)).toEqual([]);
  });
});
