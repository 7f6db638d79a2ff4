import { type Command, InvalidArgumentError } from 'commander';

const HELP = `
The three registers in their real wire formats, on seven ports in a row of this
machine, for gateways in other processes. Prints the variables for a gateway that
asks them. Everybody in it is invented.

Environment:
  POSTKASSE_SECURITY=none   take unsigned messages, to play with curl
  SANDBOX_KEYS           folder for the keys that messages are signed with;
                              a new one, gone with the sandbox, if it is not set
  SANDBOX_ISSUER_KEY   key file of the issuer of tokens
                              (.sandbox/issuer.json)

Example:
  registergraf sandbox

Exit codes: 0 stopped by a signal, 1 could not start: a port is taken.
`;

export function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('start the sandbox of all three registers alone')
    .option('--port <first>', 'the first port', readPort, 4100)
    .addHelpText('after', HELP)
    .action(async ({ port }: { port: number }) => {
      const { main } = await import('../sandbox/main.ts');
      await main(port);
    });
}

/** Six more follow it. */
const LAST_FIRST = 65_535 - 6;

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > LAST_FIRST) throw new InvalidArgumentError(`It must be a number from 1 to ${LAST_FIRST}.`);
  return port;
}
