import type { ReactNode } from 'react';
import { useTexts } from '../language/language.ts';
import type { Text } from '../language/texts.ts';
import { AnswerHeading } from './answer-heading.tsx';
import { type Feil, languageOf, nameOf, unavailable } from './feil.ts';

interface Props {
  readonly text: Text;
  /** In small print, for whoever is asked for help. */
  readonly feil?: Feil;
  /** An answer that leads on is no dead end, and does not look like one. */
  readonly leads?: boolean;
  /** Whether a field says what to do, since the answer is about what was typed there. */
  readonly atField?: boolean;
  readonly tryAgain?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** An error in plain words: what happened, what to do, and a button where trying again may help. */
export function ErrorBox({ text, feil, leads = false, atField = false, tryAgain, children }: Props) {
  const { answer } = useTexts();
  return (
    <section className="ds-alert" data-color={leads ? 'info' : 'danger'}>
      <AnswerHeading atField={atField}>{text.what}</AnswerHeading>
      {!atField && <p>{text.todo}</p>}
      {children}
      {tryAgain && (
        <button type="button" className="ds-button" data-variant="secondary" onClick={tryAgain}>
          {answer.tryAgain}
        </button>
      )}
      {feil && <SmallPrint feil={feil} />}
    </section>
  );
}

/** The register's own text as it is, with its meaning beside it, each in its language. */
function SmallPrint({ feil }: { readonly feil: Feil }) {
  const { answer } = useTexts();
  const { kode, kilde, melding, betydning } = feil;
  return (
    <dl className="small-print">
      <dt>{answer.kode}</dt>
      <dd>
        {kode} · {nameOf(kilde)}
      </dd>
      {melding !== betydning && (
        <>
          <dt>{answer.melding}</dt>
          <dd lang={languageOf(feil)}>{melding}</dd>
        </>
      )}
      <dt>{answer.betydning}</dt>
      <dd lang="en">{betydning}</dd>
    </dl>
  );
}

/** A register that could not be asked, or did not answer sense. */
export function Utilgjengelig({ feil, tryAgain }: { readonly feil: Feil; readonly tryAgain: () => void }) {
  const text = unavailable(useTexts(), feil);
  return <ErrorBox text={text} feil={feil} tryAgain={feil.kanProevesIgjen ? tryAgain : undefined} />;
}

/** A field that is null: a bug of the gateway, which has it in its log. */
export function Uventet({ tryAgain }: { readonly tryAgain: () => void }) {
  return <ErrorBox text={useTexts().answer.unexpected} tryAgain={tryAgain} />;
}
