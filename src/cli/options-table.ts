import type { Argument, Command, Option } from 'commander';
import { createProgram } from './program.ts';

/** A row for each argument and option of each command, as its help has them: command, what is written, what it means. */
export function documentedOptions(): string[][] {
  return leavesOf(createProgram(), []).flatMap(({ path, command }) => [
    ...command.registeredArguments.map((one) => [path, written(argumentTerm(one)), withChoices(one)]),
    ...command.options.filter(({ hidden }) => !hidden).map((one) => [path, written(one.flags), withChoices(one)]),
  ]);
}

/** Every command that has no others below it, by the words that are typed for it. */
function leavesOf(command: Command, path: readonly string[]): { readonly path: string; readonly command: Command }[] {
  const below = command.createHelp().visibleCommands(command);
  return below.length > 0
    ? below.flatMap((one) => leavesOf(one, [...path, one.name()]))
    : [{ path: written(path.join(' ')), command }];
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function withChoices({ description, argChoices, defaultValue }: Option | Argument): string {
  const choices = argChoices ? [argChoices.map(written).join(', ')] : [];
  const usual = defaultValue === undefined || defaultValue === true ? [] : [`default ${written(String(defaultValue))}`];
  return [description.replaceAll('|', '\\|'), ...choices, ...usual].join('; ');
}

function written(text: string): string {
  return `\`${text}\``;
}
