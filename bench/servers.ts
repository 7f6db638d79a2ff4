import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { NAMES } from '../src/config/variables.ts';
import { AUDIENCE, ISSUER } from '../src/sandbox/issuer/index.ts';
import { freePorts } from '../test/support/ports.ts';
import { asChild, type Child, forkChild, startChild } from './child.ts';

/** What can be measured, by name. */
export const SERVER_NAMES = ['gateway', 'kept', 'byHand', 'floor', 'mercurius', 'apollo', 'yoga', 'hive'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** Those that stand in `peers`, with packages of their own. */
const PEERS: Partial<Record<ServerName, string>> = {
  mercurius: 'mercurius',
  apollo: '@apollo/server',
  yoga: 'graphql-yoga',
  hive: '@graphql-hive/gateway-runtime',
};

const FILES: Record<Exclude<ServerName, 'gateway' | 'kept'>, string> = {
  byHand: './by-hand.ts',
  floor: './floor.ts',
  mercurius: './peers/mercurius.ts',
  apollo: './peers/apollo.ts',
  yoga: './peers/yoga.ts',
  hive: './peers/hive.ts',
};

const root = new URL('../', import.meta.url);
const peers = new URL('./peers/node_modules/', import.meta.url);

/** For how long units are kept. */
const KEEP = { setting: 'ENHET_KEEP_MS', value: '600000' };

/** Why a server cannot be measured here; undefined where it can. */
export function whyMissing(name: ServerName): string | undefined {
  if (name === 'kept' && !NAMES.includes(KEEP.setting)) return `not built: there is no setting ${KEEP.setting}`;
  const packageName = PEERS[name];
  if (packageName === undefined || existsSync(new URL(packageName, peers))) return undefined;
  return 'not installed: npm install --prefix bench/peers';
}

/** Name and version of each peer that is installed, and of what it runs on. */
export function peerVersions(): string[] {
  if (!existsSync(peers)) return [];
  const manifest = JSON.parse(readFileSync(new URL('./peers/package.json', import.meta.url), 'utf8'));
  return Object.keys(manifest.dependencies).flatMap((name) => {
    const file = new URL(`${name}/package.json`, peers);
    return existsSync(file) ? [`${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`] : [];
  });
}

export interface Where {
  /** Of the register that all ask. */
  readonly grunndataUrl: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A folder for a CPU profile. */
  readonly profile?: string | undefined;
}

/** What every server is told. The address of the keys is that of the register: it answers every GET with them. */
export function environment(grunndataUrl: string): Record<string, string> {
  return {
    GRUNNDATA_URL: grunndataUrl,
    GRUNNDATA_USER: 'sandbox-full',
    GRUNNDATA_PASSWORD: 'hemmelig',
    AUTHENTICATION: 'required',
    TOKEN_ISSUER: ISSUER,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_JWKS_URL: new URL('/jwks', grunndataUrl).href,
    AUDIT_KEY: 'key of the audit record, for the bench alone',
    AUDIT_FILE: '/dev/null',
    // Each request is counted against its caller's limits, which are as high as they may be.
    RATE_LIMIT_CALLS_PER_MINUTE: '100000000',
    RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE: '100000000',
  };
}

export async function startServer(name: ServerName, { grunndataUrl, env, profile }: Where): Promise<Child> {
  const all = { ...environment(grunndataUrl), ...env };
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  if (name === 'gateway') return startGateway(all, profiling);
  if (name === 'kept') return startGateway({ ...all, [KEEP.setting]: KEEP.value }, profiling);
  return startChild(FILES[name], { PORT: '0', ...all }, profiling);
}

/** The program that `npm start` runs, as it is. */
async function startGateway(env: Readonly<Record<string, string>>, profiling: readonly string[]): Promise<Child> {
  const port = await freePorts();
  const probe = new URL('./probe.ts', import.meta.url).href;
  const file = fileURLToPath(new URL('src/main.ts', root));
  const child = forkChild(file, {
    env: { ...env, PORT: String(port) },
    execArgv: [...profiling, '--import', probe],
  });
  await listening(port, () => child.exitCode !== null);
  return asChild(child, 'src/main.ts', `http://127.0.0.1:${port}`);
}

const LOOK_EVERY_MS = 5;

/** Resolves when something listens at the port. */
export async function listening(port: number, hasEnded: () => boolean): Promise<void> {
  while (!(await isListening(port))) {
    if (hasEnded()) throw new Error('the gateway ended before it listened');
    await pause(LOOK_EVERY_MS);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
