import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/** How many values one list argument may hold. */
export const MAX_LIST = 1000;

/** How many all list arguments of an operation may hold: a full list of each kind of key. */
export const MAX_VALUES = 3 * MAX_LIST;

// Of the operation that is being counted: the library counts it in one go, and a field knows nothing of the others.
let valuesSoFar = 0;

/** The cost of a field that makes one backend call for each object it is asked on. */
export const ONE_CALL = { field: 1, multiplier: 1 };

/** The cost of a field whose calls are shared by up to `keys` objects. */
export function sharedCall(keys: number) {
  return { field: 1 / keys, multiplier: 1 };
}

/** The cost of a list field that has as many members as its argument: refused before anything is called when it is too long. */
export function perMember(argument: string, values: readonly unknown[]) {
  if (values.length > MAX_LIST) {
    throw tooMany('FOR_MANGE_VERDIER', `${argument} holds ${values.length} values; at most ${MAX_LIST} are allowed.`);
  }
  valuesSoFar += values.length;
  // Each is an object of the answer, or an error, also where it costs no call.
  if (valuesSoFar > MAX_VALUES) {
    const message = `The lists of the operation hold more than ${MAX_VALUES} values, each as often as it stands there.`;
    throw tooMany('FOR_MANGE_VERDIER_I_ALT', message);
  }
  return { field: 0, multiplier: values.length };
}

function tooMany(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

// A sum of thousandths is never quite whole.
const ROUNDING = 1e-6;

/**
 * How many backend calls the operation could cause, before it causes any: every member of a union counts, lists of unknown
 * length count ten, and nothing is taken off for duplicates. Throws when a list argument is too long, or all of them are.
 */
export function backendCalls(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  valuesSoFar = 0;
  const { complexity } = complexityFromQuery(countedOf(document, operation), { schema, variables });
  return Math.max(0, Math.ceil(complexity - ROUNDING));
}

// By operation: one that comes again is the same object, out of the cache of documents.
const counted = new WeakMap<OperationDefinitionNode, DocumentNode>();

/** The library looks at the first operation only, and counts a call for each __typename. */
function countedOf(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const known = counted.get(operation);
  if (known) return known;
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const made = withoutTypename({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] });
  counted.set(operation, made);
  return made;
}

function withoutTypename(document: DocumentNode): DocumentNode {
  return visit(document, { Field: ({ name }) => (name.value.startsWith('__') ? null : undefined) });
}
