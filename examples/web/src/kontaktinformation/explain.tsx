import { Feilboks } from '../answer/Feilboks.tsx';
import { type Starfeil, TEKSTER } from './tekster.ts';

/** A refusal in plain words. None of them passes by itself, so none has a button to try again. */
export function explain(feil: Starfeil) {
  return <Feilboks text={TEKSTER[feil.__typename]} feil={feil} />;
}
