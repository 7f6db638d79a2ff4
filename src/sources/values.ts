import { z } from 'zod';
import { isOrganisasjonsnummer, normaliseOrganisasjonsnummer } from '../domain/organisasjonsnummer.ts';

/** Variables as text, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

// How one variable's text is read. Messages are written out: a library's own could repeat the value, and some are secrets.

export const wholeNumber = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.number().min(from, error).max(to, error));
};

/** A number of something that there may be, or `off`: as many as like. */
export const limit = (to: number) => {
  const number = wholeNumber(1, to);
  return z.string().transform((text, context): number | 'off' => {
    if (text === 'off') return text;
    const read = number.safeParse(text);
    if (read.success) return read.data;
    context.addIssue(`must be off or a whole number from 1 to ${to}`);
    return z.NEVER;
  });
};

export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

export const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine((written) => !/\/\/[^/]*@/.test(written), 'must not hold a user name or a password');

export const address = url.optional();

/** Of a register. What stands after a question mark or # would be lost on the way, or end up before the paths that are added. */
export const registerAddress = url
  .refine((written) => !/[?#]/.test(written), 'must not hold a query string or a fragment')
  .optional();

/** Of this gateway, as others reach it. Its GraphQL stands at `/graphql`, which may be left out. */
export const publicAddress = url
  .refine((written) => !/[?#]/.test(written), 'must not hold a query string or a fragment')
  .transform((written) => (/\/graphql$/.test(written) ? written : `${written.replace(/\/$/, '')}/graphql`))
  .optional();

export const text = z.string().optional();

/** Words between commas or spaces. */
export const words = z.string().transform((list) => list.split(/[\s,]+/).filter(Boolean));

/** Names by which this gateway is reached, without scheme and port. */
export const hostNames = words.refine(
  (list) => list.every((name) => /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(name)),
  'must be names of hosts between commas, without scheme and port',
);

/** Addresses of people, as RFC 9116 writes them. A line break would begin a field of its own. */
export const contacts = words.refine(
  (list) => list.length > 0 && list.every((one) => /^(?:mailto:|https:\/\/|tel:)[\x21-\x7e]+$/.test(one)),
  'must be addresses between commas or spaces, each with mailto:, https:// or tel: before it',
);

/** JSON of one shape; `says` is what it must be, and the message adds where it is not. */
export function json<Shape>(shape: z.ZodType<Shape>, says: string) {
  return z.string().transform((text, context): Shape => {
    const read = shape.safeParse(parseJson(text));
    if (read.success) return read.data;
    const members = read.error.issues.map(({ path }) => path.join('.') || 'the whole');
    context.addIssue(`must be JSON with ${says} (look at ${[...new Set(members)].join(', ')})`);
    return z.NEVER;
  });
}

function parseJson(json: string): unknown {
  try {
    // An editor may have put a byte order mark at the head of a file.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

export { isLoopback } from '../domain/authority.ts';

export const orgnr = z
  .string()
  .transform(normaliseOrganisasjonsnummer)
  .refine(isOrganisasjonsnummer, 'must be an organisasjonsnummer of nine digits')
  .optional();
