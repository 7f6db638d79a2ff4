import { CommanderError } from 'commander';
import { CliError, EXIT, isExpected } from './errors.ts';
import { harmless, note, outliveReaders } from './output.ts';
import { createProgram } from './program.ts';

// The command line.

outliveReaders();
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
  const text = isExpected(error)
    ? `error: ${harmless(error.message)}`
    : error instanceof Error
      ? error.stack
      : String(error);
  note(text ?? String(error));
  return error instanceof CliError ? error.exitCode : EXIT.failed;
}
