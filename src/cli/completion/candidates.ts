import type { Argument, Command, Option } from 'commander';
import { type Candidate, type Offered, ValueArgument, ValueOption, type Values } from '../option.ts';
import { readLine } from './line.ts';

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether a file may stand there, too. */
  readonly files: boolean;
}

const NOTHING: Completion = { candidates: [], files: false };

/** What may stand at the cursor, as the tree of commands has it. */
export async function complete(program: Command, line: string): Promise<Completion> {
  const { words, current, isQuoted } = readLine(line);
  if (isQuoted) return NOTHING;
  const { command, positions, used, option, isOver } = walk(program, words);
  if (option) return valuesOf(option, current);
  const [, flag, value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (!isOver && flag !== undefined && value !== undefined) {
    const found = findOption(command, flag);
    if (!found?.required) return NOTHING;
    const { candidates, files } = await valuesOf(found, value);
    return { candidates: candidates.map((one) => ({ ...one, value: `${flag}=${one.value}` })), files };
  }
  if (!isOver && current.startsWith('-')) {
    return { candidates: beginning(flagsOf(command, used), current), files: false };
  }
  return standing(program, { command, positions, current });
}

interface Walked {
  readonly command: Command;
  /** What stands without a flag. */
  readonly positions: readonly string[];
  readonly used: ReadonlySet<Option>;
  /** The option whose value comes next. */
  readonly option?: Option | undefined;
  /** Whether `--` has been typed: no options follow it. */
  readonly isOver: boolean;
}

/** Goes down the tree along what has been typed. */
function walk(program: Command, words: readonly string[]): Walked {
  let command = program;
  const positions: string[] = [];
  const used = new Set<Option>();
  let option: Option | undefined;
  let isOver = false;
  for (const word of words) {
    if (option) option = undefined;
    else if (!isOver && word === '--') isOver = true;
    else if (!isOver && word.startsWith('-') && word !== '-') {
      const found = findOption(command, word.replace(/=.*$/s, ''));
      if (found) used.add(found);
      if (found?.required && !word.includes('=')) option = found;
    } else {
      const sub = positions.length === 0 ? findCommand(command, word) : undefined;
      if (sub) command = sub;
      else positions.push(word);
    }
  }
  return { command, positions, used, option, isOver };
}

function findCommand(command: Command, name: string): Command | undefined {
  return command.commands.find((one) => one.name() === name || one.aliases().includes(name));
}

function findOption(command: Command, flag: string): Option | undefined {
  return command.options.find((one) => one.long === flag || one.short === flag);
}

/** The flags of a command that its help shows, but for those that have been typed. */
function flagsOf(command: Command, used: ReadonlySet<Option>): Candidate[] {
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap((option) => {
    const known = findOption(command, option.long ?? '');
    const isOver = known !== undefined && used.has(known) && !known.variadic;
    return isOver || option.long === undefined ? [] : [{ value: option.long, description: option.description }];
  });
}

/** What may stand where no flag does: a command's commands, or its arguments. */
async function standing(
  program: Command,
  { command, positions, current }: Pick<Walked, 'command' | 'positions'> & { readonly current: string },
): Promise<Completion> {
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[positions.length] ?? (last?.variadic ? last : undefined);
  if (argument) return valuesOf(argument, current, () => commandsOf(descend(program, positions)));
  return positions.length > 0 ? NOTHING : { candidates: beginning(commandsOf(command), current), files: false };
}

function descend(command: Command | undefined, [name, ...rest]: readonly string[]): Command | undefined {
  return name === undefined || !command ? command : descend(findCommand(command, name), rest);
}

function commandsOf(command: Command | undefined): Candidate[] {
  const commands = command ? command.createHelp().visibleCommands(command) : [];
  return commands.map((one) => ({ value: one.name(), description: one.description() }));
}

/** `commands` gives the commands that may come next, for an argument that is one. */
async function valuesOf(
  place: Option | Argument,
  current: string,
  commands: () => Offered = () => [],
): Promise<Completion> {
  const values = place.argChoices ? () => place.argChoices ?? [] : declaredOf(place);
  // A file that holds what else would stand there.
  if (values === 'file' || (values === 'text' && current.startsWith('@'))) return { candidates: [], files: true };
  if (values === 'text') return NOTHING;
  const offered = values === 'commands' ? commands() : await values();
  const candidates = offered.map((one) => (typeof one === 'string' ? { value: one } : one));
  const files = place instanceof ValueArgument && place.orFile;
  return { candidates: beginning(candidates, current), files };
}

/** What is not declared is a file where its name says so. */
function declaredOf(place: Option | Argument): Values {
  if (place instanceof ValueOption || place instanceof ValueArgument) return place.values;
  const name = 'flags' in place ? place.flags : place.name();
  return /files?\b|manifest/.test(name) ? 'file' : 'text';
}

function beginning(candidates: readonly Candidate[], current: string): Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(current));
}
