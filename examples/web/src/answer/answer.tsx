import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Bulkhead } from './bulkhead.tsx';
import { ErrorBox } from './error-box.tsx';
import { useWords } from './words.ts';

interface Props<Data> {
  /** For the field that the answer is about. */
  readonly id?: string;
  readonly state: {
    readonly fetching: boolean;
    readonly data?: Data | undefined;
    readonly error?: CombinedError | undefined;
  };
  /** Sends the same request again. */
  readonly sendAgain: () => void;
  readonly children: (data: Data) => ReactNode;
}

/** A gateway that holds no documents at all says the second. */
const NOT_HELD = new Set<unknown>(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);

/** What has become of a request: under way, answered, or not answered at all. */
export function Answer<Data>({ id, state: { fetching, data, error }, sendAgain, children }: Props<Data>) {
  const words = useWords();
  return (
    <div id={id} className="answer" aria-busy={fetching}>
      <p className="loading" role="status">
        {fetching && words.loading}
      </p>
      {fetching ? undefined : data ? (
        <Bulkhead text={words.tooOld} subject={data}>
          {() => children(data)}
        </Bulkhead>
      ) : error?.graphQLErrors.some(({ extensions }) => NOT_HELD.has(extensions.code)) ? (
        <ErrorBox text={words.otherVersion} />
      ) : error ? (
        <ErrorBox text={error.networkError ? words.noAnswer : words.unexpected} tryAgain={sendAgain} />
      ) : undefined}
    </div>
  );
}
