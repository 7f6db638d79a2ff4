import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useTexts } from '../language/language.ts';
import type { Text, Texts } from '../language/texts.ts';
import type { Request } from '../use-request.ts';
import { Bulkhead } from './bulkhead.tsx';
import { ErrorBox } from './error-box.tsx';
import { Loading } from './loading.tsx';

interface Props<Data> {
  readonly request: Pick<Request<Data>, 'state' | 'cancel' | 'sendAgain'>;
  /** Whether something is changed by it, which a cancel may come too late for. */
  readonly writes?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** What has become of a request: under way, cancelled, answered, or not answered at all. */
export function Answer<Data>({ request: { state, cancel, sendAgain }, writes = false, children }: Props<Data>) {
  const { answer } = useTexts();
  const { fetching, cancelled, data, error, times } = state;
  return (
    // A group, and no region: it is no landmark of the page. The focus comes here when what had it is gone.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div className="answer" role="group" aria-label={answer.answer} aria-busy={fetching} tabIndex={-1}>
      {fetching ? (
        <Loading onCancel={cancel} />
      ) : cancelled ? (
        <ErrorBox text={writes ? answer.cancelledWrite : answer.cancelled} leads tryAgain={sendAgain} />
      ) : data ? (
        // The key: the answer to another request is new, also when it is the same.
        <Bulkhead key={times} text={answer.tooOld} subject={data}>
          {() => children(data)}
        </Bulkhead>
      ) : error ? (
        <NoAnswer error={error} sendAgain={sendAgain} />
      ) : undefined}
    </div>
  );
}

/** Refusals of the gateway that another try would not change. A gateway that holds no documents at all says the second. */
const REFUSALS: Readonly<Record<string, keyof Texts['answer'] & ('otherVersion' | 'notLoggedIn' | 'notSandbox')>> = {
  PERSISTED_QUERY_NOT_FOUND: 'otherVersion',
  PERSISTED_QUERY_NOT_SUPPORTED: 'otherVersion',
  UNAUTHENTICATED: 'notLoggedIn',
  SANDBOX_CALLER: 'notSandbox',
};

function NoAnswer({ error, sendAgain }: { readonly error: CombinedError; readonly sendAgain: () => void }) {
  const { answer } = useTexts();
  const refusal = error.graphQLErrors.map(({ extensions }) => REFUSALS[String(extensions.code)]).find(Boolean);
  if (refusal) return <ErrorBox text={answer[refusal]} />;
  const text: Text = error.networkError ? answer.noAnswer : answer.unexpected;
  return <ErrorBox text={text} tryAgain={sendAgain} />;
}
