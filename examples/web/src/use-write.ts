import { useRef } from 'react';
import { type AnyVariables, type TypedDocumentNode, useMutation } from 'urql';

interface Submission<Variables> {
  readonly variables: Variables;
  readonly key: string;
}

/**
 * A mutation with an Idempotency-Key. Each submission has a key of its own. One whose answer has not come is sent again with
 * the same key, and so is done once, whatever became of the first sending.
 */
export function useWrite<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) {
  const [state, execute] = useMutation(document);
  const last = useRef<Submission<Variables>>(undefined);

  function send(submission: Submission<Variables>) {
    last.current = submission;
    const headers = { 'idempotency-key': submission.key };
    return execute(submission.variables, { fetchOptions: { headers } });
  }

  return {
    state,
    submit: (variables: Variables) => send({ variables, key: crypto.randomUUID() }),
    /** After an answer: the gateway keeps the outcome of a key, so another try needs another one. */
    tryAgain: () => last.current && send({ ...last.current, key: crypto.randomUUID() }),
    /** After no answer. */
    sendAgain: () => last.current && send(last.current),
  };
}
