import { ErrorBox } from '../answer/error-box.tsx';
import { useTexts } from '../language/language.ts';
import type { StarFeil } from './texts.ts';

/** A refusal in plain words. None of them passes by itself, so none has a button to try again. */
export const explain = (feil: StarFeil) => <Explanation feil={feil} />;

/** The same, of what a field says what to do about. */
export const explainAtField = (feil: StarFeil) => <Explanation feil={feil} atField />;

function Explanation({ feil, atField = false }: { readonly feil: StarFeil; readonly atField?: boolean }) {
  const { kontaktinformation } = useTexts();
  return <ErrorBox text={kontaktinformation.errors[feil.__typename]} feil={feil} atField={atField} />;
}
