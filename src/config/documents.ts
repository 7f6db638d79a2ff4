import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ReadFile } from '../domain/read-file.ts';
import { type Documents, documentId } from '../server/documents/documents.ts';
import { json } from '../sources/values.ts';

const SAYS = 'an object: under each id the text of its document';

const MANIFEST = json(z.record(z.string(), z.string()), SAYS).transform((read, context): Documents => {
  const wrong = Object.entries(read).find(([id, text]) => id !== documentId(text));
  if (!wrong) return new Map(Object.entries(read));
  context.addIssue(`holds ${wrong[0].slice(0, 80)}, which is not the sha256 of its document`);
  return z.NEVER;
});

/** The manifest of persisted documents in a file, as codegen writes it. */
export const documents = (readFile: ReadFile = readFileSync) =>
  z.string().transform((file, context): Documents => {
    try {
      const read = MANIFEST.safeParse(readFile(file).toString('utf8'));
      if (read.success) return read.data;
      context.addIssue(`the file ${read.error.issues[0]?.message}`);
    } catch {
      context.addIssue('the file cannot be read');
    }
    return z.NEVER;
  });
