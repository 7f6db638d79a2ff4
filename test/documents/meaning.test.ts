import { type DocumentNode, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { blocks, FILES, PAPERS, read } from './papers.ts';

// Who reads no Norwegian and no Danish copies an example: each that asks for an error's text in the register's language asks for its meaning too.

/** The operations that a paper asks by curl. */
function sent(paper: string): string[] {
  const bodies = blocks(read(paper), 'sh').flatMap((text) => [...text.matchAll(/-d '(\{.*?\})'\s*$/gms)]);
  return bodies.flatMap(([, body = '']) => {
    const { query } = JSON.parse(body) as { query?: string };
    return query === undefined ? [] : [query];
  });
}

/** The lines on which an error's text is asked for without its meaning. */
function withoutMeaning(document: DocumentNode): string[] {
  const types = new TypeInfo(schema);
  const found: string[] = [];
  const visitor = visitWithTypeInfo(types, {
    SelectionSet({ selections }) {
      const type = types.getParentType();
      if (!type || !('getFields' in type) || !('betydning' in type.getFields())) return;
      const names = selections.map((selection) => (selection.kind === 'Field' ? selection.name.value : ''));
      if (names.includes('melding') && !names.includes('betydning')) found.push(`${type.name}: ${names.join(' ')}`);
    },
  });
  visit(document, visitor);
  return found;
}

const asked = PAPERS.flatMap((paper) =>
  [...blocks(read(paper), 'graphql'), ...sent(paper)].map((text) => ({ from: paper, text })),
);
const files = FILES.filter((file) => /^examples\/.*\.graphql$/.test(file)).map((file) => ({
  from: file,
  text: read(file),
}));
const examples = [...asked, ...files].filter(({ text }) => /^\s*(?:query|mutation|fragment|\{)/m.test(text));

describe('the meaning in English stands beside the text of an error', () => {
  test('in examples of the papers, and of the folders', () => {
    expect(asked.length).toBeGreaterThan(5);
    expect(files.length).toBeGreaterThan(20);
    const found = examples.flatMap(({ from, text }) => withoutMeaning(parse(text)).map((line) => `${from}: ${line}`));
    expect(found).toEqual([]);
  });

  test('in the questions of example programs', () => {
    const programs = FILES.filter((file) => /^examples\/(?!typed\/).*\.tsx?$/.test(file) && !file.includes('/graph/'));
    const selected = programs.flatMap((file) =>
      [...read(file).matchAll(/on Registerfeil \{([^}]*)\}/g)].map(([, fields = '']) => ({ file, fields })),
    );
    expect(selected.length).toBeGreaterThan(1);
    expect(selected.filter(({ fields }) => /\bmelding\b/.test(fields) && !/\bbetydning\b/.test(fields))).toEqual([]);
  });

  test('and is missed where it does not', () => {
    const document = parse(
      '{ enhet(organisasjonsnummer: "1") { basisdata { ... on Registerfeil { kode melding } } } }',
    );
    expect(withoutMeaning(document)).toEqual(['Registerfeil: kode melding']);
  });
});
