import type { ReactNode } from 'react';
import { AnswerHeading } from './answer-heading.tsx';
import { type Feil, type Text, unavailable, useWords } from './words.ts';

interface Props {
  readonly text: Text;
  /** In small print, for whoever is asked for help. */
  readonly feil?: Feil;
  /** An answer that leads on is no dead end, and does not look like one. */
  readonly leads?: boolean;
  readonly tryAgain?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** An error in plain words: what happened, what to do, and a button where trying again may help. */
export function ErrorBox({ text, feil, leads = false, tryAgain, children }: Props) {
  const words = useWords();
  return (
    <div className={leads ? 'box lead' : 'box error'} role="alert">
      <AnswerHeading>{text.what}</AnswerHeading>
      <p>{text.todo}</p>
      {children}
      {tryAgain && (
        <button type="button" className="secondary" onClick={tryAgain}>
          {words.tryAgain}
        </button>
      )}
      {feil && (
        <p className="code">
          {words.code} {feil.kode} · {words.register[feil.kilde] ?? feil.kilde}
        </p>
      )}
    </div>
  );
}

/** A register that could not be asked, or did not answer sense. */
export function Utilgjengelig({ feil, tryAgain }: { readonly feil: Feil; readonly tryAgain: () => void }) {
  const text = unavailable(useWords(), feil);
  return <ErrorBox text={text} feil={feil} tryAgain={feil.kanProevesIgjen ? tryAgain : undefined} />;
}

/** A field that is null: a bug of the gateway, which has it in its log. */
export function Uventet({ tryAgain }: { readonly tryAgain: () => void }) {
  return <ErrorBox text={useWords().unexpected} tryAgain={tryAgain} />;
}
