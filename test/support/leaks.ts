import { expect, it } from 'vitest';
import { identifiers } from './identifiers.ts';

// A random id and a keyed hash are hexadecimal or base64url, and sometimes long runs of digits: they are nobody's number.
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const HASH = /\b[0-9a-f]{64}\b/g;
const TRACE = /"traceId":"[0-9a-f]{32}"|"(?:parentS|s)panId":"[0-9a-f]{16}"/g;
const CHAINED = /"(?:chain|previous|mac)":"[\w-]{0,43}"/g;

/** Digits that may be one number, with whatever people put between them. */
const GROUPED = /\d(?:[\s\u00a0._/()-]{0,2}\d){7,}/g;

/** What gateways have written, without what is random in it. */
export function withoutRandom(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(UUID, '').replace(HASH, '').replace(TRACE, '').replace(CHAINED, ''));
}

/** Tests that nothing of any person stands in what gateways have written. */
export function testNoLeaks(texts: readonly string[]): void {
  const holding = (text: string) => texts.filter((line) => line.includes(text));

  it('holds no identifier, phone, mail or mailbox address of any person', () => {
    expect(identifiers().length).toBeGreaterThan(100);
    expect(identifiers().filter((identifier) => holding(identifier).length > 0)).toEqual([]);
  });

  it('holds none with its digits grouped in any way', () => {
    const numbers = identifiers()
      .map((identifier) => identifier.replace(/\D/g, ''))
      .filter((digits) => digits.length >= 8);
    expect(texts.filter((line) => numbersIn(line).some((number) => holdsOneOf(numbers, number)))).toEqual([]);
  });

  it('holds no password', () => {
    expect(holding('hemmelig')).toEqual([]);
  });

  it.each([
    ['ten or eleven digits in a row', /(?<!\d)\d{10,11}(?!\d)/],
    ['digits grouped as people write a cpr or a fødselsnummer', /(?<!\d)\d{6}[ -]\d{4,5}(?!\d)/],
    ['a mail address', /[\w.+-]@[\w-]+\.\w/],
    ['a variable or an argument', /"(?:variables|query|cpr|personidentifikator|organisasjonsnummer)":/],
  ])('holds nothing like %s', (_, pattern) => {
    expect(texts.filter((line) => pattern.test(line))).toEqual([]);
  });
}

const numbersIn = (line: string) => [...line.matchAll(GROUPED)].map(([number]) => number.replace(/\D/g, ''));

/** A phone number is short enough to stand in a longer number by chance; a person's is not. */
function holdsOneOf(numbers: readonly string[], found: string): boolean {
  return numbers.some((number) => (number.length < 10 ? number === found : found.includes(number)));
}
