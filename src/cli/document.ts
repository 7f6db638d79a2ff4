import { type Command, Option } from 'commander';
import { EXIT } from './errors.ts';
import { ValueArgument, ValueOption } from './option.ts';
import { lineWidth, print, printJson } from './output.ts';
import type { FailOn } from './document/report.ts';

const HELP = `
Reads .graphql and .gql files, folders of them, manifests of persisted documents
(.json) and standard input (-). Of each operation it tells what it can cost in
calls to registers, which scopes it takes, whether it touches persons (then a GET
is refused), and for each union that it selects which members it leaves out.
Documents in programs are not read: give the manifest that codegen makes of them.

The levels of what it finds, and what of them fails:
  error        a gateway refuses it, or it breaks with the schema of --against
  unavailable  a union without KildeUtilgjengelig, the answer when a register is
               down (--fail-on error lets it pass)
  missing      a union without another member (--fail-on missing)
  notice       worth knowing; never fails

Limits are those of the environment: MAX_CALLS, MAX_DEPTH, MAX_TOKENS,
MAX_ALIASES, MAX_FIELDS and PROFILE. A list in a formula stands for its length.

Examples:
  registergraf document check src
  registergraf document check persisted-documents.json --json
  registergraf document check src --fail-on error --allow-missing EnhetSlettet
  registergraf document check src --against https://example.org/graphql
  registergraf document check big.graphql --variables '{"maksTreff":50}'

Exit codes: 0 nothing fails, 1 something does, 2 wrong usage, a file or a schema
that cannot be read, or no operation.
`;

interface Options {
  readonly schema?: string;
  readonly against?: string;
  readonly variables?: string;
  readonly allowMissing?: readonly string[];
  readonly failOn: FailOn;
  readonly json?: boolean;
  readonly github?: boolean;
}

export function addDocument(program: Command): void {
  const document = program.command('document').description('tell what the documents of a frontend ask for');
  document
    .command('check')
    .description('tell what operations cost, take and leave out, and what is wrong with them')
    .addArgument(new ValueArgument('<paths...>', 'files, folders, manifests; - for standard input', 'file'))
    .addOption(
      new ValueOption('--schema <schema>', 'file or address of the schema (default: that of this version)', 'file'),
    )
    .addOption(new ValueOption('--against <schema>', 'another schema: which documents break with it', 'file'))
    .addOption(new ValueOption('--variables <json>', 'variables whose values are known: JSON, or @file', 'text'))
    .addOption(
      new ValueOption('--allow-missing <types>', 'members that may be left out, commas between them', 'text').argParser(
        (list: string) => list.split(/[\s,]+/).filter(Boolean),
      ),
    )
    .addOption(
      new Option('--fail-on <level>', 'the mildest level that fails')
        .choices(['error', 'unavailable', 'missing', 'never'])
        .default('unavailable'),
    )
    .addOption(new Option('--json', 'as JSON (schema/document-check.schema.json)').conflicts('github'))
    .option('--github', 'findings as GitHub Actions annotates them')
    .addHelpText('after', HELP)
    .action(async (paths: readonly string[], options: Options) => {
      const report = await check(paths, options);
      if (options.json) printJson(report);
      else if (options.github) print((await import('./document/github.ts')).annotations(report));
      else print((await import('./document/tell.ts')).told(report, lineWidth()));
      if (report.fails) process.exitCode = EXIT.failed;
    });
}

async function check(paths: readonly string[], { schema, against, variables, allowMissing, failOn }: Options) {
  const [{ checkDocuments }, { readValues }] = await Promise.all([
    import('./document/check.ts'),
    import('./ask/variables.ts'),
  ]);
  return checkDocuments(paths, {
    schema,
    against,
    variables: variables === undefined ? {} : await readValues(variables),
    allowMissing: allowMissing ?? [],
    failOn,
    environment: process.env,
  });
}
