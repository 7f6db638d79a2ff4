import { whoIsAsked } from './addresses.ts';
import type { Assembled } from './assemble.ts';
import type { Config } from './config.ts';
import { isLoopback } from './domain/authority.ts';
import type { Kilde } from './domain/registerfeil.ts';
import type { Logger } from './server/logging.ts';
import { PROFILES } from './server/profile.ts';
import type { SandboxDoors } from './sources/define.ts';

// What the log says of a gateway at its start.

/** What somebody should look at before people are answered. */
export function warnOf({ warnings, authentication, sandbox }: Config, logger: Logger): void {
  for (const warning of warnings) logger.warn(warning);
  if (!authentication.required && !sandbox) {
    logger.warn('AUTHENTICATION=off: whoever reaches this gateway may ask the registers');
  }
}

/** Where the gateway answers, and who is asked behind it. */
export function announce(
  { profile, workers, sources, sandboxDoors }: Config,
  { url, behind, real }: Pick<Assembled, 'behind' | 'real'> & { readonly url: string },
  logger: Logger,
): void {
  const { sandbox, trustsSandbox } = behind;
  if (sandbox) {
    const asked = whoIsAsked(sources, behind.sources);
    tellOfSandbox({ real, asked, hooks: sandbox.hooks, doors: sandboxDoors }, logger);
  }
  if (trustsSandbox) logger.info('tokens are required; `npm run token` makes one for the sandbox');
  const page = PROFILES[profile].graphiql ? ' (open it in a browser for GraphiQL)' : ` (PROFILE=${profile})`;
  const by = workers > 1 ? `, by ${workers} workers` : '';
  logger.info(`Registergraf answers at ${url}/graphql${page}${by}`);
}

/** Who is asked where. Addresses of the sandbox that nobody asks are left out. */
function tellOfSandbox(
  told: {
    readonly real: readonly Kilde[];
    readonly asked: ReturnType<typeof whoIsAsked>;
    readonly hooks: object;
    readonly doors: SandboxDoors;
  },
  logger: Logger,
): void {
  const { real, asked, hooks, doors } = told;
  const played = { ...asked.played, hooks };
  const by = doors === 'soap' ? '' : `, by its ${doors.toUpperCase()} doors`;
  if (real.length === 0) {
    logger.info(played, `no register is configured: the embedded sandbox answers${by}`);
    return;
  }
  // On this machine is another sandbox, or a test.
  const how = Object.values(asked.real).every(isLoopback) ? 'on this machine, where it is configured' : 'for real';
  logger.info(
    { ...played, asked: asked.real },
    `${real.join(' and ')} is asked ${how}; the embedded sandbox answers for the others${by}`,
  );
}
