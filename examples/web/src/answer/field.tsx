import { type InputHTMLAttributes, useEffect, useId, useRef, useState } from 'react';
import type { Text } from '../language/texts.ts';
import { useSay } from './live-region.tsx';

/** What is typed into a field, and whether the form was sent without it. */
export interface TextField {
  readonly value: string;
  readonly type: (value: string) => void;
  /** How often the form was sent with the field empty, since something was last typed: 0 where it was not. */
  readonly empty: number;
  /** The value, or nothing where the field is empty, which is said then. */
  readonly read: (empty: Text) => string | undefined;
}

export function useTextField(): TextField {
  const [value, setValue] = useState('');
  const [empty, setEmpty] = useState(0);
  const say = useSay();
  return {
    value,
    empty,
    type: (next) => {
      setValue(next);
      setEmpty(0);
    },
    read: (text) => {
      if (value.trim() !== '') return value;
      setEmpty(empty + 1);
      say(text.what);
      return undefined;
    },
  };
}

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly field: TextField;
  readonly inputMode?: InputHTMLAttributes<unknown>['inputMode'];
  /** What is said of an empty field. */
  readonly required: Text;
  /** What the answer says of the value, where it is wrong. */
  readonly refused?: Text | undefined;
}

/**
 * A text field with its label, its hint, and what to do about a value that cannot be. It takes the focus then, and names that
 * text as its description. Every way to write a number is taken: it is for the gateway to refuse one.
 */
export function Field({ label, hint, field, inputMode, required, refused }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const wrong = field.empty > 0 ? required : refused;

  const isRefused = refused !== undefined;
  useEffect(() => {
    if (field.empty > 0 || isRefused) input.current?.focus();
  }, [field.empty, isRefused]);

  const describedBy = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} data-field="description">
          {hint}
        </p>
      )}
      <input
        ref={input}
        id={id}
        className="ds-input"
        value={field.value}
        onChange={(event) => field.type(event.target.value)}
        inputMode={inputMode}
        // Nothing that is typed here is kept by the browser.
        autoComplete="off"
        spellCheck={false}
        aria-required
        aria-describedby={describedBy || undefined}
        aria-invalid={wrong !== undefined}
      />
      {/* Its room is there before there is anything to say. */}
      <div className="wrong">
        {wrong && (
          <p id={`${id}-wrong`} className="ds-validation-message">
            {wrong.todo}
          </p>
        )}
      </div>
    </div>
  );
}
