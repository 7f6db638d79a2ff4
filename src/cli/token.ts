import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError } from './errors.ts';
import { aliasOf, ValueArgument, ValueOption } from './option.ts';
import { note, oneLine, print, style } from './output.ts';
import { didYouMean } from './suggest.ts';

interface TokenOptions {
  readonly scopes?: string;
  readonly minutes: number;
  readonly maskinporten?: string;
  readonly citizen?: string;
}

export function addToken(program: Command): void {
  const scopes = new ValueOption('--scopes <scopes>', 'scopes, spaces between them (default: all)', async () => {
    return (await import('../graph/scopes.ts')).ALL_SCOPES;
  });
  program
    .command('token')
    .description('print a token of the sandbox’s own issuer')
    .addArgument(
      new ValueArgument('[caller]', 'who calls: an authority of the sandbox, or somebody who acts for it', async () => {
        return (await import('../sandbox/callers.ts')).CALLER_NAMES;
      }).default('jobcenter-1'),
    )
    .addOption(scopes)
    // As it was, before it was written as `ask` has it.
    .addOption(aliasOf(scopes, '--scope <scopes>'))
    .option('--minutes <n>', 'how long it is good for', readMinutes, 60)
    .option('--maskinporten <organisasjonsnummer>', 'a token as Maskinporten makes them: an organisation and no user')
    .addOption(
      new Option('--citizen <personidentifikator>', 'a citizen’s own token, who may read of nobody else').conflicts(
        'maskinporten',
      ),
    )
    .addHelpText('after', HELP)
    .action(async (caller: string, options: TokenOptions) => print(await mint(caller, options)));
}

const HELP = `
For a gateway on the embedded sandbox with AUTHENTICATION=required; no real one
trusts it. The issuer's key is in the file SANDBOX_ISSUER_KEY
(.sandbox/issuer.json), and is made when it is not there.

Callers are akasse-1, jobcenter-1, kommune-1, star and their like, or a type and a
code (8/90100). Before it, where it is not one of its own caseworkers, stands who
acts for it: aktoer-1@jobcenter-1, system@kommune-1, or a citizen of the sandbox
by name, about herself: fuld@akasse-1, deler@kommune-1.

Examples:
  registergraf token aktoer-1@jobcenter-1 --minutes 5
  registergraf token --maskinporten 700102009 --scopes registergraf:enhet.read
  registergraf token --citizen 02827112006
  registergraf token | registergraf ask Endringslogg --token -

Exit codes: 0 printed, 1 the key file cannot be read or made, 2 wrong usage.
`;

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isFinite(minutes)) throw new InvalidArgumentError('It must be a number.');
  return minutes;
}

async function mint(navn: string, { scopes: named, minutes, ...given }: TokenOptions): Promise<string> {
  const [{ readConfig }, { openSandboxKey }, { ALL_SCOPES }, callers, issuer, person, unit] = await Promise.all([
    import('../config.ts'),
    import('../embedded.ts'),
    import('../graph/scopes.ts'),
    import('../sandbox/callers.ts'),
    import('../sandbox/issuer/index.ts'),
    import('../domain/personidentifikator.ts'),
    import('../domain/organisasjonsnummer.ts'),
  ]);
  const caller = callers.findCaller(navn);
  if (!caller) {
    const meant = didYouMean(navn, callers.CALLER_NAMES);
    throw new CliError(
      `nobody of the sandbox is called that${meant || `; callers are ${callers.CALLER_NAMES.join(', ')}`}`,
    );
  }
  const citizen = given.citizen && person.normalisePersonidentifikator(given.citizen);
  const maskinporten = given.maskinporten && unit.normaliseOrganisasjonsnummer(given.maskinporten);
  // What is wrong is not repeated: it may be a real person's number.
  if (citizen !== undefined && !person.parsePersonidentifikator(citizen, { synthetic: true, accept2032: true })) {
    throw new CliError('--citizen must be a Norwegian personidentifikator: eleven digits that go together');
  }
  if (maskinporten !== undefined && !unit.isOrganisasjonsnummer(maskinporten)) {
    throw new CliError('--maskinporten must be an organisasjonsnummer: nine digits that go together');
  }
  // A citizen's token may hold them all: it reads of nobody else by any.
  const scopes = named?.split(' ').filter(Boolean) ?? ALL_SCOPES;
  const strange = scopes.filter((one) => !ALL_SCOPES.includes(one));
  if (strange.length > 0) note(style('yellow', `! ${unknownScopes(strange, ALL_SCOPES)}`, process.stderr));
  const { SANDBOX_ISSUER_KEY } = process.env;
  const key = await openSandboxKey(readConfig({ SANDBOX_ISSUER_KEY }).authentication.sandboxKeyFile);
  if (citizen !== undefined) return issuer.mintCitizenToken(key, citizen, { scopes, minutes });
  return maskinporten === undefined
    ? issuer.mintToken(key, caller, { scopes, minutes })
    : issuer.mintMaskinportenToken(key, maskinporten, { scopes, minutes });
}

/** They may be another's words for scopes, which an entry of TOKEN_ISSUERS translates: the token is made all the same. */
function unknownScopes(strange: readonly string[], own: readonly string[]): string {
  const are = strange.length === 1 ? 'is no scope' : 'are no scopes';
  return `${oneLine(strange.join(' '))} ${are} of this gateway's, whose scopes are ${own.join(' ')}`;
}
