import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { ALL_SCOPES } from './graph/scopes.ts';
import { findKalder, KALDERNAVNE } from './sandbox/kaldere.ts';
import { mintMaskinportenToken, mintToken, openNoegle } from './sandbox/utsteder/index.ts';

const HELP = `npm run token -- [caller] [--scope "<scope> <scope>"] [--minutter <n>] [--maskinporten <organisasjonsnummer>]

Prints a token of the sandbox's own issuer, for a gateway on the embedded sandbox with AUTENTISERING=paakrevd.
Callers: ${KALDERNAVNE.join(', ')} (default jobcenter-1), a type and a code (8/90100),
or a user for one of them (aktoer-1@jobcenter-1, system@kommune-1, borger@star).
Scopes: all of ${ALL_SCOPES.join('\n  ')}
unless --scope names some. Good for 60 minutes unless --minutter says otherwise.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scope: { type: 'string' },
      minutter: { type: 'string' },
      maskinporten: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const kalder = findKalder(positionals[0] ?? 'jobcenter-1');
  const minutter = Number(values.minutter ?? 60);
  if (values.help || !kalder || positionals.length > 1 || !Number.isFinite(minutter)) {
    process.stderr.write(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const scopes = values.scope?.split(' ').filter(Boolean) ?? ALL_SCOPES;
  const { SANDKASSE_UTSTEDERNOEKKEL } = process.env;
  const noegle = await openNoegle(readConfig({ SANDKASSE_UTSTEDERNOEKKEL }).autentisering.sandkassenoekkel);
  const token =
    values.maskinporten === undefined
      ? await mintToken(noegle, kalder, { scopes, minutter })
      : await mintMaskinportenToken(noegle, values.maskinporten, { scopes, minutter });
  process.stdout.write(`${token}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
