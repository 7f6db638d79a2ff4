import {
  type DocumentNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';
import { DeferDirective } from './defer.ts';

/** Whether @skip and @include leave it in. */
export function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (!node.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return include?.if !== false;
}

/** The variables by which @skip, @include and @defer of a document decide, in its order. */
export function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]({ name, arguments: args = [] }) {
      if (!DECIDING.has(name.value)) return;
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** So many variables may decide: what is kept of a document is kept for each choice of theirs. */
export const MAX_CONDITIONS = 4;

/** The values of these variables as one text: `TF` for true and false. Undefined where one of them is neither, or they are too many. */
export function chosen(names: readonly string[], variables: Readonly<Record<string, unknown>>): string | undefined {
  if (names.length > MAX_CONDITIONS) return undefined;
  let all = '';
  for (const name of names) {
    const value = variables[name];
    if (typeof value !== 'boolean') return undefined;
    all += value ? 'T' : 'F';
  }
  return all;
}

const DECIDING: ReadonlySet<string> = new Set([
  GraphQLSkipDirective.name,
  GraphQLIncludeDirective.name,
  DeferDirective.name,
]);
