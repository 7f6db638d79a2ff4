import {
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  Kind,
  type NameNode,
  parse,
  parseConstValue,
  print,
  printSchema,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { DeferDirective } from './defer.ts';

/** The version of federation that the graph is written for, the first with @cost and @listSize: both composers know it. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

/** What federation asks of every subgraph, and adds itself when it composes. */
const ADDED_BY_FEDERATION: ReadonlySet<string> = new Set(['_entities', '_service', '_Any', '_Entity', '_Service']);

/** A directive of federation, in the list `extensions.directives` of a type or field. */
export interface Directive {
  readonly name: string;
  /** Numbers, strings and lists of them, which GraphQL and JSON write alike. */
  readonly args?: Readonly<Record<string, number | string | readonly string[] | readonly (readonly string[])[]>>;
}

/**
 * The graph as a router composes it: in the order of the alphabet, as the schema of the frontends is, whatever was written first. Without
 * @defer, which a router that knows it defines and obeys itself.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const used = new Set<string>();
  const definitions = parse(printSchema(schema), { noLocation: true })
    .definitions.filter(isComposed)
    .map((definition) => (isTypeDefinitionNode(definition) ? withDirectives(definition, schema, used) : definition));
  const link = toNode({ name: 'link', args: { url: FEDERATION, import: [...used].toSorted() } });
  const extension = { kind: Kind.SCHEMA_EXTENSION, directives: [link] } as const;
  return `${print(inOrder({ kind: Kind.DOCUMENT, definitions: [extension, ...definitions] }))}\n`;
}

function isComposed(node: DefinitionNode | FieldDefinitionNode): boolean {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return node.name.value !== DeferDirective.name;
  return !('name' in node && node.name && ADDED_BY_FEDERATION.has(node.name.value));
}

/** The type with its directives and those of its fields. The names of all go into `used`. */
function withDirectives(node: TypeDefinitionNode, schema: GraphQLSchema, used: Set<string>): TypeDefinitionNode {
  const type = schema.getType(node.name.value);
  const add = <Node extends TypeDefinitionNode | FieldDefinitionNode>(
    to: Node,
    element: Extended | undefined,
  ): Node => {
    const directives = (element?.extensions.directives ?? []) as readonly Directive[];
    for (const { name } of directives) used.add(`@${name}`);
    return { ...to, directives: [...(to.directives ?? []), ...directives.map(toNode)] };
  };
  if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
    const order = type?.extensions.values as readonly string[];
    const place = ({ name }: { readonly name: NameNode }) => order.indexOf(name.value);
    return add({ ...node, values: (node.values ?? []).toSorted((one, other) => place(one) - place(other)) }, type);
  }
  if (!type || !('getFields' in type) || !('fields' in node)) return add(node, type);
  const known = type.getFields();
  const fields = (node.fields as FieldDefinitionNode[])
    .filter(isComposed)
    .map((field) => add(field, known[field.name.value]));
  return add({ ...node, fields } as TypeDefinitionNode, type);
}

interface Extended {
  readonly extensions: Readonly<Record<string, unknown>>;
}

function toNode({ name, args = {} }: Directive): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: parseConstValue(JSON.stringify(value), { noLocation: true }),
    })),
  };
}

function inOrder(document: ASTNode): ASTNode {
  return visit(document, {
    enter(node: ASTNode) {
      const lists = Object.entries(node).filter((entry): entry is [string, readonly Named[]] => SORTED.has(entry[0]));
      return { ...node, ...Object.fromEntries(lists.map(([name, list]) => [name, list.toSorted(byName)])) };
    },
  });
}

type Named = ASTNode & { readonly name?: NameNode };

/** The lists whose order means nothing; that of values does where a directive takes them. */
const SORTED: ReadonlySet<string> = new Set(['definitions', 'fields', 'arguments', 'interfaces', 'types']);

function byName(one: Named, other: Named): number {
  const [a, b] = [one, other].map(({ kind, name }) => name?.value ?? ` ${kind}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
