import { describe, expect, it } from 'vitest';
import { identifiers } from '../support/identifiers.ts';
import { readOutput } from '../support/output.ts';

// All that the gateways of this run have written. There is none when this project is run alone: run them all.
const lines = readOutput();
// A random id is hexadecimal, and sometimes long runs of digits: it is nobody's number.
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const texts = lines.map((line) => line.replace(UUID, ''));

const holding = (text: string) => lines.filter((line) => line.includes(text));

describe('what the gateways of the whole run have written', () => {
  it('is a lot, about every register', () => {
    expect(lines.length).toBeGreaterThan(300);
    for (const kilde of ['STAR', 'OPPSLAGSTJENESTEN', 'GRUNNDATA']) {
      expect(holding(`"${kilde}":`).length, kilde).toBeGreaterThan(10);
    }
    for (const type of ['Kontaktinformationer', 'Kontaktregisteroppfoering', 'Rolleutskrift', 'UgyldigPersonnummer']) {
      expect(holding(`"${type}":`).length, type).toBeGreaterThan(0);
    }
  });

  it('holds no identifier, phone, mail or mailbox address of any person', () => {
    expect(identifiers().length).toBeGreaterThan(100);
    expect(identifiers().filter((identifier) => holding(identifier).length > 0)).toEqual([]);
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
});
