import {
  buildSchema,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  printSchema,
} from 'graphql';
import type { Asked } from './grammar.ts';

/** An object as it was answered: each field under its type's name and its own, so that members of a union never conflict. */
type Known = Readonly<Record<string, unknown>>;

/** By type, the field that is its key, and the fields of Query that make it of one or of many. */
const KEYS: Readonly<Record<string, { readonly key: string; readonly root: string; readonly roots: string }>> = {
  Borger: { key: 'cpr', root: 'borger', roots: 'borgere' },
  Innbygger: { key: 'personidentifikator', root: 'innbygger', roots: 'innbyggere' },
  Enhet: { key: 'organisasjonsnummer', root: 'enhet', roots: 'enheter' },
};
/** A key is cut after so many characters, and one is put there that no key has. */
const MAX_KEY = 64;
const MAX_DEPTH = 10;

type Ask = (asked: Asked) => Promise<{ readonly data?: Known | null }>;

/**
 * What a document must be answered with: graphql-js executes it over what is known of each person and unit, and that has been asked for
 * one at a time, whole, in a request of its own.
 */
export function createReference(served: GraphQLSchema, ask: Ask) {
  // Float is known to every server, and is built only when it is written.
  const schema = buildSchema(`${printSchema(served)}\nscalar Float`, { assumeValid: true });
  const known = new Map<string, Promise<Known>>();

  function knowing(
    root: string,
    args: Readonly<Record<string, unknown>>,
    isWhole: boolean,
    caller: string | undefined,
  ) {
    const id = JSON.stringify([root, args, isWhole, caller]);
    const found = known.get(id) ?? learn(root, args, isWhole, caller);
    known.set(id, found);
    return found;
  }

  async function learn(
    root: string,
    args: Readonly<Record<string, unknown>>,
    isWhole: boolean,
    caller: string | undefined,
  ): Promise<Known> {
    const field = schema.getQueryType()?.getFields()[root];
    if (!field) throw new Error(`no field ${root}`);
    const given = field.args.filter(({ name }) => name in args);
    const definitions = given.map(({ name, type }) => `$${name}: ${type}`);
    const passed = given.map(({ name }) => `${name}: $${name}`);
    const inParentheses = (texts: readonly string[]) => (texts.length > 0 ? `(${texts.join(', ')})` : '');
    const query = `query ${inParentheses(definitions)} { known: ${root}${inParentheses(passed)} ${whole(getNamedType(field.type), isWhole)} }`;
    const { data } = await ask({ query, variables: JSON.stringify(args), ...(caller && { caller }) });
    return data ?? {};
  }

  /** Selects everything, up to other keys; of a key's own object only when it `isWhole`. */
  function whole(type: GraphQLNamedType, isWhole: boolean, depth = 0): string {
    if (!isCompositeType(type)) return '';
    const members = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
    const selections = members.map((member) => {
      const own = KEYS[member.name];
      const fields = Object.values(member.getFields()).filter(
        ({ name, type: of }) =>
          (depth < MAX_DEPTH || !isCompositeType(getNamedType(of))) && (!own || isWhole || name === own.key),
      );
      const texts = fields.map(
        ({ name, type: of }) => `${member.name}_${name}: ${name} ${whole(getNamedType(of), false, depth + 1)}`,
      );
      return `... on ${member.name} { ${texts.join(' ')} }`;
    });
    return `{ __typename ${selections.join(' ')} }`;
  }

  const fieldResolver: GraphQLFieldResolver<Known, string | undefined> = async (source, args, caller, info) => {
    const parent = info.parentType.name;
    const made = parent === schema.getQueryType()?.name ? madeOf(info.fieldName, Object.values(args)[0]) : undefined;
    if (made) return made;
    if (parent === schema.getQueryType()?.name) return (await knowing(info.fieldName, args, false, caller)).known;
    const name = `${parent}_${info.fieldName}`;
    const own = KEYS[parent];
    if (!own || info.fieldName === own.key) return source[name];
    const { known: found } = await knowing(own.root, { [own.key]: source[`${parent}_${own.key}`] }, true, caller);
    return (found as Known | null)?.[name];
  };

  return {
    schema,
    async execute(document: DocumentNode, { variables, operationName, caller }: Asked): Promise<ExecutionResult> {
      return execute({
        schema,
        document,
        rootValue: {},
        contextValue: caller,
        variableValues: variables === undefined ? {} : JSON.parse(variables),
        operationName: operationName ?? null,
        fieldResolver: fieldResolver as GraphQLFieldResolver<unknown, unknown>,
      });
    },
  };
}

/** What is made of a key alone, and asks nobody. */
function madeOf(field: string, keys: unknown): Known | readonly Known[] | undefined {
  const found = Object.entries(KEYS).find(([, { root, roots }]) => field === root || field === roots);
  if (!found) return undefined;
  const [name, { key }] = found;
  const cut = (one: string) => (one.length > MAX_KEY ? `${one.slice(0, MAX_KEY)}…` : one);
  const make = (one: unknown) => ({ __typename: name, [`${name}_${key}`]: cut(String(one)) });
  return Array.isArray(keys) ? keys.map(make) : make(keys);
}

export type Reference = ReturnType<typeof createReference>;
