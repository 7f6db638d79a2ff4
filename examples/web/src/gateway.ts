import { persistedExchange } from '@urql/exchange-persisted';
import {
  type AnyVariables,
  cacheExchange,
  type Client,
  type ClientOptions,
  createClient,
  fetchExchange,
  type TypedDocumentNode,
} from 'urql';

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

export interface Clients {
  readonly publicData: Client;
  readonly personalData: Client;
}

/** Clients of the gateway whose requests all carry these headers, beside those of the request itself. */
export function createClients(headers: Readonly<Record<string, string>>): Clients {
  const common: Omit<ClientOptions, 'exchanges'> = {
    url: '/graphql',
    preferGetMethod: false,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...headersOf(init?.headers), ...headers } }),
  };
  return {
    // For what is public. What has been seen is shown at once, and asked anew meanwhile.
    publicData: createClient({
      ...common,
      requestPolicy: 'cache-and-network',
      exchanges: [cacheExchange, byId, fetchExchange],
    }),
    // For what is about a person: without a cache, so that nothing stays behind but what is on the screen.
    personalData: createClient({ ...common, requestPolicy: 'network-only', exchanges: [byId, fetchExchange] }),
  };
}

const headersOf = (headers: HeadersInit | undefined) => Object.fromEntries(new Headers(headers));
