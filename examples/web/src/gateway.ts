import { persistedExchange } from '@urql/exchange-persisted';
import { type AnyVariables, cacheExchange, createClient, fetchExchange, type TypedDocumentNode } from 'urql';

/** A document as codegen writes it, with its id. */
type Document = TypedDocumentNode<unknown, AnyVariables> & { readonly __meta__?: Readonly<Record<string, unknown>> };

/** Only ids go out, so that a gateway in production, which takes no text, answers too. */
const byId = persistedExchange({
  enforcePersistedQueries: true,
  enableForMutation: true,
  generateHash: async (_, document: Document) => String(document.__meta__?.hash),
  // POST, always: what is asked about a person stands in no address.
  preferGetForPersistedQueries: false,
});

const common = { url: '/graphql', preferGetMethod: false } as const;

/** For what is public. What has been seen is shown at once, and asked anew meanwhile. */
export const publicData = createClient({
  ...common,
  requestPolicy: 'cache-and-network',
  exchanges: [cacheExchange, byId, fetchExchange],
});

/** For what is about a person: without a cache, so that nothing stays behind but what is on the screen. */
export const personalData = createClient({
  ...common,
  requestPolicy: 'network-only',
  exchanges: [byId, fetchExchange],
});
