import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { Kind, type OperationDefinitionNode, print } from 'graphql';
import { CliError } from '../errors.ts';
import { didYouMean } from '../suggest.ts';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables as the command line gives them, when they are all that the operation needs; of an operation that is not at hand, as they are.
 * No message repeats a value.
 */
export async function readVariables(
  given: string | undefined,
  operation: OperationDefinitionNode | undefined,
): Promise<Variables> {
  const variables = given === undefined ? {} : await readValues(given);
  if (!operation) return variables;
  const declared = operation.variableDefinitions ?? [];
  const missing = declared.filter(
    ({ variable, type, defaultValue }) =>
      type.kind === Kind.NON_NULL_TYPE && !defaultValue && (variables[variable.name.value] ?? null) === null,
  );
  if (missing.length > 0) {
    const names = missing.map(({ variable, type }) => `${variable.name.value} (${print(type)})`);
    throw new CliError(`the operation needs variables that are missing: ${names.join(', ')}; give --variables`);
  }
  const known = declared.map(({ variable }) => variable.name.value);
  const unknown = Object.keys(variables).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    // Only what the operation has is told: a name that is none may be anything.
    const meant = unknown.map((name) => didYouMean(name, known)).find(Boolean);
    throw new CliError(
      `--variables holds ${unknown.length} that the operation does not have${meant ?? `; it has ${known.join(', ') || 'none'}`}`,
    );
  }
  return variables;
}

/** What --variables holds, of whatever operation it is: JSON, or @ and the name of a file. */
export async function readValues(given: string): Promise<Variables> {
  return parseVariables(await textOf(given));
}

async function textOf(given: string): Promise<string> {
  if (given === '-') return readStream(process.stdin);
  if (!given.startsWith('@')) return given;
  return readFile(given.slice(1), 'utf8').catch(() => {
    throw new CliError(`the file ${given.slice(1)} of --variables cannot be read`);
  });
}

function parseVariables(text: string): Variables {
  const read = (): unknown => {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      return undefined;
    }
  };
  const value = read();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CliError(
      '--variables must be a JSON object, @ and the name of a file that holds one, or - for standard input',
    );
  }
  return value as Variables;
}
