import { text as readStream } from 'node:stream/consumers';
import { Argument, type Command } from 'commander';
import { SCRIPTS, type Shell } from './completion/scripts.ts';
import { oneLine, print } from './output.ts';

const HELP = `
Prints what a shell needs to complete commands, options and their values at the
key Tab: operations of \`ask\`, types and codes, callers, scopes, files. It asks
registergraf itself each time, so a new version needs no new script.

For the shell that runs:
  source <(registergraf completion bash)
  source <(registergraf completion zsh)       after compinit
  registergraf completion fish | source

For each one that starts: the first two lines at the end of ~/.bashrc or ~/.zshrc,
and for fish
  registergraf completion fish > ~/.config/fish/completions/registergraf.fish

The command must be on the PATH by the name registergraf: \`npm link\` in a clone
makes it so.

Examples:
  registergraf completion bash
  registergraf completion zsh > ~/.zfunc/_registergraf

Exit codes: 0 printed, 2 wrong usage.
`;

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print what a shell needs to complete commands at Tab')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', HELP)
    .action((shell: Shell) => print(SCRIPTS[shell]));
  // What those scripts call.
  program.command('complete', { hidden: true }).action(async () => {
    const { complete } = await import('./completion/candidates.ts');
    const { candidates, files } = await complete(program, await readStream(process.stdin));
    const lines = candidates.map(({ value, description = '' }) => `${value}\t${oneLine(description)}`);
    print([files ? 'files' : 'values', ...lines].join('\n'));
  });
}
