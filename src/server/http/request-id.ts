import { randomUUID } from 'node:crypto';
import { parseCpr } from '../../domain/cpr.ts';
import { parsePersonidentifikator } from '../../domain/personidentifikator.ts';

/** The client's own id when it is a short token that could not be somebody's number, else a new one. */
export function requestId(offered: string | readonly string[] | undefined): string {
  return typeof offered === 'string' && isToken(offered) && !couldIdentifyPerson(offered) ? offered : randomUUID();
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,64}$/.test(text);
}

/** Digits of the shortest number that identifies a person: a telephone number. */
const SHORTEST = 8;

/**
 * All digits count together, whatever stands between them: 01.01.50-5006 and 01a01b50c5006 are the same number.
 * A random id (a UUID, say) has that many digits by chance. It is replaced only when a valid number stands in it, or hardly any letter.
 */
export function couldIdentifyPerson(id: string): boolean {
  if (RANDOM.some((form) => form.test(id))) return isMostlyDigits(id) || id.split(/[A-Za-z]+/).some(holdsNumber);
  return digitsOf(id).length >= SHORTEST;
}

/** A UUID, a trace's id, the hash of a commit, W3C's traceparent, a ULID. */
const RANDOM = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i,
  /^[0-9a-f]{32}$/i,
  /^[0-9a-f]{40}$/i,
  /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/i,
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i,
];

/** Fewer than one letter in six characters: unlikely by chance, and what a number padded with zeros looks like. */
function isMostlyDigits(id: string): boolean {
  const all = id.replace(/[._-]/g, '');
  return digitsOf(all).length * 6 > all.length * 5;
}

/** Whether a cpr or a fødselsnummer stands somewhere in the digits between two letters. */
function holdsNumber(between: string): boolean {
  const digits = digitsOf(between);
  return [...digits].some(
    (_, from) =>
      parseCpr(digits.slice(from, from + 10)) !== null ||
      parsePersonidentifikator(digits.slice(from, from + 11), { synthetic: true, accept2032: true }) !== null,
  );
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
