import { expect, it } from 'vitest';
import {
  isOrganisasjonsnummer,
  normaliseOrganisasjonsnummer,
  parseOrganisasjonsnummer,
} from '../../src/domain/organisasjonsnummer.ts';

// The vectors of contracts/grunndata.md §6 and contracts/oppslagstjenesten.md §9.2.
it.each([
  '123456785',
  '700000001',
  '700000060',
  '700000230',
  '509100675',
  '376181782',
  '310000000',
  '311000012',
  '312000016',
  '314000013',
])('%s is valid, whatever its first digit', (number) => {
  expect(parseOrganisasjonsnummer(number)).toBe(number);
  expect(isOrganisasjonsnummer(number)).toBe(true);
});

it.each([
  ['CHECK_DIGIT', '700000002'],
  ['CHECK_DIGIT', '123456789'],
  ['CHECK_DIGIT', '112233445'],
  ['CHECK_DIGIT', '311000013'],
  ['CHECK_DIGIT', '012345678'],
  ['CHECK_DIGIT', '000000000'], // Adds up; refused by rule.
  ['FORMAT', '12345678'],
  ['FORMAT', '31100001'],
  ['FORMAT', '7000000011'],
  ['FORMAT', '70001100X'],
  ['FORMAT', '9908:311000012'],
  ['FORMAT', '700\t000\t001'],
  ['FORMAT', '٧٠٠٠٠٠٠٠١'],
  ['EMPTY', ''],
  ['EMPTY', ' \u00a0 '],
] as const)('the rule %s is broken by "%s"', (breach, text) => {
  expect(parseOrganisasjonsnummer(text)).toEqual({ breach });
  expect(isOrganisasjonsnummer(text)).toBe(false);
});

it('has no valid number where the remainder is 1', () => {
  for (const digit of '0123456789')
    expect(parseOrganisasjonsnummer(`70000001${digit}`)).toEqual({ breach: 'CHECK_DIGIT' });
});

it.each([
  ['spaces', '700 000 001'],
  ['no-break spaces', '700\u00a0000\u00a0001'],
  ['both, and around it', ' \u00a0700 000\u00a0001 '],
  ['a line feed after it', '700000001\n'],
])('is read without %s', (_, text) => {
  expect(parseOrganisasjonsnummer(text)).toBe('700000001');
  expect(normaliseOrganisasjonsnummer(text)).toBe('700000001');
});
