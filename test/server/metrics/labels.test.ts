import { describe, expect, it } from 'vitest';
import { createWords, kodeLabel, MAX_WORDS, methodLabel, wordLabel } from '../../../src/server/metrics/labels.ts';
import { MAX_OPERATIONS, operationNames } from '../../../src/server/documents/operation-names.ts';

describe('A label', () => {
  it('has the methods that are answered, and one word for the rest', () => {
    expect(['GET', 'POST', 'PUT', 'get', 'X'.repeat(99), undefined].map(methodLabel)).toEqual([
      ...['GET', 'POST'],
      ...Array.from({ length: 4 }, () => '_OTHER'),
    ]);
  });

  it('has documented codes, ours, statuses by their first digit, and nothing that a register makes up', () => {
    const documented = new Set(['1010', '-1000']);
    const sent = ['1010', '-1000', 'TIDSAVBRUDD', 'HTTP_503', 'HTTP_429', 'HTTP_5031', '01817010055', '1011', ''];
    expect(sent.map((kode) => kodeLabel(kode, documented))).toEqual([
      ...['1010', '-1000', 'TIDSAVBRUDD', 'HTTP_5xx', 'HTTP_4xx'],
      ...Array.from({ length: 4 }, () => 'other'),
    ]);
    expect(wordLabel('constructor', documented)).toBe('other');
  });

  it('has words that nobody lists as they come, so many, and only such that are words', () => {
    const word = createWords();
    expect(
      ['ERR_JWT_EXPIRED', 'ERR_JWT_EXPIRED', 'DPOP', '01817010055', 'A01817', 'lower', 'A B', 'A'.repeat(65), ''].map(
        word,
      ),
    ).toEqual([...['ERR_JWT_EXPIRED', 'ERR_JWT_EXPIRED', 'DPOP'], ...Array.from({ length: 6 }, () => 'other')]);
    const many = createWords();
    const told = Array.from({ length: MAX_WORDS + 1 }, (_, index) => many(`W_${index}`));
    expect(told.indexOf('other')).toBe(MAX_WORDS);
    expect(many('W_0')).toBe('W_0');
  });
});

describe('The operations that are told apart', () => {
  const documents = (...texts: readonly string[]) => new Map(texts.map((text, index) => [`sha256:${index}`, text]));

  it('are the named ones of the persisted documents, each once', () => {
    const texts = [
      'query A { a } mutation B { b } fragment C on D { c }',
      '{ a }',
      '# query E\nquery A { x(y: "query F") }',
    ];
    expect([...operationNames(documents(...texts))]).toEqual(['A', 'B']);
  });

  it('are none whose name could hold a number', () => {
    expect([...operationNames(documents('query A01817010055 { a }', 'query A2026 { a }'))]).toEqual(['A2026']);
  });

  it('are at most so many', () => {
    const names = (count: number) =>
      operationNames(documents(...Array.from({ length: count }, (_, index) => `query Q${index} { a }`)));
    expect([names(MAX_OPERATIONS).size, names(MAX_OPERATIONS + 1).size]).toEqual([MAX_OPERATIONS, MAX_OPERATIONS]);
  });
});
