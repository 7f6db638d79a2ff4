import type { InputRef, ObjectRef, UnionRef } from '@pothos/core';
import { GraphQLError } from 'graphql';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import { KEY_REUSED, type WriteResult } from '../domain/idempotency.ts';
import type { Registerfeil } from '../domain/registerfeil.ts';
import { type AuditNotes, NOTHING_SENT } from './audit.ts';
import type { GraphBuilder, GraphTypes } from './builder.ts';
import type { GraphContext, Writes } from './context.ts';
import { ONE_CALL } from './cost.ts';

/** The success of a write: a type with one field, that leads back to the noun, by the key that the input held. */
export function implementWritten<Noun extends object>(
  builder: GraphBuilder,
  name: string,
  { description, field, type, leadsBack, isPersonal }: WrittenOptions<Noun>,
): ObjectRef<GraphTypes, Noun> {
  return builder.objectRef<Noun>(name).implement({
    // Who has been written to.
    ...(isPersonal && { personal: 'person' as const }),
    description,
    fields: (t) => ({
      [field]: t.field({ type, description: leadsBack, resolve: (noun) => noun as never }),
    }),
  });
}

export interface WrittenOptions<Noun extends object> {
  readonly description: string;
  /** The name of its one field, and what that is described as. */
  readonly field: string;
  readonly leadsBack: string;
  readonly type: ObjectRef<GraphTypes, Noun>;
  /** Whether the noun is somebody. */
  readonly isPersonal: boolean;
}

export interface MutationOptions<Input extends object, Noun extends object> {
  readonly input: InputRef<Input>;
  readonly result: UnionRef<GraphTypes, Noun | Registerfeil>;
  readonly description: string;
  /** Of the argument `input`. */
  readonly inputDescription: string;
  write(writes: Writes, input: Input): Promise<WriteResult>;
  /** The noun that was written to. */
  noun(input: NoInfer<Input>): Noun;
}

/** A mutation: one input, one call, and the union of what the write can come to. */
export function implementMutation<Input extends object, Noun extends object>(
  builder: GraphBuilder,
  notes: AuditNotes,
  name: string,
  { input: inputType, result, description, inputDescription, write, noun }: MutationOptions<Input, Noun>,
): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      nullable: true,
      complexity: ONE_CALL,
      args: {
        input: t.arg({
          type: inputType,
          required: true,
          description: inputDescription,
        }),
      },
      description,
      // Pothos works its types out from the type of the input, which is not known here.
      resolve: (async (_: unknown, { input }: { readonly input: Input }, { writes }: GraphContext) =>
        written(notes, await write(writes, input), noun(input))) as never,
    }),
  );
}

/**
 * The member of the union that a write came to: what leads back to the noun, or its failure. A key that has been used
 * for something else is the client's mistake and no register's answer, so it stands in no union. Beside each stands what the
 * audit record of it says.
 */
function written<Noun extends object>(notes: AuditNotes, result: WriteResult, success: Noun): Noun | Registerfeil {
  if (result === KEY_REUSED) {
    const { code, text } = GRAPH_REFUSALS.idempotencyKeyReused;
    throw notes.add(new GraphQLError(text, { extensions: { code } }), NOTHING_SENT);
  }
  if ('bug' in result) throw notes.add(new Error('a bug of an earlier write', { cause: result.bug }), NOTHING_SENT);
  const { outcome, replayed } = result;
  // A copy: a failure that is kept for an Idempotency-Key is one value, and each answer needs a note of its own.
  return notes.add({ ...(outcome.ok ? success : outcome.feil) }, replayed ? NOTHING_SENT : outcome.effect);
}
