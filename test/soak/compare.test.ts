import { expect, test } from 'vitest';
import { compare, textsUnder } from './compare.ts';

const unit = { __typename: 'Basisdata', navn: 'EN', mangler: [{ kode: '1020' }, { kode: '1030' }] };
const unavailable = { __typename: 'KildeUtilgjengelig', kode: 'TIDSAVBRUDD' };

test('an answer that is the same is the same, whatever the order of its fields', () => {
  expect(compare({ a: unit, b: null }, { b: null, a: { ...unit } })).toBe('same');
});

test('what is unavailable may be, and all else has to be the same', () => {
  expect(compare({ a: unit, b: [unit] }, { a: unit, b: [unavailable] })).toBe('unavailable');
  expect(compare({ a: unit, b: [unit] }, { a: { ...unit, navn: 'TO' }, b: [unavailable] })).toEqual({
    differsAt: '.a.navn',
  });
});

test.each([
  ['another text', { ...unit, navn: 'TO' }, '.navn'],
  ['one entry less', { ...unit, mangler: [{ kode: '1020' }] }, '.mangler'],
  ['one field more', { ...unit, more: 1 }, '.more'],
  ['nothing', null, ''],
])('%s differs', (_, is, differsAt) => {
  expect(compare(unit, is)).toEqual({ differsAt });
});

test('the texts under a name are found at any depth', () => {
  expect(textsUnder(['kode'], [unit, { inner: unavailable }])).toEqual(['1020', '1030', 'TIDSAVBRUDD']);
});
