import { createTlsContext } from '../../wire/tls.ts';
import { type Certificates, defineSource } from '../define.ts';
import { star } from './adapters/star/connect.ts';
import { catalogue } from './codes.ts';
import { OPERATION_FIELDS, SCOPES } from './fields.ts';
import { createKontaktinformationLoaders } from './reads.ts';
import { type KontaktinformationConfig, readConfig, unconfirmed, VARIABLES } from './settings.ts';
import { createKontaktinformationWrites } from './writes.ts';

/** Citizens' contact information, Denmark. */
export const kontaktinformation = defineSource({
  noun: 'kontaktinformation',
  kilde: 'STAR',
  description: 'STAR kontaktinformation: citizens’ contact information, Denmark.',
  catalogue,
  fields: OPERATION_FIELDS,
  scopes: SCOPES,
  graph: () => import('./mutations.ts'),
  prefix: 'STAR',
  variables: VARIABLES,
  services: {
    star: {
      variable: 'STAR_URL',
      title: 'STAR',
      addressOf: ({ url }: KontaktinformationConfig) => url,
      tlsOf: ({ client, trusted }) => createTlsContext(client, trusted),
    },
  },
  needs: ['STAR_KODELISTER', 'STAR_ORGANISATIONSTYPE', 'STAR_ORGANISATIONSKODE'],
  broughtByToken: ['STAR_ORGANISATIONSTYPE', 'STAR_ORGANISATIONSKODE'],
  readConfig,
  checkWhole: unconfirmed,
  certificatesOf,
  sandboxConfig: ({ urls }) => ({
    url: urls.star,
    // Organisation type 99 is the sandbox's STAR itself: the only one that may search for citizens.
    organisationstype: 99,
    organisationskode: '1',
    // STAR publishes no numbers for its code lists: these are the sandbox's placeholders.
    kodelister: {
      bekraeftet: false,
      kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
      kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
    },
  }),
  adapters: { star },
  makeLoaders: ({ port, call, pace }) => createKontaktinformationLoaders(port, call, pace),
  makeWrites: (port, loaders, _, run) => createKontaktinformationWrites(port, loaders, run),
});

function certificatesOf({ url, client, trusted }: KontaktinformationConfig): Certificates {
  const isAnonymous = !client && new URL(url).protocol === 'https:';
  return {
    own: client ? [{ of: 'STAR', sertifikat: client.sertifikat }] : [],
    trusted: { of: 'STAR', certificates: trusted },
    warnings: isAnonymous
      ? [{ area: 'certificate', text: 'STAR: none is shown; unless a proxy on the way adds it, STAR refuses us' }]
      : [],
  };
}
