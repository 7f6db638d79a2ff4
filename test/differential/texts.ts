import { synthetic, unitNumbers } from '../support/numbers.ts';
import type { Random } from './random.ts';

/** Makes one value of an element, an attribute or a key. */
export type Kind = (random: Random) => string;

// What names, addresses and texts are made of; each a place where readers of XML and JSON have gone wrong.
const ALPHABETS: readonly (readonly string[])[] = [
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  'æøåÆØÅäöüßéèñçÐþ¿£§¤',
  '&<>"\'&&<<]]>;#',
  ' .,-/()_+*!?%{}[]|\\^~`@$=:',
  'łŠčžőηЖяאשعم漢字かな한ไทย',
  '\u{1F600}\u{1F468}\u{200D}\u{1F469}\u{10348}\u{2F81A}e\u0301\u00AD\u2028\u00A0\u0085\u202E',
].map((letters) => [...letters]);

/** From 1 to `max` characters, none of them a space at either end. */
export function words(max: number): Kind {
  return (random) => {
    const length = 1 + random.below(Math.min(max, random.chance(0.9) ? 12 : 120));
    const plain = random.chance(0.5);
    let text = '';
    for (let index = 0; index < length; index += 1) {
      if (random.chance(0.12)) text += random.chance(0.9) ? ' ' : random.pick(['\n', '\t', '  ']);
      text += random.pick(plain ? (ALPHABETS[0] as readonly string[]) : random.pick(ALPHABETS));
    }
    return text.trim() || 'x';
  };
}

export const oneOf =
  (...texts: readonly string[]): Kind =>
  (random) =>
    random.pick(texts);

export function digits(count: number): Kind {
  return (random) => Array.from({ length: count }, () => random.below(10)).join('');
}

export const wholeNumber: Kind = (random) => String(random.below(10 ** (1 + random.below(8))));

/** A day that exists, as xs:date, with and without an offset. */
export const date: Kind = (random) => {
  const day = new Date(Date.UTC(1900 + random.below(140), random.below(12), 1 + random.below(31)));
  const offset = random.chance(0.9) ? '' : random.pick(['Z', '+01:00', '-05:30', '+00:00']);
  return day.toISOString().slice(0, 10) + offset;
};

/** A moment that exists, as xs:dateTime. */
export const moment: Kind = (random) => {
  const time = new Date(
    Date.UTC(1990 + random.below(45), random.below(12), 1 + random.below(28), random.below(86_400) / 3_600),
  );
  const text = new Date(time.getTime() + random.below(86_400_000)).toISOString();
  const fraction = random.pick(['', '.5', text.slice(19, 23), '.123456789']);
  return text.slice(0, 19) + fraction + random.pick(['Z', '+01:00', '+02:00', '-11:30']);
};

/** What looks like a day or a moment and is none. */
export const NO_DATES = [
  '2024-02-30',
  '2023-02-29',
  '1900-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-04-31',
  '2024-01-00',
  '2024-1-1',
  '24-01-01',
  '01.02.2024',
  '2024-02-30T24:61:00Z',
  '2024-02-29T25:00:00Z',
  '2024-02-30T12:00:00+01:00',
  '2023-02-29T12:00:00Z',
  '2024-02-29T12:60:00Z',
  '2024-02-29T12:00:61Z',
  '2024-02-29 12:00:00Z',
  '2024-02-29T12:00:00',
  'i dag',
];

const UNITS = unitNumbers(400);
const PERSONS = synthetic(400);

export const unit: Kind = (random) => random.pick(UNITS);
export const person: Kind = (random) => random.pick(PERSONS);

/** A cpr that STAR takes for well formed, of somebody who is not born yet. */
export const cpr: Kind = (random) =>
  `${String(1 + random.below(28)).padStart(2, '0')}${String(1 + random.below(12)).padStart(2, '0')}5${random.below(8)}5${digits(3)(random)}`;
