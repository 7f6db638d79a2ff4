import { type FormEvent, useId } from 'react';
import { useWords } from './words.ts';

export interface Example {
  readonly number: string;
  readonly shows: string;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  /** Whether the last answer says that the number is wrong. */
  readonly wrong: boolean;
  readonly examples: readonly Example[];
  readonly number: string;
  readonly onNumber: (number: string) => void;
  readonly onSubmit: (number: string) => void;
}

/** Asks for a number. Numbers of the sandbox stand beside it, each with what it shows. */
export function NumberForm({ label, hint, button, wrong, examples, number, onNumber, onSubmit }: Props) {
  const words = useWords();
  const id = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    // As people write them: 700 000 109, 030350-5003.
    onSubmit(number.replace(/[\s-]/g, ''));
  }

  return (
    // POST, so that not even a page whose script has not come puts the number into an address.
    <form className="number" method="post" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
      <input
        id={id}
        value={number}
        onChange={(event) => onNumber(event.target.value)}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        required
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong}
      />
      <button type="submit">{button}</button>
      <fieldset className="examples">
        <legend>{words.tryExamples}</legend>
        {examples.map((example) => (
          <button
            key={example.number}
            type="button"
            className="example"
            onClick={() => {
              onNumber(example.number);
              onSubmit(example.number);
            }}
          >
            <span className="digits">{example.number}</span> {example.shows}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
