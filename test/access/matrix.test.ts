import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GuardedGateway, startGuardedGateway } from '../support/callers.ts';
import { BORGERE, CELLS, ON_BORGER, type Operation, SEARCHES } from './matrix.ts';

interface Answer {
  readonly __typename: string;
  readonly kode?: string;
  readonly opphav?: string;
}

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

const nameOf = ({ letter, query }: Operation) => `${letter} ${/at: (\w+)/.exec(query(''))?.[1]}`;

describe.each(CELLS)('$cell: $caller on $borger', ({ caller, borger, allowed }) => {
  test.for(ON_BORGER.map((operation) => [nameOf(operation), operation] as const))(
    `${allowed ? 'X' : 'no X'} for %s`,
    async ([, { letter, query, refusal }], { skip }) => {
      const answer = await ask(query(BORGERE[borger]), await gateway.bearer(caller));
      if (answer.kode === 'IKKE_TILBUDT') skip('this version does not offer the mutation');
      if (!allowed) {
        // Whoever is a borger is refused before anybody looks at the relation.
        const expected = caller.startsWith('borger@') ? SEARCHES[0]?.refusal : refusal;
        expect(answer).toEqual({ ...expected, opphav: 'KILDE' });
      } else if (letter === 'G') {
        expect(answer).toEqual({ __typename: 'Kontaktinformationer' });
      } else {
        expect(['StarIkkeAutoriseret', 'StarManglendeRettigheder']).not.toContain(answer.__typename);
      }
    },
  );
});

describe.each([...new Set(CELLS.map(({ caller }) => caller))])('%s', (caller) => {
  test.each(SEARCHES.map((operation) => [nameOf(operation), operation] as const))(
    'turns contact data into numbers only as STAR: %s',
    async (_, { query, refusal }) => {
      const answer = await ask(query(''), await gateway.bearer(caller));
      const isStar = caller === 'star' || caller === 'system@star';
      expect(answer).toEqual(isStar ? { __typename: 'Borgere' } : { ...refusal, opphav: 'KILDE' });
    },
  );
});

test('each actor has a cell in which it may, and one in which it may not', () => {
  for (const actor of ['A-kasse', 'JobCenter', 'Kommune']) {
    const of = CELLS.filter(({ cell }) => cell.startsWith(actor)).map(({ allowed }) => allowed);
    expect([of.includes(true), of.includes(false)]).toEqual([true, true]);
  }
});

test('equal questions of two callers at the same time are two questions', async () => {
  const query = ON_BORGER[0]?.query(BORGERE.kunjob) ?? '';
  const [own, other] = await Promise.all([
    gateway.bearer('jobcenter-1').then((headers) => ask(query, headers)),
    gateway.bearer('kommune-1').then((headers) => ask(query, headers)),
  ]);
  expect([own.__typename, other.__typename]).toEqual(['Kontaktinformationer', 'StarIkkeAutoriseret']);
});
