import {
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiSchema, schema } from '../../src/graph/schema.ts';

interface Described {
  /** As people write it in a schema: `Query.enhet(organisasjonsnummer:)`. */
  readonly coordinate: string;
  readonly name: string;
  readonly description: string | null | undefined;
}

/** Everything of a schema that has a name of its own. */
function describedOf(graph: GraphQLSchema): Described[] {
  const types = Object.values(graph.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const directives = graph.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return [
    ...types.flatMap((type) => [{ coordinate: type.name, ...pick(type) }, ...partsOf(type)]),
    ...directives.flatMap((directive) => [
      { coordinate: `@${directive.name}`, ...pick(directive) },
      ...directive.args.map((arg) => ({ coordinate: `@${directive.name}(${arg.name}:)`, ...pick(arg) })),
    ]),
  ];
}

function partsOf(type: GraphQLNamedType): Described[] {
  if (isEnumType(type)) {
    return type.getValues().map((value) => ({ coordinate: `${type.name}.${value.name}`, ...pick(value) }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => ({
      coordinate: `${type.name}.${field.name}`,
      ...pick(field),
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    { coordinate: `${type.name}.${field.name}`, ...pick(field) },
    ...field.args.map((arg) => ({ coordinate: `${type.name}.${field.name}(${arg.name}:)`, ...pick(arg) })),
  ]);
}

const pick = ({ name, description }: { name: string; description?: string | null | undefined }) => ({
  name,
  description,
});

/** A word of a sentence: no code, no number, no value that is written in capitals, nothing between backticks. */
const WORD = /(?<![\p{L}\p{N}_-])\p{L}?\p{Ll}+(?![\p{L}\p{N}_])/gu;
/** What a reference to a code is made of. */
const OF_A_REFERENCE = new Set([
  'missing',
  'none',
  'code',
  'codes',
  'see',
  'or',
  'and',
  'in',
  'is',
  'by',
  'of',
  'the',
  'a',
  'as',
]);

/** What is wrong with a description; undefined: nothing. */
function fault({ name, description }: Described): string | undefined {
  if (!description?.trim()) return 'none';
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (letters(description) === letters(name)) return 'its own name';
  const words = description.replace(/`[^`]*`/g, '').match(WORD) ?? [];
  const told = words.filter((word) => !OF_A_REFERENCE.has(word.toLowerCase()));
  return told.length < 2 ? 'says nothing but a code, or a word' : undefined;
}

const faults = (graph: GraphQLSchema) =>
  describedOf(graph).flatMap((one) => {
    const wrong = fault(one);
    return wrong ? [`${one.coordinate}: ${wrong}`] : [];
  });

describe.each([
  ['the graph that frontends know', apiSchema],
  ['the graph that is served', schema],
])('%s', (_, graph) => {
  it('says of everything that has a name what it is', () => {
    expect(faults(graph)).toEqual([]);
  });

  it('is looked at whole', () => {
    const seen = new Set(describedOf(graph).map(({ coordinate }) => coordinate));
    expect(seen.size).toBeGreaterThan(900);
    for (const one of [
      'Enhet',
      'Enhet.basisdata',
      'Registerfeil.kode',
      'Opplysning.MAALFORM',
      'Query.enhet(organisasjonsnummer:)',
      'Mutation.createKontaktinformation(input:)',
      'SokEnhetInput.maksTreff',
      'DateTime',
      '@defer(label:)',
    ]) {
      expect(seen).toContain(one);
    }
  });
});

it.each([
  ['', 'none'],
  [' ', 'none'],
  ['Maalform.', 'its own name'],
  ['Missing: code 1070.', 'says nothing but a code, or a word'],
  ['None: code 1125.', 'says nothing but a code, or a word'],
  ['B or N.', 'says nothing but a code, or a word'],
  ['62.100', 'says nothing but a code, or a word'],
  ['`MAALFORM` in `mangler`, code 1070.', 'says nothing but a code, or a word'],
  ['Which written Norwegian the unit uses.', undefined],
])('a field that is described as %j: %s', (description, expected) => {
  const fields = { maalform: { type: GraphQLString, description } };
  const query = new GraphQLObjectType({ name: 'Query', description: 'What can be asked.', fields });
  expect(faults(new GraphQLSchema({ query }))).toEqual(expected ? [`Query.maalform: ${expected}`] : []);
});
