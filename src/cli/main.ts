import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { Command, CommanderError } from 'commander';
import { addDoctor } from './doctor.ts';
import { addDocument } from './document.ts';
import { CliError, EXIT, isExpected } from './errors.ts';
import { addCodes } from './codes.ts';
import { addCopy } from './copy.ts';
import { PACKAGE } from './output.ts';
import { addSandbox } from './sandbox.ts';
import { addSchema } from './schema.ts';
import { addAsk } from './ask.ts';
import { addAudit } from './audit.ts';
import { addStart } from './start.ts';
import { addToken } from './token.ts';

// The command line. What a command needs is imported when it runs: to ask for help should not load a gateway.

const EXAMPLES = `
Examples:
  registergraf start                  the gateway; with the embedded sandbox when
                                      no register is configured
  registergraf doctor                 what is configured, and whether it works
  registergraf ask --list             operations to ask with
  registergraf codes --kilde STAR     what STAR may answer
  registergraf schema check old.graphql
                                      what this version breaks for who holds that

Configuration is in environment variables (docs/configuration.md).
Colours are for terminals only; NO_COLOR takes them away.

Exit codes: 0 done, 1 failed, 2 wrong usage or a file that cannot be read. Some
commands have more: see their own help.
`;

function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string };
  // Commander takes the colours away again where the help does not go to a terminal.
  const bold = (text: string) => styleText('bold', text, { validateStream: false });
  const program = new Command('registergraf')
    .description('One GraphQL graph over public registers: the gateway, and its tools.')
    .version(version)
    .configureHelp({ styleTitle: bold })
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  for (const add of [addStart, addSandbox, addSchema, addCodes, addAsk, addToken, addDoctor, addCopy, addAudit])
    add(program);
  addDocument(program);
  return program;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  const code = report(error);
  // What was opened before it went wrong would keep the process; help that was asked for must get out whole.
  if (code !== EXIT.ok) process.exit(code);
}

/** Says what went wrong, and gives the code to exit with. */
function report(error: unknown): number {
  // Commander has already said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const text = isExpected(error) ? `error: ${error.message}` : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  return error instanceof CliError ? error.exitCode : EXIT.failed;
}
