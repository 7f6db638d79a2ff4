import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReadFile } from '../domain/read-file.ts';
import { ALGORITHMS, CALLER_CLAIMS, type ClaimMap, DEFAULT_CLAIMS } from '../server/callers/settings.ts';
import { json, words } from '../sources/values.ts';

const ONLY_THESE = `must be of ${ALGORITHMS.join(', ')}: signatures that only the issuer can make`;

export const algorithms = words.refine(
  (list) => list.length > 0 && list.every((word) => ALGORITHMS.some((known) => known === word)),
  ONLY_THESE,
);

const value = z.union([z.string(), z.number()]);
const claim = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const kilde = z.union([
  claim.transform((claims) => ({ claims })),
  z.strictObject({
    claims: claim.default([]),
    otherwise: value.optional(),
    translate: z.record(z.string(), value).optional(),
  }),
]);

/** Each property of the caller: a claim's name, a list of names, or {"claims":…,"otherwise":…,"translate":{…}}. */
export const claimMap = z.partialRecord(z.enum(CALLER_CLAIMS), kilde);

export const claims = json(
  claimMap,
  `a claim's name, or a list of them, or {"claims","otherwise","translate"}, for any of ${CALLER_CLAIMS.join(', ')}`,
).transform((own): ClaimMap => ({ ...DEFAULT_CLAIMS, ...own }));

const JWKS = json(
  z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }),
  'a list of public keys, keys',
).refine(({ keys }) => keys.every((key) => !('d' in key) && !('k' in key)), 'must not hold secret keys');

/** The issuer's public keys from a file. */
export const jwksFile = (readFile: ReadFile = readFileSync) =>
  z.string().transform((file, context) => {
    try {
      const read = JWKS.safeParse(readFile(file).toString('utf8'));
      if (read.success) return read.data;
      context.addIssue(`the file ${read.error.issues[0]?.message ?? 'cannot be read'}`);
    } catch {
      context.addIssue('the file cannot be read');
    }
    return z.NEVER;
  });
