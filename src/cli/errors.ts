/** What every command exits with; `ask` has more of its own. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Something that the user can put right: told in its own words, without a stack. Never holds a token or what was asked about. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

// Compared by name, so that their modules need not be loaded here.
const EXPECTED = new Set(['ConfigError', 'KeyFileError']);

/** Ours, a wrong configuration, or what the system refuses: a port that is taken, a file that is not there. */
export function isExpected(error: unknown): error is Error {
  return error instanceof Error && (error instanceof CliError || EXPECTED.has(error.name) || 'syscall' in error);
}
