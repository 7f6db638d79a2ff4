import type { JWTPayload } from 'jose';
import type { ClaimSource } from './settings.ts';

/** Characters of a claim that is read as a text. */
const MAX_TEXT = 255;

/** The value where the source says, translated. */
export function findClaim(token: JWTPayload, { claims, otherwise, translate }: ClaimSource): unknown {
  const value = claims.map((name) => claimAt(token, name)).find((found) => found !== undefined && found !== null);
  if (value === undefined) return otherwise;
  return typeof value === 'string' || typeof value === 'number'
    ? (propertyOf(translate, String(value)) ?? value)
    : value;
}

export function findText(token: JWTPayload, source: ClaimSource): string | undefined {
  const value = findClaim(token, source);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= MAX_TEXT ? text : undefined;
}

/** Words between spaces, as OAuth has it, or a list. */
export function findWords(token: JWTPayload, source: ClaimSource): string[] {
  const translated = (word: string) => wordsIn(String(propertyOf(source.translate, word) ?? word));
  return listed(findClaim(token, source)).flatMap(wordsIn).flatMap(translated);
}

/** The members of a list, or the one value; nothing where there is none. */
export function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function wordsIn(text: unknown): string[] {
  return typeof text === 'string' ? text.split(' ').filter(Boolean) : [];
}

/** A claim by its name, else by the dots in it as a path. The whole name comes first: some issuers' claims are URLs, which hold dots. */
function claimAt(token: JWTPayload, name: string): unknown {
  const whole = propertyOf(token, name);
  if (whole !== undefined) return whole;
  return name.split('.').reduce<unknown>((value, part) => propertyOf(value, part), token);
}

/** A property of the object's own: a claim may be called `constructor`. */
export function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
