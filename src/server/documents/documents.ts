import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import type { Renewable } from '../../domain/renewable.ts';
import { DOCUMENT_RULES, NoIntrospectionRule } from '../checks/rules.ts';
import type { Profile } from '../profile.ts';

/** Persisted documents by their ids. */
export type Documents = ReadonlyMap<string, string>;

/** Those that are held at the moment: they may be read anew while the gateway runs. */
export type HeldDocuments = Renewable<Documents>;

export function held(documents: Documents | HeldDocuments): HeldDocuments {
  return 'current' in documents ? documents : { current: documents };
}

/** The id of a document: `sha256:` and 64 hexadecimal digits, of its text in UTF-8. */
export function documentId(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** The documents that the graph or the profile would refuse: their ids, each with its document's first mistake. */
export function unfit(documents: Documents, schema: GraphQLSchema, profile: Profile): ReadonlyMap<string, string> {
  const rules = [...specifiedRules, ...DOCUMENT_RULES, ...(profile.introspection ? [] : [NoIntrospectionRule])];
  const found = new Map<string, string>();
  for (const [id, text] of documents) {
    const mistake = firstMistake(() => validate(schema, parse(text), rules)[0]);
    if (mistake !== undefined) found.set(id, mistake);
  }
  return found;
}

/** The same, a turn of the event loop for each: while requests are answered. */
export async function findUnfit(
  documents: Documents,
  schema: GraphQLSchema,
  profile: Profile,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const one of documents) {
    for (const [id, mistake] of unfit(new Map([one]), schema, profile)) found.set(id, mistake);
    await turn();
  }
  return found;
}

function firstMistake(check: () => Error | undefined): string | undefined {
  try {
    return check()?.message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
