import { useRef } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { useRequest } from './use-request.ts';

interface Submission<Variables> {
  readonly variables: Variables;
  readonly key: string;
}

/**
 * A mutation with an Idempotency-Key. Each submission has a key of its own. One whose answer has not come, or was not waited
 * for, is sent again with the same key, and so is done once, whatever became of the first sending.
 */
export function useWrite<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) {
  const { state, send, cancel } = useRequest('mutation', document);
  const last = useRef<Submission<Variables>>(undefined);

  function sendWithKey(submission: Submission<Variables>) {
    last.current = submission;
    send(submission.variables, { fetchOptions: { headers: { 'idempotency-key': submission.key } } });
  }

  return {
    state,
    cancel,
    submit: (variables: Variables) => {
      if (!state.fetching) sendWithKey({ variables, key: crypto.randomUUID() });
    },
    /** After an answer: the gateway keeps the outcome of a key, so another try needs another one. */
    tryAgain: () => {
      if (last.current) sendWithKey({ ...last.current, key: crypto.randomUUID() });
    },
    /** After no answer. */
    sendAgain: () => {
      if (last.current) sendWithKey(last.current);
    },
  };
}
