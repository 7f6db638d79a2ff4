import { useState } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { useRequest } from './use-request.ts';

/** A query that is sent when somebody asks for it. */
export function useLookUp<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) {
  const { state, send, cancel, clear } = useRequest('query', document);
  const [asked, setAsked] = useState<Variables>();
  return {
    state,
    /** What the answer is about. */
    asked,
    cancel,
    clear: () => {
      setAsked(undefined);
      clear();
    },
    lookUp: (variables: Variables) => {
      setAsked(variables);
      send(variables);
    },
    /** Past the cache. */
    sendAgain: () => {
      if (asked) send(asked, { requestPolicy: 'network-only' });
    },
  };
}
