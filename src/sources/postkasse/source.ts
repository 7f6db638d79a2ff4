import type { KeyPair } from '../../wire/key-pair.ts';
import { defineSource, type SandboxAccess } from '../define.ts';
import { krr } from './adapters/krr/connect.ts';
import { KRR_DATA } from './adapters/krr/scopes.ts';
import { oppslagstjenesten } from './adapters/oppslagstjenesten/connect.ts';
import { MASKINPORTEN_NAMES } from '../maskinporten.ts';
import { certificatesOf } from './certificates.ts';
import { checkWhole } from './checks.ts';
import { catalogue } from './codes.ts';
import { OPERATION_FIELDS, SCOPES } from './fields.ts';
import { createPostkasseLoaders } from './reads.ts';
import { asksKrr, type PostkasseConfig, readConfig, VARIABLES } from './settings.ts';
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
    krr: {
      variable: 'KRR_URL',
      door: 'krr',
      title: 'KRR',
      addressOf: ({ krr }: PostkasseConfig) => krr?.url,
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
    // Of another register, or of other sources too: what is wrong with them is said by `checkWhole`.
    'KRR_URL',
    'KRR_SCOPES',
    ...MASKINPORTEN_NAMES,
  ],
  chosen: (set) => (asksKrr(set) ? { by: 'KONTAKTREGISTER_SOURCE', credentials: true } : undefined),
  readConfig,
  checkWhole,
  warningsOf: ({ security, postkasseUrl, kontaktregisterUrl }) =>
    security === 'none' && (postkasseUrl ?? kontaktregisterUrl)
      ? ['POSTKASSE_SECURITY=none: messages are not signed']
      : [],
  certificatesOf,
  sandboxConfig: ({
    urls,
    doors,
    maskinporten,
    clientCertificates: issue,
  }: SandboxAccess<'postkasse' | 'kontaktregister' | 'krr', SandboxKeys>): PostkasseConfig => {
    // Without the service of suppliers: what KRR alone can tell, and cannot.
    if (doors === 'rest' && maskinporten) {
      return { source: 'krr', krr: { url: urls.krr, data: KRR_DATA, maskinporten }, security: 'none' };
    }
    return {
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
    };
  },
  adapters: { oppslagstjenesten, krr },
  adapterOf: (config) => config?.source ?? 'oppslagstjenesten',
  makeLoaders: ({ port, catalogue, rules, call, pace }) => createPostkasseLoaders(port, catalogue, rules, call, pace),
  makeWrites: createPostkasseWrites,
});
