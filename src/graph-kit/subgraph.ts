import { printSubgraphSchema } from '@apollo/subgraph';
import { type ASTNode, type GraphQLSchema, Kind, type NameNode, parse, print, visit } from 'graphql';
import { DeferDirective } from './defer.ts';

/**
 * The graph as a router composes it: in the order of the alphabet, as the schema of the frontends is, whatever was written first. Without
 * @defer, which a router that knows it defines and obeys itself.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const sorted = visit(parse(printSubgraphSchema(schema)), {
    enter(node: ASTNode) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === DeferDirective.name) return null;
      const lists = Object.entries(node).filter((entry): entry is [string, readonly Named[]] => SORTED.has(entry[0]));
      return { ...node, ...Object.fromEntries(lists.map(([name, list]) => [name, list.toSorted(byName)])) };
    },
  });
  return `${print(sorted)}\n`;
}

type Named = ASTNode & { readonly name?: NameNode };

/** The lists whose order means nothing; that of values does where a directive takes them. */
const SORTED: ReadonlySet<string> = new Set(['definitions', 'fields', 'arguments', 'interfaces', 'types']);

function byName(one: Named, other: Named): number {
  const [a, b] = [one, other].map(({ kind, name }) => name?.value ?? ` ${kind}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
