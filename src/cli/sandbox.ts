import type { Command } from 'commander';

const HELP = `
The three registers in their real wire formats, on ports 4100 to 4106 of this
machine, for gateways in other processes. Prints the variables for a gateway that
asks them. Everybody in it is invented.

Environment:
  POSTKASSE_SIKKERHET=ingen   take unsigned messages, to play with curl
  SANDKASSE_NOEKLER           folder for the keys that messages are signed with;
                              a new one, gone with the sandbox, if it is not set
  SANDKASSE_UTSTEDERNOEKKEL   key file of the issuer of tokens
                              (.sandkasse/utsteder.json)

Example:
  registergraf sandbox

Exit codes: 0 stopped by a signal, 1 could not start: a port is taken.
`;

export function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('start the sandbox of all three registers alone')
    .addHelpText('after', HELP)
    .action(async () => {
      await import('../sandbox/main.ts');
    });
}
