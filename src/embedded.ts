import { type Sandbox, startSandbox } from './sandbox/index.ts';
import type { SourcesConfig } from './sources/config.ts';

/** STAR publishes no numbers for its code lists: these are the sandbox's placeholders. */
const KODELISTER = {
  bekraeftet: false,
  kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
  kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
};

/** The configuration that asks a sandbox, by the same URLs and credentials that a real register would want. */
export function sandboxSources({ urls }: Pick<Sandbox, 'urls'>, base: SourcesConfig): SourcesConfig {
  return {
    ...base,
    // Organisation type 99 is the sandbox's STAR itself: the only one that may search for citizens.
    kontaktinformation: { url: urls.star, organisationstype: 99, organisationskode: '1', kodelister: KODELISTER },
    postkasse: { postkasseUrl: urls.postkasse, kontaktregisterUrl: urls.kontaktregister, sikkerhet: 'ingen' },
    enhet: {
      grunndataUrl: urls.grunndata,
      frivillighetUrl: urls.frivillighet,
      brukerId: 'sandbox-full',
      passord: 'hemmelig',
    },
  };
}

/** Starts the embedded sandbox and gives the sources that ask it. */
export async function embedSandbox(base: SourcesConfig): Promise<{ sandbox: Sandbox; sources: SourcesConfig }> {
  const sandbox = await startSandbox();
  return { sandbox, sources: sandboxSources(sandbox, base) };
}
