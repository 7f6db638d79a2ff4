import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type AnyVariables,
  type CombinedError,
  createRequest,
  makeOperation,
  type OperationContext,
  type TypedDocumentNode,
  useClient,
} from 'urql';

interface State<Data> {
  readonly fetching: boolean;
  /** Ended by whoever has asked. */
  readonly cancelled: boolean;
  readonly data?: Data | undefined;
  readonly error?: CombinedError | undefined;
  /** Another number, another request: its answer is new, also when it is the same. */
  readonly times: number;
}

export interface Request<Data> {
  readonly state: State<Data>;
  /** Ends what is under way: the browser closes the request, and the gateway its calls to registers. */
  readonly cancel: () => void;
  readonly sendAgain: () => void;
}

/**
 * One request at a time, which can be cancelled: urql's own hooks cannot end a mutation. A new one ends the last, and so does
 * whoever leaves.
 */
export function useRequest<Data, Variables extends AnyVariables>(
  kind: 'query' | 'mutation',
  document: TypedDocumentNode<Data, Variables>,
) {
  const client = useClient();
  const [state, setState] = useState<State<Data>>({ fetching: false, cancelled: false, times: 0 });
  const running = useRef<() => void>(undefined);
  const stop = useCallback(() => running.current?.(), []);
  useEffect(() => stop, [stop]);

  const send = useCallback(
    (variables: Variables, context?: Partial<OperationContext>) => {
      stop();
      setState(({ times }) => ({ fetching: true, cancelled: false, times: times + 1 }));
      const operation = client.createRequestOperation(kind, createRequest(document, variables), context);
      const { unsubscribe } = client.executeRequestOperation(operation).subscribe(({ data, error }) => {
        setState(({ times }) => ({ fetching: false, cancelled: false, data, error, times }));
      });
      running.current = () => {
        running.current = undefined;
        unsubscribe();
        // For a query, that has ended it. A mutation goes on until it is told.
        if (kind === 'mutation') client.reexecuteOperation(makeOperation('teardown', operation));
      };
    },
    [client, kind, document, stop],
  );

  /** Ends what is under way, if anything is, and forgets the answer. */
  const end = useCallback(
    (cancelled: boolean) => {
      stop();
      setState(({ times }) => ({ fetching: false, cancelled, times: cancelled ? times : times + 1 }));
    },
    [stop],
  );
  const cancel = useCallback(() => end(true), [end]);
  const clear = useCallback(() => end(false), [end]);
  return { state, send, cancel, clear };
}
