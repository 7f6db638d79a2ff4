import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInterfaceType, isLeafType, isObjectType, isUnionType } from 'graphql';
import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { CHAPTERS } from '../../src/sandbox/overview.ts';

/** One field that asks one register once, about one key. */
export interface Question {
  readonly id: number;
  readonly key: string;
  /** The service that is called, by its name in the sources. */
  readonly service: string;
  /** The field, with `$k<index>` for its key, under the alias `q<index>`. */
  field(index: number): string;
  /** The answer when all is well, as JSON. */
  readonly expected: string;
}

/** What the overview of the sandbox asks, before anybody has asked it. */
export type Candidate = Pick<Question, 'key' | 'field'> & { readonly ask: string };

// As it is printed: nothing of the gateway runs in the process that measures it.
const schema = buildSchema(readFileSync(new URL('../../schema/registergraf.graphql', import.meta.url), 'utf8'));

/** Of a field, so many keys: those with data of their own first. */
const KEYS_A_FIELD = 4;
/** Objects in objects of an answer that are asked for. */
const DEPTH = 2;

/** Answers that other answers are told apart from; what a register documents as a failure is an answer, too. */
export function candidates(): Candidate[] {
  const all = CHAPTERS.flatMap(({ root, key: argument, entries }) =>
    entries
      .filter(({ answer }) => answer !== 'KildeUtilgjengelig' && answer !== 'UdokumentertFeil')
      .map(({ key, ask, answer }) => ({
        key,
        ask: `${root}.${ask}`,
        isData: !isRegisterfeil(answer),
        field: (index: number) =>
          `q${index}: ${root}(${argument}: $k${index}) { ${argument} ${ask} { ${selection(answer)} } }`,
      })),
  );
  const sorted = all.toSorted((one, other) => Number(other.isData) - Number(one.isData));
  return [...Map.groupBy(sorted, ({ ask }) => ask).values()].flatMap((list) => list.slice(0, KEYS_A_FIELD));
}

/** The body of a request for these fields. */
export function bodyOf(questions: readonly Pick<Question, 'key' | 'field'>[]): string {
  const variables = Object.fromEntries(questions.map(({ key }, index) => [`k${index}`, key]));
  const declared = questions.map((_, index) => `$k${index}: ID!`).join(', ');
  const fields = questions.map(({ field }, index) => field(index)).join('\n');
  return JSON.stringify({ query: `query Chaos(${declared}) {\n${fields}\n}`, variables });
}

function isRegisterfeil(name: string): boolean {
  const type = schema.getType('Registerfeil');
  if (!isInterfaceType(type)) throw new Error('the graph has no Registerfeil');
  return schema.getPossibleTypes(type).some((possible) => possible.name === name);
}

/** The leaves of the member that is the answer, and the code of any other. */
function selection(answer: string): string {
  const own = isRegisterfeil(answer) ? '' : `... on ${answer} { ${leaves(answer, DEPTH)} }`;
  return `__typename ${own} ... on Registerfeil { kode kilde }`;
}

/** Without what asks a register again, and without what has to be asked with arguments. */
function leaves(typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return '';
  return Object.values(type.getFields())
    .filter(({ name, args }) => args.length === 0 && !(`${typeName}.${name}` in OPERATION_FIELDS))
    .flatMap(({ name, type: of }) => {
      const named = getNamedType(of);
      if (isLeafType(named)) return name;
      if (isUnionType(named) || depth === 1) return [];
      const below = leaves(named.name, depth - 1);
      return below ? `${name} { ${below} }` : [];
    })
    .join(' ');
}
