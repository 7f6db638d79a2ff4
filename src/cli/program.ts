import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { type Command, CommanderError, Option } from 'commander';
import { mask } from '../domain/mask.ts';
import { addAsk } from './ask.ts';
import { addAudit } from './audit.ts';
import { addCodes } from './codes.ts';
import { CliCommand, helpWidth } from './command.ts';
import { addCompletion } from './completion.ts';
import { addCopy } from './copy.ts';
import { addDoctor } from './doctor.ts';
import { addDocument } from './document.ts';
import { EXIT } from './errors.ts';
import { addHelp } from './help.ts';
import { lineWidth, PACKAGE, print } from './output.ts';
import { addSandbox } from './sandbox.ts';
import { addSchema } from './schema.ts';
import { addStart } from './start.ts';
import { addToken } from './token.ts';
import { breakLines, LEAST_BESIDE } from './wrap.ts';

const EXAMPLES = `
Examples:
  registergraf start               the gateway; with the embedded sandbox when
                                   no register is configured
  registergraf doctor              what is configured, and whether it works
  registergraf ask --list          operations to ask with
  registergraf codes UgyldigCpr    what an answer of that type means
  registergraf schema check old.graphql
                                   what this version breaks for its holders
  registergraf help schema check   the help of a command

Configuration is in environment variables (docs/configuration.md).
Colours are for terminals only; NO_COLOR takes them away.

Exit codes: 0 done, 1 failed, 2 wrong usage or a file that cannot be read. Some
commands have more: see their own help.
`;

const ADD = [
  addStart,
  addSandbox,
  addSchema,
  addCodes,
  addAsk,
  addToken,
  addDoctor,
  addCopy,
  addAudit,
  addDocument,
  addCompletion,
  addHelp,
];

/** All commands. What one needs is imported when it runs: to ask for help should not load a gateway. */
export function createProgram(): Command {
  // Commander takes the colours away again where the help does not go to a terminal.
  const bold = (text: string) => styleText('bold', text, { validateStream: false });
  const version = readVersion();
  const program = new CliCommand('registergraf')
    .description('One GraphQL graph over public registers: the gateway, and its tools.')
    .version(version, '-v, --version', 'print the version')
    .addOption(new Option('-V').hideHelp())
    .configureHelp({ styleTitle: bold, minWidthToWrap: LEAST_BESIDE })
    .configureOutput({
      getOutHelpWidth: () => helpWidth(false),
      getErrHelpWidth: () => helpWidth(true),
      // What was typed is repeated in it, and may have been somebody's number in the wrong place.
      outputError: (text, write) => write(breakLines(mask(text), lineWidth(process.stderr))),
    })
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    // As it was before -v, and is in Commander's programs.
    .on('option:V', () => {
      print(version);
      throw new CommanderError(EXIT.ok, 'commander.version', version);
    });
  for (const add of ADD) add(program);
  return program;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string };
  return version;
}
