import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ALGORITMER, KALDERKRAV, type Kravkart, STANDARDKRAV } from '../server/auth/settings.ts';
import { json, words } from './values.ts';

const ONLY_THESE = `must be of ${ALGORITMER.join(', ')}: signatures that only the issuer can make`;

export const algoritmer = words.refine(
  (list) => list.length > 0 && list.every((word) => ALGORITMER.some((known) => known === word)),
  ONLY_THESE,
);

const value = z.union([z.string(), z.number()]);
const claim = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const kilde = z.union([
  claim.transform((krav) => ({ krav })),
  z.strictObject({
    krav: claim.default([]),
    ellers: value.optional(),
    oversett: z.record(z.string(), value).optional(),
  }),
]);

/** Each property of the caller: a claim's name, a list of names, or {"krav":…,"ellers":…,"oversett":{…}}. */
export const krav = json(
  z.partialRecord(z.enum(KALDERKRAV), kilde),
  `a claim's name, or a list of them, or {"krav","ellers","oversett"}, for any of ${KALDERKRAV.join(', ')}`,
).transform((own): Kravkart => ({ ...STANDARDKRAV, ...own }));

const JWKS = json(
  z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }),
  'a list of public keys, keys',
).refine(({ keys }) => keys.every((key) => !('d' in key) && !('k' in key)), 'must not hold secret keys');

/** The issuer's public keys from a file. */
export const jwksFile = z.string().transform((file, context) => {
  try {
    const read = JWKS.safeParse(readFileSync(file, 'utf8'));
    if (read.success) return read.data;
    context.addIssue(`the file ${read.error.issues[0]?.message ?? 'cannot be read'}`);
  } catch {
    context.addIssue('the file cannot be read');
  }
  return z.NEVER;
});
