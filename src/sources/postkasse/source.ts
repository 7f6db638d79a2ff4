import type { KeyPair } from '../../wire/key-pair.ts';
import { defineSource, type SandboxAccess } from '../define.ts';
import { oppslagstjenesten } from './adapters/oppslagstjenesten/connect.ts';
import { certificatesOf } from './certificates.ts';
import { catalogue } from './codes.ts';
import { OPERATION_FIELDS, SCOPES } from './fields.ts';
import { createPostkasseLoaders } from './reads.ts';
import { type PostkasseConfig, readConfig, VARIABLES } from './settings.ts';
import { createPostkasseWrites } from './writes.ts';

type SandboxKey = Pick<KeyPair, 'sertifikat' | 'privateKey'>;

/** What the sandbox's register hands over: for each service its caller's key, and whom to trust. */
interface SandboxKeys {
  readonly postkasse: SandboxKey;
  readonly kontaktregister: SandboxKey;
  readonly root: Pick<KeyPair, 'sertifikat'>;
  readonly responderOrgnr: string;
}

/** Digital mailboxes and the contact register, Norway. */
export const postkasse = defineSource({
  noun: 'postkasse',
  kilde: 'OPPSLAGSTJENESTEN',
  description: 'Oppslagstjenesten and postkasseleverandoer-v1: the contact register and digital mailboxes, Norway.',
  language: 'nb',
  catalogue,
  fields: OPERATION_FIELDS,
  scopes: SCOPES,
  graph: () => import('./mutations.ts'),
  prefix: 'POSTKASSE',
  variables: VARIABLES,
  services: {
    postkasse: {
      variable: 'POSTKASSE_URL',
      title: 'postkasseleverandoer-v1',
      addressOf: ({ postkasseUrl }: PostkasseConfig) => postkasseUrl,
      probe: '?wsdl',
    },
    kontaktregister: {
      variable: 'KONTAKTREGISTER_URL',
      title: 'Oppslagstjenesten',
      addressOf: ({ kontaktregisterUrl }: PostkasseConfig) => kontaktregisterUrl,
      probe: '?wsdl',
    },
  },
  needs: [],
  mayStandAlone: [
    'POSTKASSE_KEY_PASSWORD',
    'KONTAKTREGISTER_KEY',
    'KONTAKTREGISTER_KEY_PASSWORD',
    'POSTKASSE_CLOCK_SKEW_MS',
    'POSTKASSE_LIFETIME_MS',
    'POSTKASSE_MAX_LIFETIME_MS',
  ],
  readConfig,
  warningsOf: ({ security }) => (security === 'none' ? ['POSTKASSE_SECURITY=none: messages are not signed'] : []),
  certificatesOf,
  sandboxConfig: ({
    urls,
    clientCertificates: issue,
  }: SandboxAccess<'postkasse' | 'kontaktregister', SandboxKeys>): PostkasseConfig => ({
    postkasseUrl: urls.postkasse,
    kontaktregisterUrl: urls.kontaktregister,
    ...(issue
      ? {
          security: 'signed',
          // Keys made for the occasion and handed over in memory: the sandbox demands signatures, as the registers do.
          signing: async () => {
            const { postkasse, kontaktregister, root, responderOrgnr } = await issue();
            const alike = { trusted: [root.sertifikat], responderOrgnr };
            return { postkasse: { ...postkasse, ...alike }, kontaktregister: { ...kontaktregister, ...alike } };
          },
        }
      : { security: 'none' }),
  }),
  adapters: { oppslagstjenesten },
  makeLoaders: ({ port, catalogue, rules, call, pace }) => createPostkasseLoaders(port, catalogue, rules, call, pace),
  makeWrites: createPostkasseWrites,
});
