import { useEffect } from 'react';
import { useTexts } from '../language/language.ts';
import { useSay } from './live-region.tsx';

/** A quick answer says enough by itself. */
const SAID_AFTER_MS = 1_000;

const CANCEL_KEY = 'Escape';

/** Says that the answer is awaited, and lets somebody wait no longer. */
export function Loading({ onCancel }: { readonly onCancel: () => void }) {
  const { answer } = useTexts();
  const say = useSay();

  useEffect(() => {
    const timer = setTimeout(() => say(answer.loading), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [say, answer]);

  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === CANCEL_KEY) onCancel();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onCancel]);

  return (
    <div className="loading">
      <p>{answer.loading}</p>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        aria-keyshortcuts={CANCEL_KEY}
        onClick={onCancel}
      >
        {answer.cancel}
      </button>
    </div>
  );
}
