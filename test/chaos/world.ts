import { randomBytes } from 'node:crypto';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { findCaller } from '../../src/sandbox/callers.ts';
import { createKeyFolder } from '../../src/sandbox/common/key-folder.ts';
import type { Register } from '../../src/sandbox/common/register.ts';
import type { Simulator } from '../../src/sandbox/common/simulator.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { AUDIENCE, ISSUER, type Issuer, makeKey, mintToken, startIssuer } from '../../src/sandbox/issuer/index.ts';
import { REGISTERS } from '../../src/sandbox/registers.ts';
import { METADATA_HEADERS, ORGANISATIONSTYPER } from '../../src/sources/kontaktinformation/settings.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { type GatewayProcess, startProcess } from '../hostile/process.ts';
import { createFiles } from '../support/certificates.ts';
import { freePorts } from '../support/ports.ts';
import { addressServices } from '../support/sandbox.ts';
import { certify } from './certificate.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { bodyOf, candidates, type Question } from './questions.ts';
import { CLIENTS, DEADLINE_MS, LATENCY_MS, PAUSE_MS, TIMEOUT_MS } from './settings.ts';

/** An address of a register, as the sources list them. */
export interface Service {
  readonly name: string;
  readonly noun: string;
  readonly kilde: string;
}

export const SERVICES: readonly Service[] = SOURCES.flatMap(({ noun, kilde, services }) =>
  Object.entries(services).flatMap(([name, { door }]) => (door === undefined ? { name, noun, kilde } : [])),
);

/** A gateway in a process of its own, before registers of which each can be made to fail on the wire. */
export interface World {
  readonly gateway: GatewayProcess;
  readonly sandbox: Sandbox;
  readonly proxies: Readonly<Record<string, FaultProxy>>;
  /** One a client. */
  readonly tokens: readonly string[];
  readonly questions: readonly Question[];
  /** Calls to the register of that name, as the gateway's log tells them of the requests that have been answered. */
  loggedCalls(kilde: string): number;
  /** Whether the gateway finds the service's host. */
  resolve(service: string, resolves: boolean): void;
  post(body: string, token?: string): Promise<string>;
  close(): Promise<void>;
}

/** As the gateway is told of them where it asks by name. */
const hostOf = (service: string) => `${service}.chaos.invalid`;

