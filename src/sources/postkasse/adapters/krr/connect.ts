import type { Adapter } from '../../../define.ts';
import { connectMaskinporten } from '../../../maskinporten.ts';
import { bodiesActedFor } from '../../../on-behalf-of.ts';
import { connectServices } from '../../../services.ts';
import type { PostkassePort } from '../../postkasse.ts';
import type { PostkasseConfig } from '../../settings.ts';
import { connectOppslagstjenesten } from '../oppslagstjenesten/connect.ts';
import { createKrrClient } from './client.ts';
import { catalogue } from './codes.ts';
import { MAX_RESPONSE_BYTES } from './messages/personer.ts';
import { grantFor } from './scopes.ts';
import { NO_WRITES } from './writes.ts';

const KILDE = 'KRR';
const MAX_CONCURRENT = 5;

/**
 * KRR's REST service, in place of Oppslagstjenesten. Where postkasseleverandoer-v1 is configured, too, a supplier's questions and writes
 * go there as ever, and KRR is asked what became of a write; else mailboxes are judged by what KRR shows, and not written.
 */
export const krr: Adapter<PostkasseConfig, PostkassePort> = {
  register: {
    kilde: KILDE,
    description: 'KRR over REST: the contact register, Norway.',
    prefix: 'KRR',
    catalogue,
  },
  policy: { maxConcurrent: MAX_CONCURRENT },
  connect(config, asking) {
    const asked = connectKrr(config, asking);
    const { renew } = asked;
    if (config?.postkasseUrl === undefined) {
      return { port: { ...asked.client, ...NO_WRITES }, http: asked.http, renew };
    }
    const soap = connectOppslagstjenesten(config, asking, asked.client);
    const port = { ...soap.port, hentPersoner: asked.client.hentPersoner };
    return {
      port,
      http: [...asked.http, ...soap.http],
      renew(changed) {
        renew(changed);
        soap.renew?.(changed);
      },
    };
  },
  tokensOf: ({ krr, onBehalfOf }) =>
    krr && {
      client: krr.maskinporten.client,
      grants: bodiesActedFor(onBehalfOf).map((body) => grantFor(krr.data, body)),
    },
};

function connectKrr(config: PostkasseConfig | undefined, asking: Parameters<typeof krr.connect>[1]) {
  const settings = config?.krr;
  if (!settings) return { client: createKrrClient(undefined), http: [], renew: () => {} };
  const { clients, http } = connectServices({ krr: settings.url }, asking, {
    kilde: KILDE,
    maxResponseBytes: MAX_RESPONSE_BYTES,
  });
  const { tokens, http: issuer } = connectMaskinporten(settings.maskinporten, asking, KILDE);
  const connection = clients.krr && {
    client: clients.krr,
    tokens,
    data: settings.data,
    onBehalfOf: config.onBehalfOf,
  };
  return {
    client: createKrrClient(connection),
    http: [...http, ...issuer],
    renew: ({ krr }: PostkasseConfig) => krr && tokens.renew(krr.maskinporten.client),
  };
}
