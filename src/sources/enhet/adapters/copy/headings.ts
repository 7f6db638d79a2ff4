import { dayInNorway } from '../../../../domain/dates.ts';
import { KILDE } from '../enhetsregisteret/codes.ts';
import type { Heading } from '../enhetsregisteret/messages/index.ts';
import type { Knowledge } from './facts.ts';

const HOUR_MS = 60 * 60 * 1_000;

/**
 * The heading of what is answered from the copy, kept for as long as it is the same: to find the day takes longer than to read a unit.
 * Norway's clocks differ from UTC by whole hours, so that a day begins with an hour. `now`: the clock.
 */
export function createHeadings(now: () => Date): (knowledge: Knowledge) => Heading {
  let hour = Number.NaN;
  let heading: Heading = { kilde: KILDE, ferskhet: null, prosessDato: '' };
  return ({ asOf }) => {
    const moment = now();
    const current = Math.floor(moment.getTime() / HOUR_MS);
    if (current !== hour) {
      hour = current;
      heading = { kilde: KILDE, ferskhet: asOf, prosessDato: dayInNorway(moment) };
    } else if (heading.ferskhet !== asOf) heading = { ...heading, ferskhet: asOf };
    return heading;
  };
}
