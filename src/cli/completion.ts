import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { Argument, type Command } from 'commander';
import { oneLine, PACKAGE, print } from './output.ts';

const HELP = `
Prints what a shell needs to complete commands, options and their values at the
key Tab: operations of \`ask\`, types and codes, callers, scopes, files. It asks
registergraf itself each time, so a new version needs no new script.

For the shell that runs, and at the end of ~/.bashrc or ~/.zshrc for each one that
starts (in zsh behind compinit):
  source <(registergraf completion bash)
  source <(registergraf completion zsh)

For fish, once:
  registergraf completion fish \\
    > ~/.config/fish/completions/registergraf.fish

The command must be on the PATH by the name registergraf: \`npm link\` in a clone
makes it so.

Examples:
  registergraf completion bash
  registergraf completion zsh

Exit codes: 0 printed, 2 wrong usage.
`;

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print what a shell needs to complete commands at Tab')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addHelpText('after', HELP)
    .action(async (shell: (typeof SHELLS)[number]) => {
      print(await readFile(new URL(`bin/completion/registergraf.${shell}`, PACKAGE), 'utf8'));
    });
  // What those scripts call, with the line up to the cursor on standard input: other users of the machine can read the arguments of a
  // process, and somebody's number may stand in the line. The first line of the answer says whether files may stand there, too; each
  // further one is a word, and behind a tab what it is.
  program.command('complete', { hidden: true }).action(async () => {
    const { complete } = await import('./completion/candidates.ts');
    const { candidates, files } = await complete(program, await readStream(process.stdin));
    const lines = candidates.map(({ value, description = '' }) => `${value}\t${oneLine(description)}`);
    print([files ? 'files' : 'values', ...lines].join('\n'));
  });
}
