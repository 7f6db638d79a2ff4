import { randomBytes } from 'node:crypto';
import { createKeyFolder, type KeyFolder } from './common/key-folder.ts';
import type { Register, Variables } from './common/register.ts';
import type { Simulator } from './common/simulator.ts';
import { PORT_COUNT, type RegisterName, type Sandbox, startSandbox } from './index.ts';
import { AUDIENCE, ISSUER, openKey, startIssuer } from './issuer/index.ts';
import { REGISTERS } from './registers.ts';

type AnyRegister = Register<RegisterName, string, object, Simulator>;

/** The highest first port: those of the registers and of the issuer follow it. */
export const LAST_FIRST_PORT = 65_535 - PORT_COUNT;

/** The sandbox alone, on ports in a row, or where the first is 0 on free ones, for frontend developers and for gateways that run elsewhere on this machine. */
export async function main(firstPort: number): Promise<void> {
  const { env } = process;
  const settings = Object.fromEntries(
    REGISTERS.map((register: AnyRegister) => [register.name, register.readEnvironment?.(env) ?? {}]),
  );
  const sandbox = await startSandbox({ firstPort, settings });
  const key = await openKey(env.SANDBOX_ISSUER_KEY ?? '.sandbox/issuer.json');
  const issuer = await startIssuer(key, { port: firstPort === 0 ? 0 : firstPort + PORT_COUNT });
  const keys = createKeyFolder(env.SANDBOX_KEYS || undefined);

  process.stdout.write(`The sandbox of ${REGISTERS.length} registers answers. For a gateway that asks it:

${writeLines(await variablesOf(sandbox, keys, undefined))}
AUTHENTICATION=off
SYNTHETIC_PERSONS=allow

To ask by the REST doors, these in place of GRUNNDATA_…, FRIVILLIGHET_URL and all KONTAKTREGISTER_…, which are unset then:

${writeLines(await variablesOf(sandbox, keys, 'rest'))}

To ask with tokens (\`npm run token\` makes them), these in place of AUTHENTICATION and STAR_ORGANISATION…:

TOKEN_ISSUER=${ISSUER}
TOKEN_AUDIENCE=${AUDIENCE}
TOKEN_JWKS_URL=${issuer.jwksUrl}
TOKEN_CLAIMS='{"person":"pid"}'
AUDIT_KEY=${randomBytes(24).toString('base64url')}

Settings and recorded calls, under /_sandbox/: ${Object.values(sandbox.hooks).join(' ')}
`);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      keys.remove();
      void Promise.all([sandbox.close(), issuer.close()]);
    });
  }
}

async function variablesOf(sandbox: Sandbox, keys: KeyFolder, door: 'rest' | undefined): Promise<Variables> {
  const all: Variables[] = [];
  for (const register of REGISTERS as readonly AnyRegister[]) {
    if (register.door !== door) continue;
    all.push(await register.variables({ urls: sandbox.urls, simulator: sandbox[register.name].simulator, keys }));
  }
  return Object.assign({}, ...all);
}

/** Lines for a shell, which would take quotes and spaces for its own. */
function writeLines(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${/^[\w./:@%+-]*$/.test(value) ? value : `'${value}'`}`)
    .join('\n');
}
