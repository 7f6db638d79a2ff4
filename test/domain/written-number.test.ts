import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCpr } from '../../src/domain/cpr.ts';
import { MAX_KEY } from '../../src/domain/key.ts';
import { normaliseOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { normalisePersonidentifikator } from '../../src/domain/personidentifikator.ts';
import type { Normalise } from '../../src/domain/written-number.ts';
import { normaliseTelefonnummer } from '../../src/sources/kontaktinformation/rules.ts';

interface Kind {
  readonly normalise: Normalise;
  readonly normal: string;
  readonly written: readonly string[];
  /** Digits that are one too few, and one too many. */
  readonly lengths: readonly [number, number];
  /** Beside what is refused of every kind. */
  readonly refused: readonly string[];
}

// The table of docs/decisions/0041-numbers-as-people-write-them.md.
const KINDS: Readonly<Record<string, Kind>> = {
  cpr: {
    normalise: normaliseCpr,
    normal: '0101505006',
    written: ['010150-5006', '010150 5006', '010150 - 5006', '01 01 50 5006', '010150\u20115006', '010150\u00ad5006'],
    lengths: [9, 11],
    refused: ['010150/5006', '01.01.50-5006', 'DK0101505006', '01015O5006'],
  },
  personidentifikator: {
    normalise: normalisePersonidentifikator,
    normal: '01817011000',
    written: ['018170 11000', '018170-11000', '01 81 70 11000', '018170\u00a011000', '018170\u202f11000'],
    lengths: [10, 12],
    refused: ['0192:01817011000', '018170.11000', 'NO01817011000'],
  },
  organisasjonsnummer: {
    normalise: normaliseOrganisasjonsnummer,
    normal: '700102009',
    written: [
      '700 102 009',
      '700\u00a0102\u00a0009',
      '700\u2009102\u2009009',
      '700-102-009',
      '70 01 02 009',
      '0192:700102009',
      '0192: 700 102 009',
      'NO 700 102 009 MVA',
      'NO700102009MVA',
      'no 700 102 009 mva',
      'NO-700102009-MVA',
      'NO 700 102 009',
      '700 102 009 MVA',
      '700102009MVA',
    ],
    lengths: [8, 10],
    refused: [
      '9908:700102009',
      '0192700102009',
      '192:700102009',
      '0192:NO700102009MVA',
      '0192:700102009MVA',
      'iso6523-actorid-upis::0192:700102009',
      'SE700102009',
      'NO700102009MOMS',
      'NO NO 700102009',
      'Org.nr. 700 102 009',
      '700.102.009',
      'NO',
      'MVA',
    ],
  },
  telefonnummer: {
    normalise: normaliseTelefonnummer,
    normal: '67000001',
    written: ['67 00 00 01', '670 00 001', '67-00-00-01', '67\u00a000\u00a000\u00a001', '\u202a67000001\u202c'],
    lengths: [2, 21],
    refused: ['(+45)67000001', '67.00.00.01', '67/000001', '+', '67000001 (arbejde)', '++4567000001'],
  },
};

const kinds = Object.entries(KINDS).map(([kind, rest]) => ({ kind, ...rest }));

describe.each(kinds)('a $kind', ({ normalise, normal, written, lengths, refused }) => {
  it.each(written)('written as %j is the number', (text) => {
    expect(normalise(text)).toBe(normal);
  });

  it.each([' _ ', '\t_', '_\n', '_\r\n', '\u00a0_\u00a0', '\ufeff_', '\u200b_\u200b', '\u2066_\u2069'])(
    'with %j around it is the number',
    (around) => {
      expect(normalise(around.replace('_', normal))).toBe(normal);
    },
  );

  const [few, many] = lengths;
  it.each([
    '1'.repeat(few),
    '1'.repeat(many),
    '',
    ' ',
    `-${normal}`,
    `${normal}-`,
    `${normal}\u2013`,
    `${normal.slice(0, 4)}--${normal.slice(4)}`,
    `${normal.slice(0, 4)}\t${normal.slice(4)}`,
    `${normal.slice(0, 4)}\n${normal.slice(4)}`,
    `${normal}X`,
    `X${normal}`,
    `${normal},${normal}`,
    // Other scripts' digits, which registers refuse.
    normal.replaceAll('0', '٠'),
    normal.replaceAll('0', '０'),
    ...refused,
  ])('%j is none, and stays as it is', (text) => {
    expect(normalise(text)).toBe(text);
  });

  it('may be written in as many characters as a key has', () => {
    expect(normalise(normal.padStart(MAX_KEY))).toBe(normal);
    expect(normalise(normal.padStart(MAX_KEY + 1))).toBe(normal.padStart(MAX_KEY + 1));
  });

  const grouped = fc
    .array(fc.constantFrom('', ' ', '-', '\u00a0', '\u202f', ' \u2013 ', '\u2011'), {
      minLength: normal.length - 1,
      maxLength: normal.length - 1,
    })
    .map((between) => [...normal].map((digit, index) => `${digit}${between[index] ?? ''}`).join(''))
    .filter(({ length }) => length <= MAX_KEY);

  it('is the same however its digits are grouped', () => {
    fc.assert(fc.property(grouped, (text) => normalise(text) === normal));
  });

  const PIECES = ['0', '1', '9', ' ', '-', '+', '\u2013', '\u00a0', 'NO', 'MVA', '0192:', ':', 'x', '٣'];
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((parts) => parts.join('')),
    fc.tuple(fc.string(), grouped, fc.string()).map((parts) => parts.join('')),
  );

  it('in its normal form is the same again', () => {
    fc.assert(fc.property(anything, (text) => normalise(normalise(text)) === normalise(text)));
  });

  it('keeps its digits: none is left out, added or moved', () => {
    const digitsOf = (text: string) => text.replace(/[^0-9]/g, '');
    fc.assert(
      fc.property(anything, (text) => {
        const number = normalise(text);
        expect([digitsOf(text), digitsOf(text).replace(/^0192/, '')]).toContain(digitsOf(number));
        if (number !== text) expect(number).toMatch(/^\+?[0-9]+$/);
        if (!/^\s*[^0-9]*0192:/.test(text)) expect(digitsOf(number)).toBe(digitsOf(text));
      }),
    );
  });
});

it('a phone number keeps its plus, and gets none', () => {
  expect(['+45 67 00 00 01', '+ 45 67000001', '0045 67 00 00 01', '67 00 00 01'].map(normaliseTelefonnummer)).toEqual([
    '+4567000001',
    '+4567000001',
    '004567000001',
    '67000001',
  ]);
});

it('a text that is longer than a key stays as it is, and one that is all but a number is soon told from one', () => {
  for (const { normalise } of kinds) {
    for (const piece of [' ', '1 ', '1-', '- ', '0192: ', 'NO ']) {
      const text = `${piece.repeat(Math.floor((MAX_KEY - 1) / piece.length))}x`;
      expect(normalise(text)).toBe(text);
      const long = piece.repeat(1_000_000);
      expect(normalise(long) === long).toBe(true);
    }
  }
});
