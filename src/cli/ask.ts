import type { Command } from 'commander';
import { CliError } from './errors.ts';
import { note, print, style } from './output.ts';
import type { AskOptions } from './ask/options.ts';

const HELP = `
The operation is the name of an example (--list), a file, or - for standard
input. It is sent as it is written. The answer goes to standard output, and a line
for each field that a register answered with an error to standard error. Such a
field is known by its __typename, so select it.

Everybody on the machine can read a command line. Hand a token over in the
environment variable REGISTERGRAF_TOKEN or on standard input (--token -), and
real people's numbers in a file (--variables @file).

Examples:
  registergraf ask --list
  registergraf ask Basisdata --sandbox \\
    --variables '{"organisasjonsnummer":"700102009"}'
  registergraf ask mine.graphql --variables @variables.json \\
    --url https://registergraf.example/graphql
  registergraf ask Kontaktinformation --caller jobcenter-1 \\
    --variables '{"cpr":"0505505005"}' | jq .data.borger

Exit codes:
  0  all data
  1  failed
  2  nothing was sent: wrong usage, an operation or a file that cannot be read,
     variables that are missing
  3  a register answered at least one field with an error
  4  the answer has GraphQL errors: refused, malformed, or a bug
  5  no answer: the gateway is out of reach, or what answers is none
`;

export function addAsk(program: Command): void {
  program
    .command('ask')
    .description('ask the graph: run an operation and print its answer')
    .argument('[operation]', 'name of an example, file, or - for standard input')
    .option('--list', 'list the examples instead')
    .option('--operation <name>', 'which one, when the document holds several')
    .option('--variables <json>', 'JSON, or @file')
    .option('--url <url>', 'the gateway’s endpoint', 'http://127.0.0.1:4000/graphql')
    .option('--token <token>', 'bearer token; - reads it from standard input (default: REGISTERGRAF_TOKEN)')
    .option('--caller <caller>', 'which caller of the sandbox asks: aktoer-1@jobcenter-1')
    .option('--scopes <scopes>', 'what that caller may, spaces between them')
    .option('--sandbox', 'start a gateway with the sandbox for this one question; SANDBOX_DOORS is heeded')
    .option('--raw', 'print the response’s body as it came')
    .addHelpText('after', HELP)
    .action(async (operation: string | undefined, options: AskOptions) => {
      if (options.list) print(await list());
      else if (operation === undefined) throw new CliError('which operation? --list lists the examples');
      else process.exitCode = await ask(operation, options);
    });
}

async function list(): Promise<string> {
  const [{ listExamples }, { table }, { terminalWidth }] = await Promise.all([
    import('./ask/document.ts'),
    import('./table.ts'),
    import('./output.ts'),
  ]);
  const rows = (await listExamples()).map(({ name, kind, variables, description }) => [
    name,
    kind,
    variables,
    description,
  ]);
  return table(['Operation', 'Kind', 'Variables', 'What it shows'], rows, terminalWidth());
}

async function ask(named: string, options: AskOptions): Promise<number> {
  const [{ readDocument, selectsBlindly }, { readVariables }, { readHeaders }, { send }, { judge }] = await Promise.all(
    [
      import('./ask/document.ts'),
      import('./ask/variables.ts'),
      import('./ask/headers.ts'),
      import('./ask/send.ts'),
      import('./ask/answer.ts'),
    ],
  );
  if (named === '-' && options.token === '-') throw new CliError('only one thing can be read from standard input');
  const document = await readDocument(named, options.operation);
  const variables = await readVariables(options.variables, document.operation);
  const request = {
    body: { query: document.text, variables, ...(document.name && { operationName: document.name }) },
    headers: await readHeaders(options),
  };
  const response = options.sandbox ? await sendToSandbox(request) : await send(options.url, request);
  if (options.raw) print(response.text);
  else {
    const { colourJson } = await import('./ask/json.ts');
    print(colourJson(response.answer));
  }
  for (const field of selectsBlindly(document)) {
    note(style('yellow', `! ${field} is selected without __typename: an error there goes unnoticed`, process.stderr));
  }
  const { exitCode, lines } = await judge(response.answer);
  for (const line of lines) note(style('red', `✗ ${line}`, process.stderr));
  return exitCode;
}

async function sendToSandbox(request: Parameters<typeof import('./ask/send.ts').send>[1]) {
  const [{ openSandbox }, { send }] = await Promise.all([import('./ask/sandbox.ts'), import('./ask/send.ts')]);
  const sandbox = await openSandbox();
  try {
    return await send(sandbox.url, request);
  } finally {
    await sandbox.close();
  }
}
