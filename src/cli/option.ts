import { Argument, Option } from 'commander';

/** Something that may be typed at a place of a command line, and what it is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

export type Offered = readonly (string | Candidate)[];

/** What may stand as a value: a file, a text that only the user knows, a command, or one of these, which are loaded when they are asked for. */
export type Values = 'file' | 'text' | 'commands' | (() => Offered | Promise<Offered>);

/** An option that says what its value may be, for the shells' completion. What `choices` says needs not be said again. */
export class ValueOption extends Option {
  readonly values: Values;
  constructor(flags: string, description: string, values: Values) {
    super(flags, description);
    this.values = values;
  }
}

/** The same of what stands without a flag. */
export class ValueArgument extends Argument {
  readonly values: Values;
  /** Whether a file may stand there in place of one of the values. */
  readonly orFile: boolean;
  constructor(name: string, description: string, values: Values, { orFile = false } = {}) {
    super(name, description);
    this.values = values;
    this.orFile = orFile;
  }
}

/** Another name of an option, which no help shows: an earlier one, or one in the words of the graph. */
export function aliasOf(option: Option, flags: string): Option {
  const alias = new Option(flags).hideHelp();
  alias.attributeName = () => option.attributeName();
  if (option.argChoices) alias.choices(option.argChoices);
  else if (option.parseArg) alias.argParser(option.parseArg);
  return alias;
}
