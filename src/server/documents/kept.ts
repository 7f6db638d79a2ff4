import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationTypeNode,
  visit,
} from 'graphql';
import { createDocumentCache } from './cache.ts';
import type { Documents } from './documents.ts';

/** What was found out about one operation of a document when it first came. It depends on no variable, caller or header. */
export interface KeptOperation {
  readonly document: DocumentNode;
  /** As the client names it; undefined where the document has only this one. */
  readonly operationName: string | undefined;
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  /** Whether @defer stands anywhere in the document. */
  readonly mayDefer: boolean;
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
 * What is kept of documents lives as long as their parsed texts do in `documents/cache.ts`, whose bounds are its bounds: no document that
 * holds a number or a mail address, and of the others as many as there is room for.
 */
export function createKeptDocuments(persisted: Documents, schema: GraphQLSchema): KeptDocuments {
  const parsed = createDocumentCache(persisted);
  const known = new WeakMap<DocumentNode, Map<string, KeptOperation>>();
  return {
    parsed,
    pass(document, operationName) {
      const operation = getOperationAST(document, operationName);
      if (!operation || !schema.getRootType(operation.operation)) return;
      const operations = known.get(document) ?? new Map<string, KeptOperation>();
      known.set(document, operations);
      const key = operationName ?? '';
      if (operations.has(key)) return;
      operations.set(key, {
        document,
        operationName: operationName ?? undefined,
        name: operation.name?.value,
        kind: operation.operation,
        mayDefer: holdsDefer(document),
      });
    },
    find(text, operationName) {
      const document = parsed.get(text);
      return document && known.get(document)?.get(operationName ?? '');
    },
  };
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
