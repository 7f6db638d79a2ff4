import type { FormEvent } from 'react';
import { useTexts } from '../language/language.ts';
import type { Text } from '../language/texts.ts';
import { Field, type TextField } from './field.tsx';
import { plainNumber } from './plain-number.ts';

export interface NumberFormTexts {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly empty: Text;
}

interface Props<Example extends string> {
  readonly texts: NumberFormTexts & { readonly examples: Readonly<Record<Example, string>> };
  /** Numbers of the sandbox. They stand beside the field, each with what it shows. */
  readonly examples: Readonly<Record<Example, string>>;
  readonly field: TextField;
  /** What the answer says of the number, where it is wrong. */
  readonly refused: Text | undefined;
  /** A number as registers take it. */
  readonly onNumber: (number: string) => void;
  readonly onEmpty: () => void;
}

/** Asks for a number. */
export function NumberForm<Example extends string>({
  texts,
  examples,
  field,
  refused,
  onNumber,
  onEmpty,
}: Props<Example>) {
  const { answer } = useTexts();

  function submit(event: FormEvent) {
    event.preventDefault();
    const written = field.read(texts.empty);
    if (written === undefined) onEmpty();
    else onNumber(plainNumber(written));
  }

  return (
    // POST, so that not even a page whose script has not come puts the number into an address. An empty field is answered by
    // us, and not by the browser in its own language.
    <form className="number" method="post" noValidate onSubmit={submit}>
      <Field
        label={texts.label}
        hint={texts.hint}
        field={field}
        inputMode="numeric"
        required={texts.empty}
        refused={refused}
      />
      <button type="submit" className="ds-button">
        {texts.button}
      </button>
      <fieldset className="examples">
        <legend>{answer.tryExamples}</legend>
        {(Object.keys(examples) as Example[]).map((example) => (
          <button
            key={example}
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            onClick={() => {
              field.type(examples[example]);
              onNumber(plainNumber(examples[example]));
            }}
          >
            <span className="digits">{examples[example]}</span> {texts.examples[example]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
