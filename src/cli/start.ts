import type { Command } from 'commander';
import { PROFILE_NAMES } from '../server/profile.ts';
import { CliError } from './errors.ts';
import { aliasOf, ValueOption } from './option.ts';

const HELP = `
The same as \`npm start\`. Without configuration the embedded sandbox of all
registers answers, offline; where NODE_ENV is production, or the profile is not
the open one, only with SANDBOX=on. Configuration is in environment variables
(docs/configuration.md), over which these options win; a mistake stops the start,
and every variable that is missing or wrong, or resembles one of ours, is named.
SIGTERM and SIGINT answer the running requests first; SIGTERM goes on listening
for SHUTDOWN_DELAY_MS.

Examples:
  registergraf start
  registergraf start --port 8080
  AUTHENTICATION=required registergraf start   with tokens, as in production
  SANDBOX=on registergraf start --profile production
  registergraf start --workers 4               four processes at one port

Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong usage.
`;

/** The variables that an option stands for. */
const VARIABLES = { port: 'PORT', host: 'HOST', profile: 'PROFILE', workers: 'WORKERS' } as const;
type StartOptions = { readonly [Name in keyof typeof VARIABLES]?: string };

export function addStart(program: Command): void {
  const workers = new ValueOption('--workers <number>', 'processes that answer, all at one port: as WORKERS', 'text');
  program
    .command('start')
    .description('start the gateway')
    .addOption(new ValueOption('--port <number>', 'port to listen on, 0 for a free one: as PORT', 'text'))
    .addOption(new ValueOption('--host <address>', 'address to listen on: as HOST', 'text'))
    .addOption(new ValueOption('--profile <profile>', 'who its clients are: as PROFILE', () => PROFILE_NAMES))
    .addOption(workers)
    // As it was named when it was asked for.
    .addOption(aliasOf(workers, '--arbeidere <number>'))
    .addHelpText('after', HELP)
    .action(async (options: StartOptions) => {
      await setVariables(options);
      await import('../main.ts');
    });
}

/** Judged as the variables are, and told by the name of the option. Workers inherit what is set here. */
async function setVariables(options: StartOptions): Promise<void> {
  const given = Object.entries(VARIABLES).flatMap(([option, variable]) => {
    const value = options[option as keyof StartOptions];
    return value === undefined ? [] : [{ option, variable, value }];
  });
  if (given.length === 0) return;
  const { VARIABLES: read } = await import('../config/variables.ts');
  for (const { option, variable, value } of given) {
    // An empty variable is one that is not set; an empty option is a mistake.
    if (value.trim() === '') throw new CliError(`--${option}: must not be empty`);
    const { error } = read.shape[variable].safeParse(value);
    if (error) throw new CliError(`--${option}: ${error.issues[0]?.message}`);
    process.env[variable] = value;
  }
}
