import type { Caller } from './domain/caller.ts';
import type { Simulator } from './sandbox/common/simulator.ts';
import { type PlayedRegister, type RegisterName, type Sandbox, startSandbox } from './sandbox/index.ts';
import { findCaller } from './sandbox/callers.ts';
import type { Issuer, SigningKey } from './sandbox/issuer/index.ts';
import { AUDIENCE, ISSUER } from './sandbox/issuer/names.ts';
import { DEFAULT_CLAIMS, type IssuerSettings } from './server/callers/settings.ts';
import { CLIENT, CLIENT_KID } from './sandbox/maskinporten/index.ts';
import type { SandboxAccess, SandboxDoors } from './sources/define.ts';
import { ORGANISATIONSTYPER } from './sources/kontaktinformation/settings.ts';
import { configOf, SOURCES, type SourcesConfig } from './sources/index.ts';

type PlayedRegisters = Pick<Sandbox, RegisterName>;

/**
 * The configuration that asks a sandbox, by the same URLs and credentials that a real register would want, for each source that
 * is not configured already.
 */
export function sandboxSources(
  { urls, ...registers }: Pick<Sandbox, 'urls'> & Partial<PlayedRegisters>,
  base: SourcesConfig,
  how: Pick<SandboxAccess<string>, 'doors' | 'maskinporten'> = { doors: 'soap' },
): SourcesConfig {
  const played: Readonly<Record<string, { readonly simulator?: Simulator } | undefined>> = registers;
  const configs = SOURCES.filter((source) => !configOf(source, base)).map((source) => {
    const clientCertificates = played[source.noun]?.simulator?.clientCertificates;
    return [source.noun, source.sandboxConfig({ urls, ...how, clientCertificates })];
  });
  return { ...base, ...Object.fromEntries(configs) };
}

/** How a sandbox is asked by its REST doors: with the key of a client that may ask all of them. */
export async function byRestDoors({ urls, maskinporten }: Pick<Sandbox, 'urls' | 'maskinporten'>) {
  const { privateKey } = await maskinporten.simulator.clientCertificates();
  const client = { issuer: urls.maskinporten, clientId: CLIENT, privateKey, shownAs: { kid: CLIENT_KID } };
  return { doors: 'rest', maskinporten: { client } } as const;
}

/** The embedded sandbox, and the sources that ask it. */
export interface Embedded {
  readonly sandbox: Sandbox;
  readonly sources: SourcesConfig;
  /**
   * Makes the keys that messages are signed with, so that nobody waits for them, once the gateway has started: some take a second of all
   * processors. A message that is signed before makes them itself.
   */
  prepareKeys(): void;
}

/** Starts the embedded sandbox and gives the sources that ask it. */
export async function embedSandbox(base: SourcesConfig, doors?: SandboxDoors): Promise<Embedded> {
  const sandbox = await startSandbox();
  // Whoever explores fails on purpose, again and again, and must see what is tried again succeed each time.
  const retryBudgetPercent = base.retryBudgetPercent ?? 100;
  const how = doors === 'rest' ? await byRestDoors(sandbox) : undefined;
  return {
    sandbox,
    sources: sandboxSources(sandbox, { ...base, retryBudgetPercent }, how),
    prepareKeys() {
      // Those that a client of Maskinporten's needs are made by the doors that ask for it.
      const registers: readonly PlayedRegister[] = [sandbox.kontaktinformation, sandbox.postkasse, sandbox.enhet];
      for (const { simulator } of registers) void simulator.clientCertificates?.();
    },
  };
}

/** A caller of the sandbox by name, allowed everything that the register itself does not refuse. */
export function findSandboxCaller(name: string): Caller | undefined {
  const found = findCaller(name);
  return found && { ...found, scopes: 'all', id: `sandbox ${name}` };
}

/** Starts the sandbox's own issuer, whose key a separately started `npm run token` finds in the same file. */
export async function embedIssuer(keyFile: string): Promise<{ issuer: Issuer; token: IssuerSettings }> {
  return startTrusted(await openSandboxKey(keyFile));
}

/** The key of the sandbox's own issuer, or a KeyFileError. */
export async function openSandboxKey(keyFile: string): Promise<SigningKey> {
  const { openKey } = await import('./sandbox/issuer/index.ts');
  return openKey(keyFile).catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new KeyFileError(`SANDBOX_ISSUER_KEY: the key file of the sandbox’s issuer cannot be read or made${why}.`);
  });
}

/** Starts an issuer with that key, and says what it takes to trust it. */
export async function startTrusted(key: SigningKey): Promise<{ issuer: Issuer; token: IssuerSettings }> {
  const { startIssuer } = await import('./sandbox/issuer/index.ts');
  const issuer = await startIssuer(key);
  return { issuer, token: sandboxToken(issuer.jwksUrl) };
}

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** What it takes to trust the sandbox's issuer. */
export function sandboxToken(jwksUrl: string): IssuerSettings {
  const { bekraeftet: _, ...organisationstyper } = ORGANISATIONSTYPER;
  return {
    variable: 'TOKEN_ISSUER',
    kind: 'oidc',
    issuer: ISSUER,
    audienceRequired: true,
    persons: 'own',
    dpopRequired: false,
    audiences: [AUDIENCE],
    keys: { url: jwksUrl },
    algorithms: ['ES256'],
    clockSkewS: 30,
    maxChars: 8_000,
    claims: { ...DEFAULT_CLAIMS, person: { claims: ['pid'] } },
    minimumLevel: 'high',
    organisationstyper,
  };
}
