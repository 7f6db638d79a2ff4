import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from './errors.ts';
import { print } from './output.ts';

interface TokenOptions {
  readonly scope?: string;
  readonly minutter: number;
  readonly maskinporten?: string;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('print a token of the sandbox’s own issuer')
    .argument('[kalder]', 'who calls: an authority of the sandbox, or somebody who acts for it', 'jobcenter-1')
    .option('--scope <scopes>', 'scopes, spaces between them (default: all)')
    .option('--minutter <n>', 'how long it is good for', readMinutter, 60)
    .option('--maskinporten <organisasjonsnummer>', 'a token as Maskinporten makes them: an organisation and no user')
    .addHelpText('after', HELP)
    .action(async (kalder: string, options: TokenOptions) => print(await mint(kalder, options)));
}

const HELP = `
For a gateway on the embedded sandbox with AUTENTISERING=paakrevd; no real one
trusts it. The issuer's key is in the file SANDKASSE_UTSTEDERNOEKKEL
(.sandkasse/utsteder.json), and is made when it is not there.

Callers are akasse-1, jobcenter-1, kommune-1, star and their like, or a type and a
code (8/90100). Before it, where it is not one of its own caseworkers, stands who
acts for it: aktoer-1@jobcenter-1, system@kommune-1, borger@star.

Examples:
  registergraf token aktoer-1@jobcenter-1 --minutter 5
  registergraf token --maskinporten 700102009 --scope registergraf:enhet.read
  registergraf token | registergraf spoer Endringslogg --token -

Exit codes: 0 printed, 1 the key file cannot be read or made, 2 wrong usage.
`;

function readMinutter(text: string): number {
  const minutter = Number(text);
  if (!Number.isFinite(minutter)) throw new InvalidArgumentError('It must be a number.');
  return minutter;
}

async function mint(navn: string, { scope, minutter, maskinporten }: TokenOptions): Promise<string> {
  const [{ readConfig }, { openSandkassenoekkel }, { ALL_SCOPES }, kaldere, utsteder] = await Promise.all([
    import('../config.ts'),
    import('../embedded.ts'),
    import('../graph/scopes.ts'),
    import('../sandbox/kaldere.ts'),
    import('../sandbox/utsteder/index.ts'),
  ]);
  const kalder = kaldere.findKalder(navn);
  if (!kalder) {
    throw new CliError(`nobody of the sandbox is called that; callers are ${kaldere.KALDERNAVNE.join(', ')}`);
  }
  const scopes = scope?.split(' ').filter(Boolean) ?? ALL_SCOPES;
  const { SANDKASSE_UTSTEDERNOEKKEL } = process.env;
  const noegle = await openSandkassenoekkel(readConfig({ SANDKASSE_UTSTEDERNOEKKEL }).autentisering.sandkassenoekkel);
  return maskinporten === undefined
    ? utsteder.mintToken(noegle, kalder, { scopes, minutter })
    : utsteder.mintMaskinportenToken(noegle, maskinporten, { scopes, minutter });
}
