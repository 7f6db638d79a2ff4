import type { Command } from 'commander';
import { ValueArgument } from './option.ts';
import { didYouMean } from './suggest.ts';

const HELP = `
Examples:
  registergraf help ask
  registergraf help schema check

Exit codes: 0 printed, 2 there is no such command.
`;

export function addHelp(program: Command): void {
  program
    .command('help')
    .description('print the help of a command')
    .addArgument(new ValueArgument('[command...]', 'the command; all of them where none is named', 'commands'))
    .addHelpText('after', HELP)
    .action((names: readonly string[]) => find(program, names).outputHelp());
}

/** The command of these names. An unknown one ends the program, as it does where it is to run. */
function find(command: Command, [name, ...rest]: readonly string[]): Command {
  if (name === undefined) return command;
  const found = command.commands.find((one) => one.name() === name);
  if (found) return find(found, rest);
  return command.commands.length > 0
    ? command.error(`error: unknown command '${name}'${didYouMean(name, namesOf(command))}`, { exitCode: 2 })
    : command.error(`error: '${command.name()}' has no commands of its own`, { exitCode: 2 });
}

function namesOf(command: Command): string[] {
  const commands = command.createHelp().visibleCommands(command);
  return commands.map((one) => one.name());
}
