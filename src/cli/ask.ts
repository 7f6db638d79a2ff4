import { type Command, Option } from 'commander';
import type { AskOptions } from './ask/options.ts';
import { CliError } from './errors.ts';
import { type Offered, ValueArgument, ValueOption } from './option.ts';
import { note, print, printJson, style } from './output.ts';

const HELP = `
The operation is the name of an example (--list), a file, or - for standard
input. It is sent as it is written. The answer goes to standard output, and a line
for each field that a register answered with an error to standard error. Such a
field is known by its __typename, so select it.

A gateway in the profile production takes no text, but the ids of documents that it
holds: --id is one, --by-id and --manifest look one up by the operation's name.

A write that may be sent twice needs --idempotency-key. \`auto\` makes one and tells
it: with the same key a second try writes nothing that the first has written.

Everybody on the machine can read a command line, and the shell keeps it in its
history. Hand a token over in the environment variable REGISTERGRAF_TOKEN or on
standard input (--token -), and real people's numbers in a file
(--variables @file) or on standard input (--variables -).

Examples:
  registergraf ask --list
  registergraf ask Basisdata --sandbox \\
    --variables '{"organisasjonsnummer":"700102009"}'
  registergraf ask mine.graphql --variables @variables.json \\
    --url https://registergraf.example/graphql
  registergraf ask Kontaktinformation --caller jobcenter-1 --variables - \\
    < variables.json | jq .data.borger
  registergraf ask SlettPostkasse --by-id --idempotency-key auto \\
    --variables @mailbox.json

Exit codes:
  0  all data
  1  failed
  2  nothing was sent: wrong usage, an operation or a file that cannot be read,
     variables that are missing
  3  a register answered at least one field with an error
  4  the answer has GraphQL errors: refused, malformed, or a bug
  5  no answer: the gateway is out of reach, or what answers is none
`;

const WRITE_AGAIN = 'The write may have been done: send it again with the same key.';
const LOST_WRITE = 'The write may have been done: look before you send it again, and give it an --idempotency-key.';

export function addAsk(program: Command): void {
  program
    .command('ask')
    .description('ask the graph: run an operation and print its answer')
    .addArgument(
      new ValueArgument('[operation]', 'name of an example, file, or - for standard input', examples, { orFile: true }),
    )
    .option('--list', 'list the examples instead')
    .option('--operation <name>', 'which one, when the document holds several')
    .addOption(new ValueOption('--variables <json>', 'JSON, @file, or - for standard input', 'text'))
    .option('--id <sha256>', 'ask by the id of a persisted document')
    .option('--by-id', 'send the id of the example, and not its text')
    .option('--manifest <file>', 'look the operation, or the id, up in a manifest of persisted documents')
    .option('--idempotency-key <key>', 'key of a write that may be sent again; auto makes one')
    .option('--url <url>', 'the gateway’s endpoint', 'http://127.0.0.1:4000/graphql')
    .option('--token <token>', 'bearer token; - reads it from standard input (default: REGISTERGRAF_TOKEN)')
    .addOption(
      new ValueOption('--caller <caller>', 'which caller of the sandbox asks: aktoer-1@jobcenter-1', async () => {
        return (await import('../sandbox/callers.ts')).CALLER_NAMES;
      }),
    )
    .addOption(
      new ValueOption('--scopes <scopes>', 'what that caller may, spaces between them', async () => {
        return (await import('../graph/scopes.ts')).ALL_SCOPES;
      }),
    )
    .option('--sandbox', 'start a gateway with the sandbox for this one question; SANDBOX_DOORS is heeded')
    .addOption(new Option('--raw', 'print the response’s body as it came').conflicts('list'))
    .option('--json', 'with --list: as JSON')
    .addHelpText('after', HELP)
    .action(async (operation: string | undefined, options: AskOptions) => {
      if (options.list) await list(options);
      else if (options.json) throw new CliError('--json is for --list: an answer is JSON, and as it came with --raw');
      else process.exitCode = await ask(operation, options);
    });
}

async function examples(): Promise<Offered> {
  const { listExamples } = await import('./ask/document.ts');
  return (await listExamples()).map(({ name, kind, description }) => ({
    value: name,
    description: `${kind}: ${description}`,
  }));
}

async function list({ json }: AskOptions): Promise<void> {
  const [{ listExamples }, { table }, { lineWidth }] = await Promise.all([
    import('./ask/document.ts'),
    import('./table.ts'),
    import('./output.ts'),
  ]);
  const found = await listExamples();
  if (json) return printJson(found);
  const rows = found.map(({ name, kind, variables, description }) => [name, kind, variables, description]);
  print(table(['Operation', 'Kind', 'Variables', 'What it shows'], rows, lineWidth()));
}

async function ask(named: string | undefined, options: AskOptions): Promise<number> {
  const [{ selectsBlindly }, { readQuestion }, { readVariables }, { readHeaders }, { judge }] = await Promise.all([
    import('./ask/document.ts'),
    import('./ask/question.ts'),
    import('./ask/variables.ts'),
    import('./ask/headers.ts'),
    import('./ask/answer.ts'),
  ]);
  if ([named, options.token, options.variables].filter((one) => one === '-').length > 1)
    throw new CliError('only one thing can be read from standard input');
  const { operation, document, manifest } = await readQuestion(named, options);
  const { readIdempotencyKey } = await import('./ask/idempotency.ts');
  const idempotency = readIdempotencyKey(options.idempotencyKey, document?.operation);
  const variables = await readVariables(options.variables, document?.operation);
  const headers = await readHeaders(options);
  const request = {
    body: { ...operation, variables },
    headers: { ...headers, ...(idempotency && { 'idempotency-key': idempotency.key }) },
  };
  // Before it is sent: whoever gets no answer needs it.
  if (idempotency?.isNew) note(`to try again: --idempotency-key ${idempotency.key}`);
  const sent = options.sandbox ? sendToSandbox(request, manifest) : sendTo(options.url, request);
  const response = await sent.catch((error: unknown) => {
    if (document?.operation.operation === 'mutation') note(idempotency ? WRITE_AGAIN : LOST_WRITE);
    throw error;
  });
  if (options.raw) print(response.text);
  else {
    const { colourJson } = await import('./ask/json.ts');
    print(colourJson(response.answer));
  }
  for (const field of document ? selectsBlindly(document) : []) {
    note(style('yellow', `! ${field} is selected without __typename: an error there goes unnoticed`, process.stderr));
  }
  const { exitCode, lines } = await judge(response.answer);
  for (const line of lines) note(style('red', `✗ ${line}`, process.stderr));
  const { ERRORS } = await import('../server/errors.ts');
  if (lines.some((line) => line.includes(ERRORS.persistedDocumentsOnly.code)))
    note('that gateway takes ids of documents, and no text: see --by-id, --id and --manifest');
  return exitCode;
}

type Sending = typeof import('./ask/send.ts').send;

async function sendTo(url: string, request: Parameters<Sending>[1]): ReturnType<Sending> {
  return (await import('./ask/send.ts')).send(url, request);
}

async function sendToSandbox(
  request: Parameters<Sending>[1],
  manifest: ReadonlyMap<string, string> = new Map(),
): ReturnType<Sending> {
  const { openSandbox } = await import('./ask/sandbox.ts');
  const sandbox = await openSandbox(manifest);
  try {
    return await sendTo(sandbox.url, request);
  } finally {
    await sandbox.close();
  }
}
