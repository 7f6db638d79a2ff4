import { type AddHelpTextContext, type AddHelpTextPosition, Command } from 'commander';
import { lineWidth } from './output.ts';
import { reflow } from './wrap.ts';

/** Characters in a line of a help that goes to no terminal. */
const USUAL_WIDTH = 80;

/** Characters in a line of a help. */
export function helpWidth(isError: boolean): number {
  return lineWidth(isError ? process.stderr : process.stdout) ?? USUAL_WIDTH;
}

/** A command whose help has its paragraphs in the width of the terminal. */
export class CliCommand extends Command {
  constructor(name?: string) {
    super(name);
    // There is one for all.
    this.helpCommand(false);
  }

  override createCommand(name: string): CliCommand {
    return new CliCommand(name);
  }

  override addHelpText(position: AddHelpTextPosition, text: string | ((context: AddHelpTextContext) => string)): this {
    return super.addHelpText(position, (context: AddHelpTextContext) =>
      reflow(typeof text === 'string' ? text : text(context), helpWidth(context.error)),
    );
  }
}
