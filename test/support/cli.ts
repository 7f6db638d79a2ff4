import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Command, CommanderError } from 'commander';
import { CliError } from '../../src/cli/errors.ts';
import { createProgram } from '../../src/cli/program.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** All of its environment but PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on its standard input. */
  readonly input?: string;
  /** For Node itself, before the file. */
  readonly node?: readonly string[];
  readonly cwd?: string;
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CLI = `${ROOT}src/cli/main.ts`;
export const BIN = `${ROOT}bin/registergraf.js`;

/** Runs a file of ours in a process of its own, until it ends. */
export async function runFile(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [...(options.node ?? []), file, ...args], {
    env: { PATH: process.env.PATH ?? '', ...options.env },
    cwd: options.cwd ?? ROOT,
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** Runs `registergraf`, without a terminal. */
export function runCli(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return runFile(CLI, args, options);
}

/** What makes a terminal change its colours. */
export const ESCAPE = '\u001b[';

/** What the command line says of words that it refuses before it does anything, told in this process: one of its own costs a quarter of a second. */
export async function refusalOf(args: readonly string[]): Promise<string> {
  const program = createProgram();
  let said = '';
  for (const command of withAllBelow(program)) command.configureOutput({ writeErr: (text) => (said += text) });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    return error instanceof CommanderError
      ? said
      : `error: ${error instanceof CliError ? error.message : String(error)}`;
  }
  throw new Error(`${args.join(' ')} was not refused`);
}

/** The help of a command, told in this process. */
export async function helpOf(args: readonly string[]): Promise<string> {
  const program = createProgram();
  let said = '';
  for (const command of withAllBelow(program)) command.configureOutput({ writeOut: (text) => (said += text) });
  const ended = await program.parseAsync([...args, '--help'], { from: 'user' }).catch((error: unknown) => error);
  if (ended instanceof CommanderError && ended.exitCode === 0) return said;
  throw new Error(`${args.join(' ')} --help did not end with 0`);
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}
