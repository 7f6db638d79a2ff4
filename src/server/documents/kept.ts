import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  visit,
} from 'graphql';
import { maskName } from '../../domain/mask.ts';
import { chosen, conditionsOf } from '../../graph-kit/conditions.ts';
import { plainVariables, type ReadPlainly } from '../../graph-kit/plain-values.ts';
import { type Plan, planOperation, type Room } from '../execution/plan.ts';
import { createDocumentCache } from './cache.ts';
import type { HeldDocuments } from './documents.ts';

/** What was found out about one operation of a document when it first came. It depends on no variable, caller or header. */
export interface KeptOperation {
  readonly document: DocumentNode;
  /** As the client names it; undefined where the document has only this one. */
  readonly operationName: string | undefined;
  readonly name: string | undefined;
  /** The name as it may be logged. */
  readonly logged: string | undefined;
  readonly kind: OperationTypeNode;
  /** Whether @defer stands anywhere in the document. */
  readonly mayDefer: boolean;
  readonly readVariables: ReadPlainly;
  /** How it is executed with these variables, which have been read by their types; undefined where graphql-js executes it. */
  planFor(variables: Readonly<Record<string, unknown>>): Plan | undefined;
}

/** The documents that come again. */
export interface KeptDocuments {
  /** Parsed documents by their texts, for Yoga. */
  readonly parsed: ReturnType<typeof createDocumentCache>;
  /** Keeps what is known of an operation that is parsed, valid and allowed: it takes the short way when it comes again. */
  pass(document: DocumentNode, operationName: string | null | undefined): void;
  /** Undefined where this text has not passed, or is kept no more. */
  find(text: string, operationName: string | null | undefined): KeptOperation | undefined;
}

/**
 * Fields of one document that are kept planned, of all of its operations together: so many, and one for so many characters of its text. All
 * documents together have as many characters as `documents/cache.ts` keeps.
 */
export const PLANNED_FIELDS = 128;
export const CHARACTERS_A_FIELD = 4;

/**
 * What is kept of documents lives as long as their parsed texts do in `documents/cache.ts`, whose bounds are its bounds: no document that
 * holds a number or a mail address, and of the others as many as there is room for.
 */
export function createKeptDocuments(persisted: HeldDocuments, schema: GraphQLSchema): KeptDocuments {
  const parsed = createDocumentCache(persisted);
  const known = new WeakMap<DocumentNode, { readonly operations: Map<string, KeptOperation>; readonly room: Room }>();
  return {
    parsed,
    pass(document, operationName) {
      const operation = getOperationAST(document, operationName);
      if (!operation || !schema.getRootType(operation.operation)) return;
      const { operations, room } = known.get(document) ?? { operations: new Map(), room: roomFor(document) };
      known.set(document, { operations, room });
      const key = operationName ?? '';
      if (operations.has(key)) return;
      operations.set(key, {
        document,
        operationName: operationName ?? undefined,
        name: operation.name?.value,
        logged: operation.name && maskName(operation.name.value),
        kind: operation.operation,
        mayDefer: holdsDefer(document),
        readVariables: plainVariables(schema, operation.variableDefinitions ?? []),
        planFor: createPlans(schema, document, operation, room),
      });
    },
    find(text, operationName) {
      const document = parsed.get(text);
      return document && known.get(document)?.operations.get(operationName ?? '');
    },
  };
}

function roomFor({ loc }: DocumentNode): Room {
  return { fields: PLANNED_FIELDS + Math.floor((loc?.end ?? 0) / CHARACTERS_A_FIELD) };
}

/** The plans of one operation, each made when it is first asked for: of a document that never comes again there is none. */
function createPlans(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  room: Room,
): KeptOperation['planFor'] {
  const plans = new Map<string, Plan | undefined>();
  let conditions: readonly string[] | undefined;
  return (variables) => {
    conditions ??= conditionsOf(document);
    const choice = chosen(conditions, variables);
    if (choice === undefined) return undefined;
    if (!plans.has(choice) && (room.fields <= 0 || !canPlan(schema))) return undefined;
    const plan = plans.has(choice) ? plans.get(choice) : planOperation(schema, document, operation, variables, room);
    // What does not fit is found out when its lists first come.
    plans.set(choice, plan?.isCrowded() ? undefined : plan);
    return plans.get(choice);
  };
}

/** graphql-js asks the type itself whether a value is of it, where it has such a function: ours have none. */
function canPlan(schema: GraphQLSchema): boolean {
  return !Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf);
}

function holdsDefer(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    [Kind.DIRECTIVE]({ name }) {
      if (name.value !== 'defer') return undefined;
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}
