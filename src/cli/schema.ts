import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { mask } from '../domain/mask.ts';
import { CliError, EXIT } from './errors.ts';
import { ValueArgument } from './option.ts';
import { lineWidth, oneLine, print, printJson, style } from './output.ts';
import { hang } from './wrap.ts';

const HELP = `
Examples:
  registergraf schema print > registergraf.graphql
  registergraf schema check registergraf.graphql

Exit codes: see the help of each.
`;

const PRINT_HELP = `
Examples:
  registergraf schema print > registergraf.graphql
  registergraf schema print --subgraph > subgraph.graphql
  registergraf schema print --json > introspection.json

Exit codes: 0 printed, 2 wrong usage.
`;

const CHECK_HELP = `
The file is the schema that a client was made with, or that a registry holds, which
may be that of the subgraph. What this version changes is
  breaking    an operation that was valid may not be so any more
  dangerous   it stays valid, and may be answered something new: a member of a
              union, a value of an enum
  safe        anything else, which is counted; --safe lists it, too

Examples:
  registergraf schema check registergraf.graphql
  registergraf schema check registergraf.graphql --fail-on-dangerous
  git show v0.2.0:schema/registergraf.graphql | registergraf schema check -

Exit codes: 0 nothing breaks, 1 something does, 2 wrong usage or a file that is no
schema.
`;

const LEVELS = { BREAKING: 'breaking', DANGEROUS: 'dangerous', NON_BREAKING: 'safe' } as const;
type Level = (typeof LEVELS)[keyof typeof LEVELS];
const LOOKS = {
  breaking: ['red', '✗'],
  dangerous: ['yellow', '!'],
  safe: ['green', '✓'],
} as const satisfies Record<Level, readonly [string, string]>;

const LEVEL_WIDTH = Math.max(...Object.keys(LOOKS).map(({ length }) => length));

interface Change {
  readonly level: Level;
  /** Of what has changed: "Query.enhet.organisasjonsnummer". */
  readonly path: string | undefined;
  readonly message: string;
}

interface CheckOptions {
  readonly failOnDangerous?: boolean;
  readonly safe?: boolean;
  readonly json?: boolean;
}

export function addSchema(program: Command): void {
  const schema = program
    .command('schema')
    .description('print the graph’s schema, or compare another with it')
    .addHelpText('after', HELP);
  schema
    .command('print')
    .description('print the schema of this version')
    .addOption(
      new Option('--format <format>', 'SDL, or the answer to introspection').choices(['sdl', 'json']).default('sdl'),
    )
    .option('--subgraph', 'as a subgraph, for a router to compose (SDL only)')
    .addOption(
      new Option('--json', 'the answer to introspection: the same as --format json').implies({ format: 'json' }),
    )
    .addHelpText('after', PRINT_HELP)
    .action(async ({ format, subgraph }: { format: string; subgraph?: boolean }) => {
      if (format === 'json' && subgraph)
        throw new CliError('a subgraph is composed of its SDL: --subgraph has no other format');
      const [{ apiSchema, schema }, { printSubgraph }, { introspectionFromSchema, printSchema }] = await Promise.all([
        import('../graph/schema.ts'),
        import('../graph-kit/subgraph.ts'),
        import('graphql'),
      ]);
      if (format === 'json') printJson({ data: introspectionFromSchema(apiSchema) });
      else print(subgraph ? printSubgraph(schema) : printSchema(apiSchema));
    });
  schema
    .command('check')
    .description('tell what this version changes for who holds another schema')
    .addArgument(new ValueArgument('<file>', 'SDL, of the graph or of the subgraph; - for standard input', 'file'))
    .option('--fail-on-dangerous', 'fail on what is dangerous, too')
    .option('--safe', 'list what is safe, too')
    .option('--json', 'as JSON')
    .addHelpText('after', CHECK_HELP)
    .action(async (file: string, { failOnDangerous, safe = false, json }: CheckOptions) => {
      const changes = await compare(await readSdl(file));
      if (json) printJson(changes);
      else print(told(changes, safe));
      const fails = (level: Level) => level === 'breaking' || (failOnDangerous === true && level === 'dangerous');
      if (changes.some(({ level }) => fails(level))) process.exitCode = EXIT.failed;
    });
}

async function readSdl(file: string): Promise<string> {
  if (file === '-') return readStream(process.stdin);
  return readFile(file, 'utf8').catch(() => {
    throw new CliError(`the file ${mask(file)} cannot be read`);
  });
}

/** From the schema that somebody holds to this version's, the worst first. */
async function compare(sdl: string): Promise<Change[]> {
  const [{ buildSchema, printSchema }, { diff }, { apiSchema }, { readHeld }] = await Promise.all([
    import('graphql'),
    import('@graphql-inspector/core'),
    import('../graph/schema.ts'),
    import('./held-schema.ts'),
  ]);
  // As it is printed: what SDL does not show, such as directives on fields, no client can hold.
  const ours = buildSchema(printSchema(apiSchema));
  const { held, ofSubgraph } = readHeld(sdl);
  const changes = (await diff(held, ours))
    // Routers define @defer themselves, and the schema of the subgraph leaves it out.
    .filter(({ path }) => !(ofSubgraph && path === '@defer'))
    .map(({ criticality, path, message }) => ({ level: LEVELS[criticality.level], path, message: oneLine(message) }));
  const rank = Object.values(LEVELS);
  return changes.toSorted((one, other) => rank.indexOf(one.level) - rank.indexOf(other.level));
}

/** Between two versions nearly everything that is safe is a better description. */
function told(changes: readonly Change[], listsSafe: boolean): string {
  if (changes.length === 0) return 'Nothing has changed.';
  const width = lineWidth();
  const lines = changes
    .filter(({ level }) => listsSafe || level !== 'safe')
    .map(({ level, path, message }) => {
      const [colour, sign] = LOOKS[level];
      const head = `${sign} ${level.padEnd(LEVEL_WIDTH)}`;
      return hang(`${style(colour, head)}  `, head.length + 2, `${path ? `${path}: ` : ''}${message}`, width);
    });
  const count = (level: Level) => changes.filter((change) => change.level === level).length;
  const where = listsSafe || count('safe') === 0 ? '' : ' (--safe lists them)';
  const summary = `${count('breaking')} breaking, ${count('dangerous')} dangerous, ${count('safe')} safe${where}.`;
  return [...lines, summary].join('\n');
}
