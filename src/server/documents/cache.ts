import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { mask } from '../../domain/mask.ts';
import { madeOf } from '../../domain/renewable.ts';
import type { HeldDocuments } from './documents.ts';

const MAX_LENGTH = 16 * 1024;
const MAX_DOCUMENTS = 1024;
/** Characters of all texts together: a parsed document takes up to a hundred times as many bytes. */
const MAX_TOTAL = 1024 * 1024;

/**
 * Parsed and validated documents by their text. A document that holds a number or a mail address is not cached, so that no person's
 * identifier outlives its request. Very long documents are not cached, and the number and the size of all are limited, so that
 * clients cannot fill the memory. Persisted documents are all kept; others cannot evict them.
 */
export function createDocumentCache(known: HeldDocuments) {
  // What has been parsed stays so for the documents that are still held when they are read anew.
  const persisted = madeOf(known, (held, before?: Map<string, DocumentNode | undefined>) => {
    return new Map([...held.values()].map((text) => [text, before?.get(text)] as const));
  });
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_TOTAL,
    sizeCalculation: (_, text) => text.length,
  });
  return {
    get: (text: string) => persisted().get(text) ?? documents.get(text),
    set(text: string, document: DocumentNode) {
      if (persisted().has(text)) persisted().set(text, document);
      else if (text.length <= MAX_LENGTH && mask(text) === text) documents.set(text, document);
    },
  };
}

/** Parse errors are not cached. */
export const keepsNoErrors = { get: () => undefined, set: () => {} };
