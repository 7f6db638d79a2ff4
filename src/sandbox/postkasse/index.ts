import { defineRegister } from '../common/register.ts';
import { createSimulator, type Simulator } from '../common/simulator.ts';
import { type Certificates, createCertificates } from './certificates.ts';
import { type ClientCertificates, issueClientCertificates, writeKeyFiles } from './client-certificates.ts';
import { answer } from './operations/answer.ts';
import { OVERVIEW } from './overview.ts';
import { Settings, type SettingsInput } from './settings.ts';
import { createState } from './state.ts';

export { type ClientCertificates, writeKeyFiles } from './client-certificates.ts';
export { type Innbygger, innbyggere } from './people.ts';
export { Settings, type SettingsInput } from './settings.ts';
export { type Supplier, suppliers, type Virksomhet, virksomheter } from './suppliers.ts';

/** The simulator, and the certificate authority behind it: whoever signs or verifies is handed keys in-process. */
export interface PostkasseSimulator extends Simulator {
  readonly certificates: Certificates;
  /** The keys of a caller whom the services know, made when first asked for; undefined when they take unsigned messages. */
  readonly clientCertificates: (() => Promise<ClientCertificates>) | undefined;
}

/**
 * Oppslagstjenesten 16-02 and postkasseleverandoer-v1 over one store: what is written through one is read in the other.
 * `machine` is the time that the clock starts from and that signatures are judged by. Throws a ZodError when a setting is bad.
 */
export function createPostkasseSandbox(
  atStart: SettingsInput = {},
  machine: () => Date = () => new Date(),
): PostkasseSimulator {
  const certificates = createCertificates(machine);
  let issued: Promise<ClientCertificates> | undefined;
  const issueOnce = () => {
    issued ??= issueClientCertificates(certificates);
    return issued;
  };
  const simulator = createSimulator(
    {
      settings: Settings,
      createState: (_, clock) => createState(certificates, clock.now()),
      handle: answer,
    },
    atStart,
    machine,
  );
  return { ...simulator, certificates, clientCertificates: atStart.profile === 'signed' ? issueOnce : undefined };
}

export const postkasse = defineRegister({
  name: 'postkasse',
  title: 'Oppslagstjenesten and postkasseleverandoer-v1',
  services: {
    postkasse: '/kontaktinfo-external/ws-postkasseleverandoer-v1',
    kontaktregister: '/kontaktinfo-external/ws-v5',
  },
  // Signed messages, as the register wants them.
  create: (settings?: SettingsInput) => createPostkasseSandbox({ profile: 'signed', ...settings }),
  // Unsigned ones for those who play with curl.
  readEnvironment: ({ POSTKASSE_SECURITY }): SettingsInput => ({
    profile: POSTKASSE_SECURITY === 'none' ? 'none' : 'signed',
  }),
  variables: async ({ urls, simulator: { clientCertificates }, keys }) => {
    const client = await clientCertificates?.();
    return {
      POSTKASSE_URL: urls.postkasse,
      KONTAKTREGISTER_URL: urls.kontaktregister,
      ...(client
        ? { ...writeKeyFiles(client, keys), POSTKASSE_RESPONDER_ORGNR: client.responderOrgnr }
        : { POSTKASSE_SECURITY: 'none' }),
    };
  },
  overview: OVERVIEW,
});
