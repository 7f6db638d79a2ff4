import type { z } from 'zod';
import { CALL_VARIABLES, CALL_VARIABLES_OF_SOURCES } from './calls.ts';
import { fileVariable } from './secrets.ts';
import { VARIABLES } from './variables.ts';

/** A variable as people read of it. */
export interface Documented {
  readonly name: string;
  /** In Markdown. Links are as from the project's root. */
  readonly meaning: string;
  /** What holds when it is not set, in Markdown; empty where nothing does. */
  readonly unset: string;
  /** A value that it may have. Undefined where values are JSON: such an example stands below the table. */
  readonly example: string | undefined;
  readonly shape: z.ZodType;
}

export const BELOW = 'see below';

/** Every variable, in the order in which it is read: what stands beside it, and its default. */
export function documentedVariables(): readonly Documented[] {
  return Object.entries(VARIABLES.shape).map(([name, shape]) => documented(name, shape));
}

/** What is said of one register's calls: the same as of all registers' together, and so it stands in no table. */
export function documentedCalls(): readonly Documented[] {
  return Object.entries(CALL_VARIABLES_OF_SOURCES).map(([name, shape]) => {
    const ofAll = Object.keys(CALL_VARIABLES).find((all) => name.endsWith(all.slice(all.indexOf('_'))));
    return { ...documented(name, shape), unset: `what \`${ofAll}\` says` };
  });
}

function documented(name: string, shape: z.ZodType): Documented {
  const { description, example, unset, secret } = shape.meta() ?? {};
  if (!description) throw new Error(`${name} has no description`);
  return {
    name,
    meaning: secret ? `${description}. Or \`${fileVariable(name)}\`: a file that holds it` : description,
    unset: typeof unset === 'string' ? unset : writeDefault(shape),
    example: typeof example === 'string' ? example : undefined,
    shape,
  };
}

function writeDefault(shape: z.ZodType): string {
  const value = defaultOf(shape);
  if (value === undefined) return '';
  return typeof value === 'object' && !Array.isArray(value) ? BELOW : `\`${value}\``;
}

/** The value that a variable has when nobody has set it. */
export function defaultOf(shape: z.ZodType): unknown {
  return shape.safeParse(undefined).data;
}
