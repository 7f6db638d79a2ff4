import { z } from 'zod';
import { type Documented, defaultOf, documentedCalls, documentedVariables } from './documented.ts';
import { withoutLinks } from './env-example.ts';
import { fileVariable, SECRETS } from './secrets.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** `schema/configuration.schema.json`: what the environment may hold, each variable for itself. */
export function printConfigurationSchema(): string {
  const all = [...documentedVariables(), ...documentedCalls()];
  const files = SECRETS.map((secret) => [
    fileVariable(secret),
    { description: `A file that holds ${secret}, and ends with at most one line break`, type: 'string' },
  ]);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The environment of Registergraf',
    description:
      'Made from the code. An environment holds much that is not for the gateway: other names are no mistake here.',
    type: 'object',
    properties: Object.fromEntries([...all.map((one) => [one.name, propertyOf(one)]), ...files]),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function propertyOf({ name, meaning, unset, example, shape }: Documented): JsonSchema {
  // What stands beside a variable in its table is written here in the schema's own words.
  const { $schema, secret, example: _example, unset: _unset, ...form } = toSchema(shape, 'input');
  const hasDefault = defaultOf(shape) !== undefined;
  return {
    ...form,
    description: withoutLinks(hasDefault || !unset ? meaning : `${meaning}. Default: ${unset}`),
    ...numbersOf(shape),
    ...(hasDefault ? { default: writtenDefault(shape) } : {}),
    ...(example === undefined ? { contentMediaType: 'application/json' } : { examples: [example] }),
    ...((SECRETS as readonly string[]).includes(name) ? { writeOnly: true } : {}),
  };
}

/** Where the value is a number: its limits, for whoever writes it as one. As text it is read by the same pattern. */
function numbersOf(shape: z.ZodType): JsonSchema {
  const { type, minimum, maximum } = toSchema(shape, 'output');
  return type === 'number' ? { type: ['string', 'integer'], minimum, maximum } : {};
}

/** The default as the environment would have it. */
function writtenDefault(shape: z.ZodType): string {
  const value = defaultOf(shape);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toSchema(shape: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(shape, { io, unrepresentable: 'any' });
}
