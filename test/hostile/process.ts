import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { keepOutput } from '../support/output.ts';
import type { Meter, Standing } from './meter.ts';

/** The gateway as it is in production: a process of its own, which can block, grow or end without the test doing so. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  /** Its address, without `/graphql`. */
  readonly url: string;
  /** Everything that it has written so far, to both streams. */
  output(): string;
  /** What it has spent since this was asked last. Not answered while it is blocked. */
  meter(): Promise<Meter>;
  /** What it holds now; asked of one that was started to be watched. */
  standing(): Promise<Standing>;
  stop(): Promise<void>;
}

/** Who watches a gateway for long: what it writes is handed on, and not kept. */
export interface Watch {
  out(piece: Buffer): void;
  error(piece: Buffer): void;
}

/** Starts `src/main.ts` on a free port, with the embedded sandbox unless `env` names a register. */
export async function startProcess(env: Readonly<Record<string, string>> = {}, watch?: Watch): Promise<GatewayProcess> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const flags = watch ? ['--expose-gc'] : [];
  const child = spawn(process.execPath, [...flags, '--import', './test/hostile/meter.ts', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let isFound = false;
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer) => {
      if (!watch || !isFound) output += piece;
      // Not looked for in all that comes later, which may be much.
      const found = isFound ? undefined : /answers at (http:\/\/[^/\s"]+)/.exec(output)?.[1];
      if (!found) return;
      isFound = true;
      resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.stdout?.on('data', watch?.out ?? keepOutput(`${child.pid}-stdout`));
    child.stderr?.on('data', watch?.error ?? keepOutput(`${child.pid}-stderr`));
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}: ${output}`)));
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const askFor = async (what: 'meter' | 'standing'): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(what);
    return (await answer)[0];
  };
  return {
    child,
    url,
    output: () => output,
    meter: async () => (await askFor('meter')) as Meter,
    standing: async () => (await askFor('standing')) as Standing,
    async stop() {
      if (!isRunning()) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The variables that point a gateway at a sandbox of the test's own, which takes unsigned messages: nothing embedded, no tokens. */
export function environmentOf({ urls }: Pick<Sandbox, 'urls'>): Record<string, string> {
  return {
    AUTHENTICATION: 'off',
    SYNTHETIC_PERSONS: 'allow',
    STAR_URL: urls.star,
    STAR_ORGANISATIONSTYPE: '99',
    STAR_ORGANISATIONSKODE: '1',
    STAR_KODELISTER: JSON.stringify({
      bekraeftet: false,
      kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
      kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
    }),
    POSTKASSE_URL: urls.postkasse,
    KONTAKTREGISTER_URL: urls.kontaktregister,
    POSTKASSE_SECURITY: 'none',
    GRUNNDATA_URL: urls.grunndata,
    FRIVILLIGHET_URL: urls.frivillighet,
    GRUNNDATA_USER: 'sandbox-full',
    GRUNNDATA_PASSWORD: 'hemmelig',
  };
}
