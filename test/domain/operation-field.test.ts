import { expect, test } from 'vitest';
import { finding, inArgument, inInput, onParent } from '../../src/domain/operation-field.ts';

test('a person is read where the field has it, trimmed', () => {
  const person = { kind: 'cpr', identifikator: '0303505003' };
  expect(onParent('cpr').asked({ cpr: ' 0303505003 ' }, {})).toEqual(person);
  expect(inArgument('cpr').asked({}, { cpr: '0303505003' })).toEqual(person);
  expect(inInput('cpr').asked({}, { input: { cpr: '0303505003' } })).toEqual(person);
});

test.each([undefined, null, 'text', {}, { cpr: 303505003 }])('nobody is read from %o', (value) => {
  expect(onParent('cpr').asked(value, {})).toBeUndefined();
  expect(inArgument('cpr').asked({}, value)).toBeUndefined();
  expect(inInput('cpr').asked({}, { input: value })).toBeUndefined();
});

test('a search has found each member of its list who has an identifier', () => {
  const { found } = finding(inArgument('mobiltelefon'), 'personer', 'cpr');
  const personer = [{ cpr: '0303505003' }, { cpr: null }, null, { cpr: '0101011234' }];
  expect(found?.({ personer })).toEqual([
    { kind: 'cpr', identifikator: '0303505003' },
    { kind: 'cpr', identifikator: '0101011234' },
  ]);
  for (const value of [{ personer: null }, {}, null]) expect(found?.(value)).toEqual([]);
});
