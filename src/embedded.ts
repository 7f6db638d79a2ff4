import type { GraphQLSchema } from 'graphql';
import type { Kalder } from './domain/kalder.ts';
import { describeSchema } from './graph/describe.ts';
import { describeSandbox } from './sandbox/beskrivelse.ts';
import { type Sandbox, startSandbox } from './sandbox/index.ts';
import { findKalder } from './sandbox/kaldere.ts';
import { MOTTAKER, type Noegle, openNoegle, startUtsteder, UTSTEDER, type Utsteder } from './sandbox/utsteder/index.ts';
import { STANDARDKRAV, type TokenSettings } from './server/auth/settings.ts';
import { FEILKODER_PATH } from './server/feilkoder-page.ts';
import { ORGANISATIONSTYPER, type PostkasseSignering, type SourcesConfig } from './sources/config.ts';

/** STAR publishes no numbers for its code lists: these are the sandbox's placeholders. */
const KODELISTER = {
  bekraeftet: false,
  kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
  kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
};

/** The configuration that asks a sandbox, by the same URLs and credentials that a real register would want. */
export function sandboxSources(
  { urls, klientsertifikater }: Pick<Sandbox, 'urls'> & Partial<Pick<Sandbox, 'klientsertifikater'>>,
  base: SourcesConfig,
): SourcesConfig {
  return {
    ...base,
    // Organisation type 99 is the sandbox's STAR itself: the only one that may search for citizens.
    kontaktinformation: { url: urls.star, organisationstype: 99, organisationskode: '1', kodelister: KODELISTER },
    postkasse: {
      postkasseUrl: urls.postkasse,
      kontaktregisterUrl: urls.kontaktregister,
      ...sikkerhetOf(klientsertifikater),
    },
    enhet: {
      grunndataUrl: urls.grunndata,
      frivillighetUrl: urls.frivillighet,
      brukerId: 'sandbox-full',
      passord: 'hemmelig',
    },
  };
}

/** Keys made for the occasion and handed over in memory: the sandbox demands signatures, as the registers do. */
function sikkerhetOf(issue: Sandbox['klientsertifikater']) {
  if (!issue) return { sikkerhet: 'ingen' } as const;
  const signering = async (): Promise<PostkasseSignering> => {
    const { postkasse, kontaktregister, rot, responderOrgnr } = await issue();
    const alike = { tillit: [rot.sertifikat], responderOrgnr };
    return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
  };
  return { sikkerhet: 'signert', signering } as const;
}

/** Starts the embedded sandbox and gives the sources that ask it. */
export async function embedSandbox(base: SourcesConfig): Promise<{ sandbox: Sandbox; sources: SourcesConfig }> {
  const sandbox = await startSandbox();
  // The keys are made while the gateway starts; nobody waits for them before the first signed message.
  void sandbox.klientsertifikater?.();
  return { sandbox, sources: sandboxSources(sandbox, base) };
}

/** The graph as the embedded sandbox serves it: its description says who is there, for GraphiQL's docs panel. */
export function describeSandboxIn(schema: GraphQLSchema): GraphQLSchema {
  return describeSchema(schema, describeSandbox(FEILKODER_PATH));
}

/** A caller of the sandbox by name, allowed everything that the register itself does not refuse. */
export function findSandboxKalder(name: string): Kalder | undefined {
  const found = findKalder(name);
  return found && { ...found, scopes: 'alle', id: `sandkasse ${name}` };
}

/** Starts the sandbox's own issuer, whose key a separately started `npm run token` finds in the same file. */
export async function embedUtsteder(keyFile: string): Promise<{ utsteder: Utsteder; token: TokenSettings }> {
  return startTrusted(await openSandkassenoekkel(keyFile));
}

/** The key of the sandbox's own issuer, or a KeyFileError. */
export function openSandkassenoekkel(keyFile: string): Promise<Noegle> {
  return openNoegle(keyFile).catch(() => {
    throw new KeyFileError('SANDKASSE_UTSTEDERNOEKKEL: the key file of the sandbox’s issuer cannot be read or made.');
  });
}

/** Starts an issuer with that key, and says what it takes to trust it. */
export async function startTrusted(noegle: Noegle): Promise<{ utsteder: Utsteder; token: TokenSettings }> {
  const utsteder = await startUtsteder(noegle);
  return { utsteder, token: sandboxToken(utsteder.jwksUrl) };
}

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** What it takes to trust the sandbox's issuer. */
export function sandboxToken(jwksUrl: string): TokenSettings {
  const { bekraeftet: _, ...organisationstyper } = ORGANISATIONSTYPER;
  return {
    utsteder: UTSTEDER,
    mottakere: [MOTTAKER],
    noekler: { url: jwksUrl },
    algoritmer: ['ES256'],
    klokkeavvikS: 30,
    maksTegn: 8_000,
    krav: STANDARDKRAV,
    organisationstyper,
  };
}
