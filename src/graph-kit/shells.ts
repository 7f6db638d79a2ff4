import type { ObjectRef } from '@pothos/core';
import { cutKey } from '../domain/key.ts';
import type { Normalise } from '../domain/written-number.ts';
import type { GraphBuilder, GraphTypes } from './builder.ts';
import { byArguments, perMember } from './cost.ts';

/** A root field that answers a shell, or a list of them: its name, its argument, and how both are described. */
interface ShellField {
  readonly field: string;
  readonly argument: string;
  readonly argumentDescription: string;
  readonly description: string;
}

export interface ShellQueries {
  /** The normal form of a key: two writings of it are one shell. */
  readonly normalise: Normalise;
  readonly one: ShellField;
  readonly many: ShellField;
}

/** The two root fields of a noun: one shell by its key, and one for each key of a list. They cause no call and cannot fail. */
export function implementShellQueries<Key extends string>(
  builder: GraphBuilder,
  shell: ObjectRef<GraphTypes, Record<Key, string>>,
  key: Key,
  { normalise, one, many }: ShellQueries,
): void {
  const toShell = (value: unknown) => ({ [key]: cutKey(String(value)) }) as Record<Key, string>;
  builder.queryField(one.field, (t) =>
    t.field({
      type: shell,
      nullable: true,
      args: { [one.argument]: t.arg.id({ required: true, normalise, description: one.argumentDescription }) },
      description: one.description,
      resolve: (_, args) => toShell(args[one.argument]) as never,
    }),
  );
  builder.queryField(many.field, (t) =>
    t.field({
      type: [shell],
      nullable: true,
      args: { [many.argument]: t.arg.idList({ required: true, normalise, description: many.argumentDescription }) },
      complexity: byArguments(0, (args) => perMember(many.argument, args[many.argument] ?? [])),
      description: many.description,
      resolve: (_, args) => (args[many.argument] ?? []).map(toShell),
    }),
  );
}
