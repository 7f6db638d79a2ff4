import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GuardedGateway, startGuardedGateway } from '../support/callers.ts';
import { type Answer, CELLS, OPERATIONS, type Operation, PRINTED, SEARCHED, SEARCHES, write } from './matrix.ts';

let gateway: GuardedGateway;
beforeAll(async () => {
  gateway = await startGuardedGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.kontaktinformation.reset());

async function ask(query: string, headers: Record<string, string>): Promise<Answer> {
  const response = await gateway.post({ query }, headers);
  const { data } = (await response.json()) as { data: Record<string, unknown> };
  return (data.at ?? (data.borger as Record<string, unknown>).at) as Answer;
}

const mayRead = ({ answers }: (typeof CELLS)[number]) => answers.kontaktinformation.kode === undefined;

describe.each(CELLS)('$cell: $caller on $borger', ({ caller, borger, answers }) => {
  test.each(
    Object.entries(OPERATIONS).map(
      ([field, letter]) => [letter, field as Operation, answers[field as Operation].__typename] as const,
    ),
  )('%s %s answers %s', async (_, operation) => {
    expect(await ask(write(operation, borger), await gateway.bearer(caller))).toEqual(answers[operation]);
  });
});

describe.each(Object.entries(SEARCHED))('%s', (caller, answer) => {
  test.each(SEARCHES.map(({ letter, field, query }) => [letter, field, query] as const))(
    `turns contact data into numbers only as STAR: %s %s answers ${answer.__typename}`,
    async (_, __, query) => {
      expect(await ask(query, await gateway.bearer(caller))).toEqual(answer);
    },
  );
});

test('each caller searches too', () => {
  expect(Object.keys(SEARCHED).toSorted()).toEqual([...new Set(CELLS.map(({ caller }) => caller))].toSorted());
});

test.each(Object.entries(PRINTED))('%s has an X where the contract prints one, and cells without', (actor, columns) => {
  const of = CELLS.filter(({ cell }) => cell.startsWith(`${actor}, `));
  for (const column of columns) expect(of.find(({ cell }) => cell === `${actor}, ${column}`)).toSatisfy(mayRead);
  // Every other X is a system of the authority's own: its column says alle, and it keeps egne.
  const others = of.filter((cell) => mayRead(cell) && !columns.includes(cell.cell.slice(actor.length + 2)));
  expect(others.filter(({ caller }) => !caller.startsWith('system@'))).toEqual([]);
  // STAR has an X for everybody, so there is nobody to refuse it.
  if (actor !== 'STAR') expect(of.filter((cell) => !mayRead(cell)).length).toBeGreaterThan(0);
});

test('equal questions of two callers at the same time are two questions', async () => {
  const query = write('kontaktinformation', 'kunjob');
  const [own, other] = await Promise.all([
    gateway.bearer('jobcenter-1').then((headers) => ask(query, headers)),
    gateway.bearer('kommune-1').then((headers) => ask(query, headers)),
  ]);
  expect([own.__typename, other.__typename]).toEqual(['Kontaktinformationer', 'StarIkkeAutoriseret']);
});
