import { type Command, Option } from 'commander';

const HELP = `
The same as \`npm start\`. Without configuration the embedded sandbox of all
registers answers, offline; where NODE_ENV is production, or the profile is not
the open one, only with SANDBOX=on. Configuration is in environment variables
(docs/configuration.md); a mistake stops the start, and every variable that is
missing or wrong, or resembles one of ours, is named. SIGTERM and SIGINT answer
the running requests first; SIGTERM goes on listening for SHUTDOWN_DELAY_MS.

Examples:
  registergraf start
  PORT=8080 registergraf start
  AUTHENTICATION=required registergraf start   with tokens, as in production
  PROFILE=production SANDBOX=on registergraf start
  registergraf start --workers 4               four processes at one port

Exit codes: 0 stopped by a signal, 1 could not start.
`;

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the gateway')
    .option('--workers <number>', 'processes that answer, all at the same port: the same as WORKERS')
    // As it was named when it was asked for.
    .addOption(new Option('--arbeidere <number>').hideHelp())
    .addHelpText('after', HELP)
    .action(async ({ workers, arbeidere }: { readonly workers?: string; readonly arbeidere?: string }) => {
      // Read and judged with the other variables.
      const asked = workers ?? arbeidere;
      if (asked !== undefined) process.env.WORKERS = asked;
      await import('../main.ts');
    });
}
