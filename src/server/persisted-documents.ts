import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams } from 'graphql-yoga';
import { type Dokumenter, documentId } from './dokumenter.ts';
import type { GatewayPlugin } from './operation.ts';
import type { Profil } from './profil.ts';
import { refusal } from './refusal.ts';

type Params = GraphQLParams & { readonly documentId?: unknown };

/** Takes the id of a document in its place. Nothing that a client sends is ever kept as one. */
export function usePersistedDocuments(dokumenter: Dokumenter, { fritekst }: Profil): object[] {
  return [
    useDocumentId(dokumenter),
    usePersistedOperations({
      extractPersistedOperationId: (params: Params) =>
        typeof params.documentId === 'string' ? params.documentId : null,
      getPersistedOperation: (id) => dokumenter.get(id) ?? null,
      allowArbitraryOperations: fritekst,
      customErrors: {
        notFound,
        keyNotFound: () => (fritekst ? refusal('Must provide query string.', 'BAD_REQUEST') : onlyKnown()),
        persistedQueryOnly: onlyKnown,
      },
    }),
  ];
}

/** The words that the clients of Apollo and urql look for. */
function notFound() {
  return refusal('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND', { status: 404, spec: true });
}

function onlyKnown() {
  const message = 'Only documents that this gateway holds are answered: send documentId, and no query.';
  return refusal(message, 'KUN_LAGREDE_DOKUMENTER');
}

/** Finds the id wherever a client has put it, and holds the text that came along to it. */
function useDocumentId(dokumenter: Dokumenter): GatewayPlugin {
  return {
    // Yoga reads four parameters of a URL, and this is none of them.
    onRequestParse: ({ request, url }) => ({
      onRequestParseDone({ requestParserResult, setRequestParserResult }) {
        const id = request.method === 'GET' ? url.searchParams.get('documentId') : null;
        if (id !== null) setRequestParserResult({ ...requestParserResult, documentId: id } as Params);
      },
    }),
    onParams({ params, setParams }) {
      const { documentId: _, ...others }: Params = params;
      const { query, ...withoutQuery } = others;
      const id = idOf(params);
      if (id === undefined) return setParams(others);
      if (typeof query === 'string' && query !== '') {
        if (documentId(query) !== id) throw badId('The query is not the document that has this id.');
        // Text with the right id of a document that is not held is text.
        if (!dokumenter.has(id)) return setParams(others);
      }
      setParams({ ...withoutQuery, documentId: id } as Params);
    },
  };
}

/** The proposal of GraphQL over HTTP says `documentId`, Apollo `extensions.persistedQuery`, where the prefix is left out. */
function idOf({ documentId: own, extensions }: Params): string | undefined {
  const persistedQuery: { readonly sha256Hash?: unknown } | null | undefined = extensions?.persistedQuery;
  const hash = persistedQuery?.sha256Hash;
  const ids = [own, typeof hash === 'string' ? `sha256:${hash.replace(/^sha256:/, '')}` : hash].filter(
    (id) => id !== undefined && id !== null,
  );
  const [id] = ids;
  if (ids.some((other) => typeof other !== 'string')) throw badId('The id of a document is a string.');
  if (ids.some((other) => other !== id)) throw badId('The request holds the ids of two documents.');
  return typeof id === 'string' ? id : undefined;
}

function badId(message: string) {
  return refusal(message, 'UGYLDIG_DOKUMENT_ID');
}
