import type { Caller } from './caller.ts';
import type { OperationField } from './operation-field.ts';

/** What a citizen's own token may: read what Norwegian registers know of that citizen. */
export const OWN_READ = 'registergraf:own.read';

/** A field of the graph, and what it takes to ask it. */
export interface FieldAccess extends Pick<OperationField, 'scope' | 'person'> {
  readonly writes: boolean;
  /** Whether its answer tells of persons, beside the one whom it is about: the holders of a unit's roles. */
  readonly personal: boolean;
}

/** Whether a citizen may ask it of themselves by `OWN_READ`, as if it were the field's scope. */
export function isOwnReadable({
  person,
  writes,
}: {
  readonly person?: OperationField['person'] | undefined;
  readonly writes: boolean;
}): boolean {
  return person?.kind === 'personidentifikator' && !writes;
}

/**
 * Whether the caller may ask the field: the one rule over the table of scopes. Who asks by a token of their own (`person`) is told of
 * nobody else, whatever scopes the token has: not by a search, not by the roles of a unit, and nothing is written for them.
 */
export function mayAsk(field: FieldAccess, caller: Caller, parent: unknown, args: unknown): boolean {
  const has = (scope: string) => caller.scopes === 'all' || caller.scopes.has(scope);
  // What is told to whoever it is about is told to no organisation, whatever its token allows.
  if (caller.person === undefined && field.person?.isCaller) return false;
  if (caller.person === undefined || !field.personal) return has(field.scope);
  const isOwn = isOwnReadable(field) && field.person?.asked(parent, args, caller)?.identifikator === caller.person;
  return isOwn && (has(OWN_READ) || has(field.scope));
}
