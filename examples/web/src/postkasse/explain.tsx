import { ErrorBox } from '../answer/error-box.tsx';
import { useTexts } from '../language/language.ts';
import type { PostkasseFeil } from './texts.ts';

/** A refusal in plain words. None of them passes by itself, so none has a button to try again. */
export const explain = (feil: PostkasseFeil) => <Explanation feil={feil} />;

/** The same, of what a field says what to do about. */
export const explainAtField = (feil: PostkasseFeil) => <Explanation feil={feil} atField />;

function Explanation({ feil, atField = false }: { readonly feil: PostkasseFeil; readonly atField?: boolean }) {
  const { postkasse } = useTexts();
  return <ErrorBox text={postkasse.errors[feil.__typename]} feil={feil} atField={atField} />;
}
