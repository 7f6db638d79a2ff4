import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Documents } from './documents.ts';
import { mask } from '../mask.ts';

const MAX_LENGTH = 16 * 1024;
const MAX_DOCUMENTS = 1024;
/** Characters of all texts together: a parsed document takes up to a hundred times as many bytes. */
const MAX_TOTAL = 1024 * 1024;

/**
 * Documents that have been parsed and validated, by their text. A document in which somebody wrote a number or a
 * mail address is not kept, so that no person's identifier outlives its request; neither is a very long one, nor are
 * more than so many in all, so that nobody can fill the memory. What applications send again and again, with
 * variables, is neither. The persisted ones are all kept, and nothing that is sent can push them out.
 */
export function createDocumentCache(known: Documents) {
  const persisted = new Map<string, DocumentNode | undefined>();
  for (const text of known.values()) persisted.set(text, undefined);
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_TOTAL,
    sizeCalculation: (_, text) => text.length,
  });
  return {
    get: (text: string) => persisted.get(text) ?? documents.get(text),
    set(text: string, document: DocumentNode) {
      if (persisted.has(text)) persisted.set(text, document);
      else if (text.length <= MAX_LENGTH && mask(text) === text) documents.set(text, document);
    },
  };
}

/** A document that does not parse is not worth keeping. */
export const keepsNoErrors = { get: () => undefined, set: () => {} };
