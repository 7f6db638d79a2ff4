import { readdir, readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { mask } from '../../domain/mask.ts';
import { CliError } from '../errors.ts';
import { PACKAGE } from '../output.ts';
import { didYouMean } from '../suggest.ts';

/** The examples that come with the package. */
const EXAMPLES = new URL('examples/operations/', PACKAGE);
const ENDING = '.graphql';

export interface OperationDocument {
  /** As it was written: a gateway that serves known documents only knows them letter by letter. */
  readonly text: string;
  readonly parsed: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly name: string | undefined;
}

/** The document that an example's name, a file's name, or `-` stands for, and the operation of it that is meant. */
export async function readDocument(named: string, operationName: string | undefined): Promise<OperationDocument> {
  return chooseOperation(await readText(named), operationName);
}

/** The operation of a document that is meant: the one of that name, or else the only one. */
export function chooseOperation(text: string, operationName: string | undefined): OperationDocument {
  const parsed = parseText(text);
  const operations = parsed.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const names = operations.map(({ name }) => name?.value ?? 'one without a name').join(', ');
  const chosen = operationName ? operations.filter(({ name }) => name?.value === operationName) : operations;
  const [operation, ...others] = chosen;
  if (!operation) {
    throw new CliError(
      operations.length > 0 ? `there is no such operation; there are ${names}` : 'there is no operation',
    );
  }
  if (others.length > 0) throw new CliError(`which one? --operation chooses among ${names}`);
  return { text, parsed, operation, name: operation.name?.value };
}

async function readText(named: string): Promise<string> {
  if (named === '-') return readStream(process.stdin);
  const names = await exampleNames();
  const example = names.find((name) => name.toLowerCase() === named.toLowerCase());
  return readFile(example ? exampleFile(example) : named, 'utf8').catch(() => {
    const meant = didYouMean(named, names);
    // It may be somebody's number in the wrong place.
    throw new CliError(`${mask(named)} is neither an example (--list lists them) nor a file that can be read${meant}`);
  });
}

/** The library's message names a place, and may repeat a word of the document: never a whole value. */
function parseText(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    const [at] = (error instanceof GraphQLError && error.locations) || [];
    throw new CliError(`the operation is not GraphQL${at ? `: look at line ${at.line}, column ${at.column}` : ''}`);
  }
}

/** Fields of unions that do not ask which member answers. */
export function selectsBlindly({ parsed }: Pick<OperationDocument, 'parsed'>): string[] {
  const blind: string[] = [];
  visit(parsed, {
    Field: ({ name, selectionSet }) => {
      const selections = selectionSet?.selections ?? [];
      const isOfUnion = selections.some((one) => one.kind === Kind.INLINE_FRAGMENT && one.typeCondition);
      const asks = selections.some((one) => one.kind !== Kind.INLINE_FRAGMENT && one.name.value === '__typename');
      if (isOfUnion && !asks) blind.push(name.value);
    },
  });
  return [...new Set(blind)];
}

export interface Example {
  readonly name: string;
  /** "query" or "mutation" */
  readonly kind: string;
  /** "cpr: ID!, navn: String" */
  readonly variables: string;
  /** Its first line, which is a comment. */
  readonly description: string;
}

/** All examples, by the alphabet. */
export async function listExamples(): Promise<Example[]> {
  return Promise.all(
    (await exampleNames()).map(async (name) => {
      const text = await readFile(exampleFile(name), 'utf8');
      const { operation } = chooseOperation(text, undefined);
      const variables = (operation.variableDefinitions ?? []).map(
        ({ variable, type }) => `${variable.name.value}: ${print(type)}`,
      );
      return {
        name,
        kind: operation.operation,
        variables: variables.join(', '),
        description: /^# *(.*)/.exec(text)?.[1] ?? '',
      };
    }),
  );
}

async function exampleNames(): Promise<string[]> {
  const files = await readdir(EXAMPLES);
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

function exampleFile(name: string): URL {
  return new URL(`${name}${ENDING}`, EXAMPLES);
}
