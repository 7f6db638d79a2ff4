import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from './errors.ts';

const HELP = `
The registers in their real wire formats, for gateways in other processes, on
ports in a row of this machine: two for each register, wire and hooks, and one
for the issuer of tokens. Prints the variables for a gateway that asks them.
Everybody in it is invented.

Environment:
  POSTKASSE_SECURITY=none   take unsigned messages, to play with curl
  SANDBOX_KEYS              folder for the keys that messages are signed with;
                            a new one, gone with the sandbox, if it is not set
  SANDBOX_ISSUER_KEY        key file of the issuer of tokens
                            (.sandbox/issuer.json)

Examples:
  registergraf sandbox
  registergraf sandbox --port 0

Exit codes: 0 stopped by a signal, 1 could not start: a port is taken, 2 wrong
usage.
`;

export function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('start the sandbox of all registers alone')
    .option('--port <first>', 'the first of the ports in a row; 0: any free ones', readPort, 4100)
    .addHelpText('after', HELP)
    .action(async ({ port }: { port: number }) => {
      const { LAST_FIRST_PORT, main } = await import('../sandbox/main.ts');
      if (port > LAST_FIRST_PORT) throw new CliError(`--port: at most ${LAST_FIRST_PORT}, since more ports follow it`);
      await main(port);
    });
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}