export interface WorldOptions {
  /** The gateway asks the registers by name, over TLS. */
  readonly byName?: boolean;
  /** Whose registers it asks: its own, unless another world is named, which must be there as long. */
  readonly beside?: World | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

export async function startWorld({ byName = false, beside, env = {} }: WorldOptions = {}): Promise<World> {
  const sandbox = beside?.sandbox ?? (await startSandbox({ settings: { postkasse: { profile: 'none' } } }));
  for (const { name } of REGISTERS) sandbox[name].delayMs = LATENCY_MS;
  const certificates = byName ? certify(SERVICES.map(({ name }) => hostOf(name))) : undefined;
  const firstPort = await freePorts(SERVICES.length);
  const proxies: Record<string, FaultProxy> = {};
  for (const [index, { name, noun }] of SERVICES.entries()) {
    const register = REGISTERS.find((known) => known.name === noun);
    if (!register) throw new Error(`the sandbox plays no ${noun}`);
    proxies[name] = await startFaultProxy(firstPort + index, sandbox[register.name].url, certificates);
  }
  const issuer = await startIssuer(await makeKey());
  const files = createFiles();
  const gateway = await startProcess({
    ...(await variablesOf(sandbox, (name) => proxies[name]?.urlFor(byName ? hostOf(name) : '127.0.0.1') ?? '')),
    ...authentication(issuer),
    SYNTHETIC_PERSONS: 'allow',
    REQUEST_DEADLINE_MS: String(DEADLINE_MS),
    SOURCE_TIMEOUT_MS: String(TIMEOUT_MS),
    SOURCE_BREAKER_PAUSE_MS: String(PAUSE_MS),
    ...(certificates && {
      ...CONFIRMED,
      NODE_EXTRA_CA_CERTS: files.write('root.pem', certificates.root),
      NODE_OPTIONS: '--import ./test/chaos/names.ts',
    }),
    ...env,
  });
  const logged = countCalls(gateway);
  const tokens = await mintTokens(issuer);
  const post = async (body: string, token = tokens[0]) => {
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    return answer.text();
  };
  return {
    gateway,
    sandbox,
    proxies,
    tokens,
    questions: beside?.questions ?? (await findQuestions(proxies, post)),
    loggedCalls: (kilde) => logged.get(kilde) ?? 0,
    resolve: (service, resolves) => void gateway.child.send({ name: hostOf(service), resolves }),
    post,
    async close() {
      await gateway.stop();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
      if (!beside) await sandbox.close();
      await issuer.close();
      files[Symbol.dispose]();
    },
  };
}

/** What each register wants to be asked with, at the addresses of the proxies. */
async function variablesOf(sandbox: Sandbox, originOf: (service: string) => string): Promise<Record<string, string>> {
  const keys = createKeyFolder(undefined);
  const paths = Object.assign({}, ...REGISTERS.map(({ services }) => services)) as Record<string, string>;
  const urls = addressServices((name) => `${originOf(name)}${paths[name]}`);
  const all = await Promise.all(
    (REGISTERS as readonly Register<(typeof REGISTERS)[number]['name'], string, object, Simulator>[])
      .filter(({ door }) => door === undefined)
      .map((register) => register.variables({ urls, simulator: sandbox[register.name].simulator, keys })),
  );
  return Object.assign({}, ...all);
}

function authentication(issuer: Issuer): Record<string, string> {
  return {
    TOKEN_ISSUER: ISSUER,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    AUDIT_KEY: randomBytes(24).toString('base64url'),
  };
}

/** One a client, of callers who may ask STAR and everybody else about everybody, and are not the same. */
function mintTokens(issuer: Issuer): Promise<string[]> {
  const caller = findCaller('system@star');
  if (!caller) throw new Error('the sandbox does not know STAR itself');
  return Promise.all(
    Array.from({ length: CLIENTS }, (_, nth) =>
      mintToken(issuer.key(), caller, { scopes: ALL_SCOPES, claims: { sub: `client-${nth}` } }),
    ),
  );
}

/** A STAR that is not on this machine by its address is a real one, which is not asked with numbers that nobody has confirmed. */
const CONFIRMED = {
  STAR_KODELISTER: JSON.stringify({
    bekraeftet: true,
    kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
    kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
  }),
  STAR_ORGANISATIONSTYPER: JSON.stringify({ ...ORGANISATIONSTYPER, bekraeftet: true }),
  STAR_METADATA_HEADERS: JSON.stringify({ ...METADATA_HEADERS, bekraeftet: true }),
};

/** Those of the overview that cost one call of one service, and are answered alike each time; by which service, the proxies see. */
async function findQuestions(
  proxies: Readonly<Record<string, FaultProxy>>,
  post: (body: string) => Promise<string>,
): Promise<Question[]> {
  const found: Question[] = [];
  const counts = () => SERVICES.map(({ name }) => proxies[name]?.calls() ?? 0);
  for (const { key, field } of candidates()) {
    const before = counts();
    const first = await post(bodyOf([{ key, field }]));
    const after = counts();
    const called = SERVICES.filter((_, index) => after[index] !== before[index]);
    const calls = after.reduce((sum, count) => sum + count, 0) - before.reduce((sum, count) => sum + count, 0);
    if (calls !== 1 || !called[0]) continue;
    const { data } = JSON.parse(first) as { data?: { q0?: unknown } };
    const again = await post(bodyOf([{ key, field }]));
    if (!data?.q0 || again !== first) continue;
    found.push({ id: found.length, key, field, service: called[0].name, expected: JSON.stringify(data.q0) });
  }
  return found;
}

/** Adds up the calls of the lines that the gateway writes, one a request. */
function countCalls({ child }: GatewayProcess): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  let rest = '';
  child.stdout?.on('data', (piece: Buffer) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.includes('"calls":{"')) continue;
      const { calls } = JSON.parse(line) as { calls: Record<string, number> };
      for (const [kilde, count] of Object.entries(calls)) counted.set(kilde, (counted.get(kilde) ?? 0) + count);
    }
  });
  return counted;
}
