import { ErrorBox } from '../answer/error-box.tsx';
import { type PostkasseFeil, TEXTS } from './texts.ts';

/** A refusal in plain words. None of them passes by itself, so none has a button to try again. */
export function explain(feil: PostkasseFeil) {
  return <ErrorBox text={TEXTS[feil.__typename]} feil={feil} />;
}
