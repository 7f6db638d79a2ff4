import { expect, test } from 'vitest';
import { type AuditRecord, judge } from './judge.ts';

const asked = {
  felt: 'slettPostkasse',
  wasInPlace: false,
  received: [{ isDone: true }],
  asks: [{ requestId: 'a', told: 'done' as const }],
};
const record: AuditRecord = {
  requestId: 'a',
  operation: 'SlettPostkasse',
  outcome: 'PostkasseSlettet',
  effect: 'done',
  person: 'p',
};
const twice = [{ isDone: true }, { isDone: true }];
const unknown = { requestId: 'a', told: 'unknown' as const, kode: 'UTFALL_UKJENT' };

test('a write that was told, done and recorded once is right', () => {
  expect(judge(asked, [record], 'p')).toEqual([]);
});

test('one that nobody can tell of may have been done, once', () => {
  const recorded = { ...record, effect: 'unknown' as const, kode: 'UTFALL_UKJENT' };
  expect(judge({ ...asked, asks: [unknown] }, [recorded], 'p')).toEqual([]);
  expect(judge({ ...asked, asks: [unknown], received: [] }, [recorded], 'p')).toEqual([]);
  expect(judge({ ...asked, asks: [unknown], received: twice }, [recorded], 'p')).toHaveLength(1);
});

test('one that found in place what it wanted need not have come to the register', () => {
  expect(judge({ ...asked, received: [], wasInPlace: true }, [record], 'p')).toEqual([]);
});

test('a repetition by the same key sends nothing, and is not recorded', () => {
  const asks = [...asked.asks, { requestId: 'b', told: 'done' as const }];
  expect(judge({ ...asked, idempotencyKey: 'k', asks }, [record], 'p')).toEqual([]);
  expect(judge({ ...asked, asks }, [record], 'p')).toHaveLength(1);
  const otherwise = [...asked.asks, { requestId: 'b', told: 'unknown' as const }];
  expect(judge({ ...asked, idempotencyKey: 'k', asks: otherwise }, [record], 'p')).toHaveLength(1);
});

test('one whose client has hung up is right as it is recorded', () => {
  const asks = [{ requestId: 'a' }];
  expect(judge({ ...asked, asks }, [record], 'p')).toEqual([]);
  expect(judge({ ...asked, asks, received: [] }, [], 'p')).toEqual([]);
  expect(judge({ ...asked, asks }, [], 'p')).toHaveLength(1);
});

test.each([
  ['lost', { ...asked, received: [{ isDone: false }] }, [record]],
  ['doubled', { ...asked, received: twice }, [record]],
  [
    'told as refused, and done',
    { ...asked, asks: [{ requestId: 'a', told: 'not done' as const }] },
    [{ ...record, effect: 'not done' as const }],
  ],
  ['without a record', asked, []],
  ['recorded twice', asked, [record, record]],
  ['recorded of another person', asked, [{ ...record, person: 'q' }]],
  ['recorded otherwise than told', asked, [{ ...record, effect: 'unknown' as const }]],
  [
    'recorded by another code than told',
    { ...asked, received: [], asks: [{ requestId: 'a', told: 'not done' as const, kode: '1010' }] },
    [{ ...record, effect: 'not done' as const, kode: '1012' }],
  ],
])('it finds a write that is %s', (_, intent, records) => {
  expect(judge(intent, records, 'p')).not.toEqual([]);
});
