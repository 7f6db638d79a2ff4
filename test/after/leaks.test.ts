import { describe, expect, it } from 'vitest';
import { testNoLeaks, withoutRandom } from '../support/leaks.ts';
import { readOutput } from '../support/output.ts';

// All that the gateways of this run have written. There is none when this project is run alone: run them all.
const lines = readOutput();
const texts = withoutRandom(lines);

const holding = (text: string) => texts.filter((line) => line.includes(text));

describe('what the gateways of the whole run have written', () => {
  it('is a lot, about every register', () => {
    expect(lines.length).toBeGreaterThan(300);
    for (const kilde of ['STAR', 'OPPSLAGSTJENESTEN', 'GRUNNDATA', 'ENHETSREGISTERET', 'KRR']) {
      expect(holding(`"${kilde}":`).length, kilde).toBeGreaterThan(10);
    }
    for (const type of ['Kontaktinformationer', 'Kontaktregisteroppfoering', 'Rolleutskrift', 'UgyldigPersonnummer']) {
      expect(texts.filter((line) => new RegExp(`"${type}(?: [\\w-]+)?":`).test(line)).length, type).toBeGreaterThan(0);
    }
    // Of what a register has written a fault's text is all that is logged, and the registers of the tests write of people in it.
    expect(holding('"fault":').length).toBeGreaterThan(10);
    // What has been counted, by its labels.
    expect(holding('{"metric":').length).toBeGreaterThan(300);
    for (const level of ['warn', 'info', 'debug', 'trace']) {
      expect(holding(`{"level":"${level}"`).length, level).toBeGreaterThan(10);
    }
  });

  it('and spans of every register, of data and of codes, of reads and of writes', () => {
    const spans = holding('{"span":');
    for (const kilde of ['STAR', 'OPPSLAGSTJENESTEN', 'GRUNNDATA', 'ENHETSREGISTERET', 'KRR']) {
      expect(spans.filter((line) => line.includes(`"registergraf.kilde":"${kilde}"`)).length, kilde).toBeGreaterThan(3);
    }
    for (const text of [
      'Maskinporten token',
      '"graphql.operation.type":"mutation"',
      '"registergraf.kode":',
      '"error.type":',
    ]) {
      expect(spans.filter((line) => line.includes(text)).length, text).toBeGreaterThan(2);
    }
  });

  testNoLeaks(texts);
});
