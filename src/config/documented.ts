import { fileVariable } from './secrets.ts';
import { VARIABLES } from './variables.ts';

/** A variable as people read of it. */
interface Documented {
  readonly name: string;
  readonly meaning: string;
  /** What holds when it is not set, in Markdown. */
  readonly unset: string;
  /** A value that it may have, in Markdown. Values that are JSON stand below the table. */
  readonly example: string;
}

const BELOW = 'see below';

/** Every variable, in the order in which it is read: what stands beside it, and its default. */
export function documentedVariables(): readonly Documented[] {
  const defaults: Readonly<Record<string, unknown>> = VARIABLES.parse({});
  return Object.entries(VARIABLES.shape).map(([name, shape]) => {
    const { description, example, unset, secret } = shape.meta() ?? {};
    if (!description) throw new Error(`${name} has no description`);
    return {
      name,
      meaning: secret ? `${description}. Or \`${fileVariable(name)}\`: a file that holds it` : description,
      unset: typeof unset === 'string' ? unset : writeDefault(defaults[name]),
      example: typeof example === 'string' ? `\`${example}\`` : BELOW,
    };
  });
}

function writeDefault(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' && !Array.isArray(value) ? BELOW : `\`${value}\``;
}
