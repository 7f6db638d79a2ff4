import type { FormEvent } from 'react';
import { Field } from './field.tsx';
import { plainNumber } from './plain-number.ts';
import { useWords } from './words.ts';

export interface Example {
  readonly number: string;
  readonly shows: string;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  /** The id of the answer that says what is wrong with the number, when there is one. */
  readonly errorId: string | undefined;
  readonly examples: readonly Example[];
  readonly number: string;
  readonly onNumber: (number: string) => void;
  readonly onSubmit: (number: string) => void;
}

/** Asks for a number. Numbers of the sandbox stand beside it, each with what it shows. */
export function NumberForm({ label, hint, button, errorId, examples, number, onNumber, onSubmit }: Props) {
  const words = useWords();

  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit(plainNumber(number));
  }

  return (
    // POST, so that not even a page whose script has not come puts the number into an address.
    <form className="number" method="post" onSubmit={submit}>
      <Field label={label} hint={hint} value={number} onChange={onNumber} inputMode="numeric" errorId={errorId} />
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
