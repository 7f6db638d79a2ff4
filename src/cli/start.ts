import type { Command } from 'commander';

const HELP = `
The same as \`npm start\`. Without configuration the embedded sandbox of all
registers answers, offline; where NODE_ENV is production, or the profile is not
the open one, only with SANDBOX=on. Configuration is in environment variables
(README, Configuration); a mistake stops the start, and every variable that is
missing or wrong, or resembles one of ours, is named. SIGTERM and SIGINT answer
the running requests first; SIGTERM goes on listening for SHUTDOWN_DELAY_MS.

Examples:
  registergraf start
  PORT=8080 registergraf start
  AUTHENTICATION=required registergraf start   with tokens, as in production
  PROFILE=production SANDBOX=on registergraf start

Exit codes: 0 stopped by a signal, 1 could not start.
`;

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the gateway')
    .addHelpText('after', HELP)
    .action(async () => {
      await import('../main.ts');
    });
}
