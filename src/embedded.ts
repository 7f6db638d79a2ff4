import { type Sandbox, startSandbox } from './sandbox/index.ts';
import type { PostkasseSignering, SourcesConfig } from './sources/config.ts';

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
