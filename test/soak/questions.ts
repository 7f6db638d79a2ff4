import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { Random } from '../differential/random.ts';
import { unitNumbers } from '../support/numbers.ts';
import { KEYS } from './people.ts';

/** One read, which has the same answer whenever it is asked, but for what is unavailable. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The persisted id of its document, where it has one. */
  readonly documentId?: string;
  /** About units alone: a GET may ask it. */
  readonly isAboutUnits: boolean;
}

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** How often each example is asked, with other keys each time. */
const VARIANTS = 3;
const GENERATED = 60;
const UNKNOWN_UNITS = unitNumbers(40);

/** Every query of the examples, as text and by its persisted id, and as many documents made from the schema. */
export function makeQuestions(random: Random): Question[] {
  const texts = globSync('examples/operations/*.graphql', { cwd: fileURLToPath(root) })
    .toSorted()
    .map(read);
  const persisted = Object.entries(
    JSON.parse(read('examples/typed/persisted-documents.json')) as Record<string, string>,
  );
  const documents = [
    ...texts.map((query) => ({ query })),
    ...persisted.map(([documentId, query]) => ({ query, documentId })),
  ].filter(({ query }) => operationOf(query) === 'query');
  const known = documents.flatMap((document) => Array.from({ length: VARIANTS }, () => withKeys(document, random)));
  return [...known, ...generate(random)];
}

function operationOf(query: string): string {
  const definition = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return definition.operation;
}

function withKeys(document: { readonly query: string; readonly documentId?: string }, random: Random): Question {
  const names = [...(/\(([^)]*)\)/.exec(document.query.replace(/#.*/g, ''))?.[1] ?? '').matchAll(/\$(\w+)/g)];
  const variables = Object.fromEntries(names.map(([, name = '']) => [name, chooseValue(name, random)]));
  return { ...document, variables, isAboutUnits: isAboutUnits(document.query) };
}

/** Fields under which people are found. */
const isAboutUnits = (query: string) =>
  !/\b(?:borger|borgere\w*|innbygger\w*|innsynslogg|roller|rolle\w+|person)\b/.test(query);

function chooseValue(name: string, random: Random): unknown {
  const bare = name.replace(/\d+$/, '');
  const many = (keys: readonly string[]) => Array.from({ length: 1 + random.below(12) }, () => random.pick(keys));
  switch (bare) {
    case 'cpr':
    case 'personidentifikator':
      return random.pick(KEYS[bare]);
    case 'organisasjonsnummer':
      return random.chance(0.1) ? random.pick(UNKNOWN_UNITS) : random.pick(KEYS.organisasjonsnummer);
    case 'cprs':
      return many(KEYS.cpr);
    case 'personidentifikatorer':
      return many(KEYS.personidentifikator);
    case 'organisasjonsnumre':
      return many([...KEYS.organisasjonsnummer, ...UNKNOWN_UNITS]);
    case 'mobiltelefon':
      return random.pick(['67000001', '67000002', '67999999', 'none']);
    case 'email':
      return random.pick(['borger-1@example.org', 'borger-2@example.org', 'nobody@example.org', 'none']);
    case 'soek':
      return { soekestreng: random.pick(['TEST', 'AS', 'NORD', 'FORENING']), maksTreff: 1 + random.below(40) };
    case 'kilde':
      return random.pick([null, 'STAR', 'OPPSLAGSTJENESTEN', 'GRUNNDATA']);
    case 'foerste':
      return random.pick([undefined, 1 + random.below(20)]);
    case 'etter':
      return undefined;
    default:
      throw new Error(`nobody knows what to ask with $${name}`);
  }
}

const schema = buildSchema(read('schema/registergraf.graphql'));
const ROOTS = [
  { field: 'borger', type: 'Borger', key: 'cpr' },
  { field: 'innbygger', type: 'Innbygger', key: 'personidentifikator' },
  { field: 'enhet', type: 'Enhet', key: 'organisasjonsnummer' },
] as const;
const SHELLS: readonly string[] = ROOTS.map(({ type }) => type);
const MAX_DEPTH = 3;

/** Each field of each noun at least once, with whatever else the seed selects, under aliases. */
function generate(random: Random): Question[] {
  const operations = ROOTS.flatMap((at) =>
    Object.values(objectOf(at.type).getFields())
      .filter(({ name, args }) => name !== at.key && args.length === 0)
      .map(({ name }) => ({ ...at, operation: name })),
  );
  const questions: Question[] = [];
  for (let nth = 0; questions.length < GENERATED; nth += 1) {
    if (nth > 10 * GENERATED) throw new Error('hardly any generated document is valid');
    const parts = [operations[nth % operations.length] ?? random.pick(operations)];
    while (random.chance(0.4)) parts.push(random.pick(operations));
    const variables = parts.map(({ key }, index) => `$${key}${index}: ID!`);
    const fields = parts.map(({ field, key, type, operation }, index) => {
      const result = getNamedType(objectOf(type).getFields()[operation]?.type);
      return `part${index}: ${field}(${key}: $${key}${index}) { ${key} ${operation} ${selection(result, random, 0)} }`;
    });
    const query = `query Soak${nth}(${variables.join(', ')}) { ${fields.join(' ')} }`;
    if (validate(schema, parse(query)).length === 0) questions.push(withKeys({ query }, random));
  }
  return questions;
}

function objectOf(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}

function selection(type: GraphQLNamedType | undefined, random: Random, depth: number): string {
  if (!type || isLeafType(type)) return '';
  if (isAbstractType(type)) {
    // Each member's own fields; what all failures have is asked of their interface.
    const members = isUnionType(type) ? type.getTypes() : schema.getPossibleTypes(type);
    const own = members
      .filter((member) => !isFailure(member) || random.chance(0.2))
      .map((member) => `... on ${member.name} { ${fieldsOf(member, random, depth)} }`);
    const failures = isUnionType(type) ? '... on Registerfeil { kode opphav }' : '';
    return `{ __typename ${failures} ${own.join(' ')} }`;
  }
  return isObjectType(type) ? `{ ${fieldsOf(type, random, depth)} }` : '';
}

const isFailure = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Registerfeil');

/** No field of a noun but its key: each would be another call. */
function fieldsOf(type: GraphQLObjectType, random: Random, depth: number): string {
  const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  const chosen = fields.flatMap(({ name, type: of }) => {
    const named = getNamedType(of);
    if (isLeafType(named)) return SHELLS.includes(type.name) || random.chance(0.7) ? name : [];
    if (SHELLS.includes(type.name) || isUnionType(named) || depth >= MAX_DEPTH || random.chance(0.3)) return [];
    return `${name} ${selection(named, random, depth + 1)}`;
  });
  return ['__typename', ...chosen].join(' ');
}
