import { z } from 'zod';
import { MAX_REASON_CHARS, parseReason } from '../domain/reason.ts';

/** Purposes between commas, each as a caller has to send it. */
export const purposes = z.string().transform((text, context): ReadonlySet<string> => {
  const parsed = text
    .split(',')
    .filter((one) => one.trim() !== '')
    .map(parseReason);
  const taken = parsed.filter((one) => one !== null);
  if (taken.length > 0 && taken.length === parsed.length) return new Set(taken);
  context.addIssue(
    `must be purposes between commas, each of 1 to ${MAX_REASON_CHARS} printed characters without a person’s number`,
  );
  return z.NEVER;
});
