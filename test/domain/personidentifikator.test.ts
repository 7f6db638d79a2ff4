import { describe, expect, it } from 'vitest';
import { isBornOn, type Personidentifikator, parsePersonidentifikator } from '../../src/domain/personidentifikator.ts';

const ALL = { synthetic: true, accept2032: true };

// The vectors of contracts/oppslagstjenesten.md §9.1.
const VALID = [
  ['of Skatteetaten, month + 80', '22849120046'],
  ['of NHN, month + 65', '22699120190'],
  ['of NAV, month + 40', '22449120063'],
  ['that is a D-number of Skatteetaten', '62849120110'],
  ['that is a D-number of day 31', '71819020080'],
  ['of 29 February in a year 04', '29820420029'],
  ['with the first check remainder 0', '21839010114'],
] as const;

const VALID_BY_2032 = ['21839010122', '21839010130', '21839010149'];

describe('a synthetic number', () => {
  it.each(VALID)('%s is valid where such are allowed, by either check digit rule', (_, number) => {
    expect(parsePersonidentifikator(number, ALL)).toBe(number);
    expect(parsePersonidentifikator(number, { ...ALL, accept2032: false })).toBe(number);
  });

  it.each([...VALID.map(([, number]) => number), ...VALID_BY_2032])('%s is malformed where none are', (number) => {
    expect(parsePersonidentifikator(number, { ...ALL, synthetic: false })).toBeNull();
  });
});

it.each(VALID_BY_2032)('%s is valid by the rule of 2032 only', (number) => {
  expect(parsePersonidentifikator(number, ALL)).toBe(number);
  expect(parsePersonidentifikator(number, { ...ALL, accept2032: false })).toBeNull();
});

it.each([
  ['the first check remainder 4', '21839010157'],
  ['a wrong second check digit', '01817011001'],
  ['30 February', '30829020048'],
  ['31 April', '31849020067'],
  ['29 February in a year 01', '29820120076'],
  ['day 0', '00819020035'],
  ['day 72', '72819020281'],
  ['month 80', '10809020016'],
  ['month 93', '10939020034'],
  ['zeros, although the sums fit', '00000000000'],
  ['ten digits', '2284912004'],
  ['twelve digits', '228491200460'],
  ['a letter', '2284912004X'],
  ['a space within', '228491 20046'],
  ['a line feed after the number', '22849120046\n'],
  ['digits that are not ASCII', '٢٢٨٤٩١٢٠٠٤٦'],
  ['nothing', ''],
])('%s is malformed, whatever is allowed', (_, text) => {
  for (const synthetic of [true, false])
    for (const accept2032 of [true, false])
      expect(parsePersonidentifikator(text, { synthetic, accept2032 })).toBeNull();
});

describe('a birthday', () => {
  it.each([
    ['of Skatteetaten', '22849120046', '1991-04-22'],
    ['of NHN', '22699120190', '1991-04-22'],
    ['of NAV', '22449120063', '1991-04-22'],
    ['that is a D-number', '62849120110', '1991-04-22'],
    ['in whichever century', '29820420029', '2004-02-29'],
  ])('is that of a number %s', (_, number, date) => {
    expect(isBornOn(number as Personidentifikator, date)).toBe(true);
  });

  it.each(['1991-04-21', '1991-05-22', '1992-04-22', '1991-02-22', ''])('is not another day: %s', (date) => {
    expect(isBornOn('22849120046' as Personidentifikator, date)).toBe(false);
  });
});
