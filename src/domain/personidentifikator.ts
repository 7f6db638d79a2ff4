import { isTooLong } from './key.ts';
import { normaliseBy, digits } from './written-number.ts';

/** A Norwegian fødselsnummer or D-number: eleven digits, two check digits. */
export type Personidentifikator = string & { readonly __brand: 'Personidentifikator' };

export interface PersonidentifikatorRules {
  /** Accept the synthetic series: month + 80 (Skatteetaten), + 65 (NHN), + 40 (NAV). Never issued to anybody. */
  readonly synthetic: boolean;
  /** Accept numbers by the check digit rule for those issued from 2032-01-01. Both rules stay valid side by side. */
  readonly accept2032: boolean;
}

const K1_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;
const K2_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Eleven digits, of a fødselsnummer or D-number as people write it: `018170 11000`. */
export const normalisePersonidentifikator = normaliseBy(/^\d{11}$/, `(${digits(11)})`);

/** The number, or null when it is malformed. Says nothing of age, sex or century: the number does not hold them surely. */
export function parsePersonidentifikator(text: string, rules: PersonidentifikatorRules): Personidentifikator | null {
  if (isTooLong(text) || !/^[0-9]{11}$/.test(text)) return null;
  return hasDate(text, rules.synthetic) && hasCheckDigits(text, rules.accept2032)
    ? (text as Personidentifikator)
    : null;
}

/** Whether a date, yyyy-MM-dd, can be this person's birthday: the number holds it without its century. */
export function isBornOn(person: Personidentifikator, date: string): boolean {
  const written = Number(person.slice(0, 2));
  const [year = '', month, day] = date.split('-');
  return (
    Number(day) === (written > 40 ? written - 40 : written) &&
    Number(month) === monthOf(Number(person.slice(2, 4)), true) &&
    year.slice(2) === person.slice(4, 6)
  );
}

function hasDate(text: string, synthetic: boolean): boolean {
  const written = Number(text.slice(0, 2));
  const day = written > 40 ? written - 40 : written; // D-number: day + 40
  const month = monthOf(Number(text.slice(2, 4)), synthetic);
  const days = DAYS[month - 1];
  if (days === undefined || day < 1 || day > days) return false;
  // The century is unknown, so 29 February stands in every year that is leap in some century.
  return !(month === 2 && day === 29 && Number(text.slice(4, 6)) % 4 !== 0);
}

function monthOf(written: number, synthetic: boolean): number {
  if (written <= 12 || !synthetic) return written;
  if (written > 80) return written - 80;
  return written > 65 ? written - 65 : written - 40;
}

function hasCheckDigits(text: string, accept2032: boolean): boolean {
  const k1 = weigh(text, K1_WEIGHTS);
  return weigh(text, K2_WEIGHTS) === 0 && (k1 === 0 || (accept2032 && k1 <= 3));
}

function weigh(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11;
}
