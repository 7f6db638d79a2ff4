import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedDirectives,
  visit,
} from 'graphql';
import { CliError } from './errors.ts';
import { oneLine } from './output.ts';

/** The schema that somebody holds: SDL of a graph, or of a subgraph, as registries and routers keep it. */
export function readHeld(sdl: string): { readonly held: GraphQLSchema; readonly ofSubgraph: boolean } {
  try {
    const document = parse(sdl);
    const ofSubgraph = isSubgraph(document);
    const held = buildASTSchema(ofSubgraph ? withoutFederation(document) : document);
    // A query is a document, too, and would make a schema of nothing.
    if (held.getQueryType()) return { held, ofSubgraph };
  } catch (error) {
    throw new CliError(`that is no schema: ${error instanceof Error ? oneLine(error.message) : 'it cannot be read'}`);
  }
  throw new CliError('that is no schema: it has no type Query');
}

/** Whether it is linked to federation, whose directives and types it uses without defining them. */
function isSubgraph({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (one) =>
      (one.kind === Kind.SCHEMA_EXTENSION || one.kind === Kind.SCHEMA_DEFINITION) &&
      one.directives?.some(({ name }) => name.value === 'link'),
  );
}

const KEPT: ReadonlySet<string> = new Set(specifiedDirectives.map(({ name }) => name));

/** What a client of the subgraph could ask. What a router alone reads is left out. */
function withoutFederation(document: DocumentNode): DocumentNode {
  return visit(document, {
    SchemaExtension: () => null,
    Directive: ({ name }) => (KEPT.has(name.value) ? undefined : null),
  });
}
