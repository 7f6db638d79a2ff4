import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams } from 'graphql-yoga';
import { type Documents, documentId, type HeldDocuments } from '../documents/documents.ts';
import type { GatewayPlugin } from '../context.ts';
import type { Profile } from '../profile.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

export type Params = GraphQLParams & {
  readonly documentId?: unknown;
  /** Relay's: the id of its document, or a name beside the text. */
  readonly id?: unknown;
  readonly doc_id?: unknown;
};

/** Accepts the id of a document instead of its text. Documents that clients send are never registered. */
export function usePersistedDocuments(documents: HeldDocuments, { freeText }: Profile): object[] {
  return [
    useDocumentId(documents),
    usePersistedOperations({
      extractPersistedOperationId: (params: Params) =>
        typeof params.documentId === 'string' ? params.documentId : null,
      getPersistedOperation: (id) => documents.current.get(id) ?? null,
      allowArbitraryOperations: freeText,
      customErrors: {
        notFound: ({ params }) => notFound(documents.current, freeText && isAutomatic(params)),
        keyNotFound: () => (freeText ? refusalError(ERRORS.noQuery, []) : onlyKnown()),
        persistedQueryOnly: onlyKnown,
      },
    }),
  ];
}

/**
 * Apollo's and urql's clients look for a word in the message, upon which they send the text: where no documents are held, from then on, since
 * asking by a hash first would always fail. Where text is not taken, or the client has no text to send, people read what is wrong.
 */
function notFound(held: Documents, maySendText: boolean) {
  const isEmpty = held.size === 0;
  const told = refusalError(isEmpty ? ERRORS.noDocumentsHeld : ERRORS.documentNotHeld, []);
  if (!maySendText) return told;
  const hint = told.message;
  return refusalError(isEmpty ? ERRORS.persistedQueryNotSupported : ERRORS.persistedQueryNotFound, [], { hint });
}

function isAutomatic({ extensions }: Params): boolean {
  return extensions?.persistedQuery !== undefined && extensions.persistedQuery !== null;
}

function onlyKnown() {
  return refusalError(ERRORS.persistedDocumentsOnly, []);
}

/** Reads the id from wherever clients put it, and checks that a text sent with it is that document. */
function useDocumentId(documents: HeldDocuments): GatewayPlugin {
  return {
    // Yoga reads four parameters of a URL, and this is none of them.
    onRequestParse: ({ request, url }) => ({
      onRequestParseDone({ requestParserResult, setRequestParserResult }) {
        const id = request.method === 'GET' ? url.searchParams.get('documentId') : null;
        if (id !== null) setRequestParserResult({ ...requestParserResult, documentId: id } as Params);
      },
    }),
    onParams: ({ params, setParams }) => setParams(understood(withOneId(params, documents.current))),
  };
}

/** What else a request holds is not looked at: GraphQL over HTTP, 4.4.1. */
function understood({ query, variables, operationName, extensions, documentId }: Params): GraphQLParams {
  return { query, variables, operationName, extensions, documentId } as GraphQLParams;
}

/**
 * The parameters with either a text or the id of a document that is held, as `documentId`. Throws where the ids say different things, or the
 * text is another than they say.
 */
export function withOneId(params: Params, documents: Documents): Params {
  // Nothing but a text, as most send it.
  if (!ID_PARAMETERS.some((name) => name in params)) return params;
  const { documentId: _, ...others } = withoutRelay(params);
  const { query, ...withoutQuery } = others;
  const id = idOf(params);
  if (id === undefined) return others;
  if (typeof query === 'string' && query !== '') {
    if (documentId(query) !== id) throw refusalError(ERRORS.wrongDocumentId, []);
    // Text with the right id of a document that is not held is text.
    if (!documents.has(id)) return others;
  }
  return { ...withoutQuery, documentId: id };
}

const ID_PARAMETERS = ['documentId', 'extensions', 'id', 'doc_id'] as const;

/**
 * Without the parameters of Relay's clients: `id`, which beside a text is a name or a number of theirs, and `doc_id` when it is sent
 * instead of a text.
 */
function withoutRelay(params: Params): Params {
  const { id: _, ...others } = params;
  if (hasText(others)) return others;
  const { doc_id: __, ...withoutEither } = others;
  return withoutEither;
}

function hasText({ query }: Params): boolean {
  return typeof query === 'string' && query !== '';
}

/**
 * The proposal of GraphQL over HTTP says `documentId`, Apollo `extensions.persistedQuery`, where the prefix is left out.
 * Relay says `id` or `doc_id`, without a prefix too, of a document that it sends no text of.
 */
function idOf(params: Params): string | undefined {
  const { documentId: own, extensions } = params;
  const persistedQuery: { readonly sha256Hash?: unknown } | null | undefined = extensions?.persistedQuery;
  const relay = hasText(params) ? undefined : (params.doc_id ?? params.id);
  const ids = [own, withPrefix(persistedQuery?.sha256Hash), withPrefix(relay)].filter(
    (id) => id !== undefined && id !== null,
  );
  const [id] = ids;
  if (ids.some((other) => typeof other !== 'string')) throw refusalError(ERRORS.documentIdNoString, []);
  if (ids.some((other) => other !== id)) throw refusalError(ERRORS.twoDocumentIds, []);
  return typeof id === 'string' ? id : undefined;
}

function withPrefix(hash: unknown): unknown {
  return typeof hash === 'string' ? `sha256:${hash.replace(/^sha256:/, '')}` : hash;
}
