import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { type Check, type State, worst } from './doctor/check.ts';
import { EXIT } from './errors.ts';
import { lineWidth, many, print, printJson, style } from './output.ts';
import { hang } from './wrap.ts';

const HELP = `
Reads the configuration as the gateway would, and looks at what it names:
certificates and how long they are good for, authorities, the issuer's keys, the
audit file, persisted documents, the copy of the business register, the Redis
that gateways share, each register (connection, TLS, an answer of any kind, 404 too,
since nothing is asked for) and its clock. For a register that takes Maskinporten's tokens it fetches those that
the gateway would ask it with, and tells who we are to it.
It asks about nobody. It sends no credentials but the TLS certificate, what is
needed to log in at Redis and, to Maskinporten alone, a request that is signed by
MASKINPORTEN_KEY; the tokens are sent to nobody. It prints no key, password or
token. Where no register is configured, it starts the embedded sandbox and looks
at that.

Warnings: a certificate with 30 days left or fewer, a clock more than 60 seconds
from ours (signed messages and tokens are then refused), a register that answers
that it is down, a copy that is too old, a Redis that may forget, what is left
open (no tokens, unsigned messages), a token that is refused where the source
gets another, and variables whose names resemble ours and that nobody reads.

Examples:
  registergraf doctor
  registergraf doctor --strict --json

Exit codes: 0 nothing fails, 1 something does (with --strict: or is warned of),
2 wrong usage.
`;

const LOOKS: Record<State, readonly ['green' | 'yellow' | 'red', string]> = {
  ok: ['green', '✓ ok'],
  warning: ['yellow', '! warning'],
  failure: ['red', '✗ failure'],
};

const INCOMPLETE =
  'Nothing else was looked at: registers are asked when the configuration is complete (docs/configuration.md).';
const STATE_WIDTH = Math.max(...Object.values(LOOKS).map(([, sign]) => sign.length));
/** "configuration" */
const AREA_WIDTH = 13;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('tell whether the configuration works: certificates, registers, clocks')
    .option('--strict', 'fail on warnings, too')
    .option('--json', 'as JSON')
    .addHelpText('after', HELP)
    .action(async ({ strict, json }: { strict?: boolean; json?: boolean }) => {
      const checks = await examine();
      const state = worst(checks);
      if (json) printJson({ state, checks });
      else print(told(checks));
      if (state === 'failure' || (strict && state === 'warning')) process.exitCode = EXIT.failed;
    });
}

async function examine(): Promise<Check[]> {
  const { checkNode, checkConfiguration, checkDocuments, checkAudit } = await import('./doctor/here.ts');
  const { checks, config } = checkConfiguration(process.env);
  const first = [checkNode(), ...checks];
  return config ? [...first, checkDocuments(config), ...checkAudit(config), ...(await examineOutside(config))] : first;
}

/** What the configuration names: each of these takes the configuration, and gives a line for all that it found. */
async function examineOutside(config: Config): Promise<Check[]> {
  const [
    { embedSandbox },
    { checkCertificates },
    { checkMaskinporten },
    { checkSources, examineSources },
    { checkTokens },
    { checkRedis },
  ] = await Promise.all([
    import('../embedded.ts'),
    import('./doctor/certificates.ts'),
    import('./doctor/maskinporten.ts'),
    import('./doctor/sources.ts'),
    import('./doctor/tokens.ts'),
    import('./doctor/redis.ts'),
  ]);
  const embedded = config.sandbox ? await embedSandbox(config.sources, config.sandboxDoors) : undefined;
  const sources = embedded?.sources ?? config.sources;
  try {
    // What the sandbox signs with was made a moment ago.
    const certificates = embedded ? [] : checkCertificates(sources);
    const asked = [checkTokens(config), checkMaskinporten(sources), checkSources(sources), checkRedis(config.shared)];
    return [...certificates, ...examineSources(sources), ...(await Promise.all(asked)).flat()];
  } finally {
    await embedded?.sandbox.close();
  }
}

function told(checks: readonly Check[]): string {
  const width = lineWidth();
  const lines = checks.map(({ area, state, text }) => {
    const [colour, sign] = LOOKS[state];
    const named = `  ${area.padEnd(AREA_WIDTH)}  `;
    return hang(style(colour, sign.padEnd(STATE_WIDTH)) + named, STATE_WIDTH + named.length, text, width);
  });
  const count = (state: State) => checks.filter((check) => check.state === state).length;
  const isIncomplete = checks.some(({ area, state }) => area === 'configuration' && state === 'failure');
  const rest = isIncomplete ? [hang('', 0, INCOMPLETE, width)] : [];
  return [
    ...lines,
    '',
    `${count('ok')} ok, ${many(count('warning'), 'warning')}, ${many(count('failure'), 'failure')}.`,
    ...rest,
  ].join('\n');
}
