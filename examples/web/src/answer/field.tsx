import { type InputHTMLAttributes, useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputMode?: InputHTMLAttributes<unknown>['inputMode'];
  /** The id of the answer that says what is wrong with the value, when there is one. */
  readonly errorId?: string | undefined;
}

/** A text field with its label, its hint, and what the last answer said of it. */
export function Field({ label, hint, value, onChange, inputMode, errorId }: Props) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, errorId].filter(Boolean).join(' ');
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        inputMode={inputMode}
        // Nothing that is typed here is kept by the browser.
        autoComplete="off"
        spellCheck={false}
        required
        aria-describedby={describedBy || undefined}
        aria-invalid={errorId !== undefined}
      />
    </>
  );
}
