import { expect, it } from 'vitest';
import { parseCpr } from '../../src/domain/cpr.ts';

// The vectors of contracts/star-kontaktinformation.md §8.
it.each([
  ['that passes modulus 11', '0101505006'],
  ['that fails modulus 11, for such are issued', '0202505002'],
  ['of 29 February in a leap year', '2902445014'],
  ['of 29 February in another year, for the pattern knows no year', '2902415015'],
  ['that stands for a person whose number is not known', '0000000000'],
  ['that nobody has', '1503515016'],
])('a number %s is well formed', (_, number) => {
  expect(parseCpr(number)).toBe(number);
});

it.each([
  ['30 February', '3002505001'],
  ['31 April', '3104505001'],
  ['month 13', '0113505001'],
  ['day 0', '0001505001'],
  ['an erstatningsnummer, day + 60', '6701505001'],
  ['nine digits', '010150500'],
  ['eleven digits', '01015050060'],
  ['eleven zeros', '00000000000'],
  ['a hyphen', '010150-5006'],
  ['a letter O', '01015O5006'],
  ['letters after the number', '0101505006XYZ'],
  ['letters before the marker', 'XYZ0000000000'],
  ['a line feed after the number', '0101505006\n'],
  ['a space before the number', ' 0101505006'],
  ['digits that are not ASCII', '٠١٠١٥٠٥٠٠٦'],
  ['two numbers joined with a comma', '0101505006,0202505002'],
  ['nothing', ''],
])('%s is malformed', (_, text) => {
  expect(parseCpr(text)).toBeNull();
});
