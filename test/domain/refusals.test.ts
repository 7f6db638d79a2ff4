import { describe, expect, it } from 'vitest';
import { defineRefusal, textOf } from '../../src/domain/refusals.ts';

const told = { when: 'Always.', remedy: 'Nothing.' };

describe('the text of a refusal', () => {
  it('has its values in the places of the words in braces', () => {
    const refusal = defineRefusal(400, 'TOO_LONG', { text: '{name} is longer than {limit}, {name}.', ...told });
    expect(textOf(refusal, { name: 'a', limit: 3 })).toBe('a is longer than 3, a.');
  });

  it('is as it stands where it has no such words', () => {
    expect(textOf(defineRefusal(400, 'NO', { text: 'No.', ...told }))).toBe('No.');
  });

  it('takes a value as it is, also one with braces, or with what a replacement would expand', () => {
    const refusal = defineRefusal(400, 'WRONG', { text: '{mistake}: {name}', ...told });
    expect(textOf(refusal, { mistake: '{name} $& $1', name: 'b' })).toBe('{name} $& $1: b');
  });

  it('is not made without its values', () => {
    const refusal = defineRefusal(400, 'TOO_LONG', { text: 'Longer than {limit}.', ...told });
    // @ts-expect-error -- the compiler knows the words in braces.
    expect(textOf(refusal)).toBe('Longer than {limit}.');
    // @ts-expect-error -- and refuses others.
    expect(textOf(refusal, { max: 1 })).toBe('Longer than {limit}.');
  });
});
