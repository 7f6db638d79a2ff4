import { readFile } from 'node:fs/promises';
import {
  buildASTSchema,
  buildClientSchema,
  type GraphQLField,
  type GraphQLSchema,
  type IntrospectionQuery,
  isIntrospectionType,
  isObjectType,
  parse,
  validateSchema,
} from 'graphql';
import { schema as bundled } from '../../graph/schema.ts';
import { CliError } from '../errors.ts';
import { oneLine } from '../output.ts';
import { fetchSchema, placeOf } from './fetch-schema.ts';

/** A schema that documents are held to. */
export interface HeldSchema {
  /** As it was named, without what an address asks for; undefined: that of this version. */
  readonly name: string | undefined;
  readonly schema: GraphQLSchema;
  /** Whether this version knows what the field costs and takes: one of another schema it may not. */
  knows(coordinate: string): boolean;
}

/** The schema of this version, or that of a file or an address: SDL, or the answer to introspection. */
export async function readSchema(named: string | undefined): Promise<HeldSchema> {
  if (named === undefined) return { name: undefined, schema: bundled, knows: () => true };
  const isAddress = /^https?:\/\//.test(named);
  const text = isAddress ? await fetchSchema(named) : await readText(named);
  const name = isAddress ? placeOf(named) : named;
  const schema = build(text, name);
  const unknown = takeCosts(schema);
  return { name, schema, knows: (coordinate) => !unknown.has(coordinate) };
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new CliError(`the schema ${file} cannot be read`);
  });
}

function build(text: string, named: string): GraphQLSchema {
  const refuse = (why: string) => new CliError(`${named} is no schema: ${oneLine(why)}`);
  const make = () => {
    try {
      const answer = introspectionOf(text);
      // Directives of federation, which a subgraph uses without defining them, are none of a document's.
      return answer ? buildClientSchema(answer) : buildASTSchema(parse(text), { assumeValidSDL: true });
    } catch (error) {
      throw refuse(error instanceof Error ? error.message : 'it cannot be read');
    }
  };
  const schema = make();
  // A query is a document, too, and would make a schema of nothing.
  if (!schema.getQueryType()) throw refuse('it has no type Query');
  const [mistake] = validateSchema(schema);
  if (mistake) throw refuse(mistake.message);
  return schema;
}

function introspectionOf(text: string): IntrospectionQuery | undefined {
  if (!/^\s*\{\s*"/.test(text)) return undefined;
  const read = JSON.parse(text) as IntrospectionQuery & { readonly data?: IntrospectionQuery };
  return read.data ?? read;
}

/** Gives the fields of another schema the cost that they have in this version's; returns those that it does not have. */
function takeCosts(other: GraphQLSchema): ReadonlySet<string> {
  const unknown = new Set<string>();
  for (const type of Object.values(other.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const own = bundled.getType(type.name);
    for (const field of Object.values(type.getFields())) {
      const known = isObjectType(own) ? own.getFields()[field.name] : undefined;
      if (!known || !hasArguments(field, known)) unknown.add(`${type.name}.${field.name}`);
      else field.extensions = { ...field.extensions, complexity: known.extensions.complexity };
    }
  }
  return unknown;
}

type Field = GraphQLField<unknown, unknown>;

/** A cost reads arguments: those that it knows have to be there, as they are here. */
function hasArguments(field: Field, known: Field): boolean {
  return known.args.every(({ name, type }) =>
    field.args.some((other) => other.name === name && String(other.type) === String(type)),
  );
}
