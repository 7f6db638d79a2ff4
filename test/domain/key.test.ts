import { describe, expect, test } from 'vitest';
import { parseCpr } from '../../src/domain/cpr.ts';
import { cutKey, isTooLong, MAX_KEY, trimmed } from '../../src/domain/key.ts';
import { parseOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../src/domain/personidentifikator.ts';

const spaced = (length: number) => '700102009'.padStart(length);

describe('a key has at most 64 characters', () => {
  test('and is taken with as many', () => {
    expect([MAX_KEY, isTooLong(spaced(64)), isTooLong(spaced(65))]).toEqual([64, false, true]);
    expect(cutKey(spaced(64))).toBe(spaced(64));
    expect(parseOrganisasjonsnummer(spaced(64))).toBe('700102009');
  });

  test('one that is longer is malformed, whatever stands in it', () => {
    expect(parseOrganisasjonsnummer(spaced(65))).toEqual({ breach: 'FORMAT' });
    expect(parseCpr('0101505006'.repeat(7))).toBeNull();
    expect(parsePersonidentifikator('01817011000'.repeat(6), { synthetic: true, accept2032: true })).toBeNull();
  });

  test('a shell keeps its beginning, which no register takes for a number', () => {
    const cut = cutKey(spaced(1000).trimEnd().padEnd(1_000_000, '9'));
    expect(cut).toHaveLength(65);
    expect(isTooLong(cut)).toBe(true);
    expect(cutKey(cutKey(cut))).toBe(cut);
  });
});

test('a text past its length is empty, and one within it loses the spaces around it', () => {
  expect([trimmed(' ab ', 4), trimmed(' abc ', 4), trimmed('    ', 4)]).toEqual(['ab', '', '']);
});
