import type { Adapter } from '../../../define.ts';
import { connectServices } from '../../../services.ts';
import type { EnhetPort } from '../../enhet.ts';
import type { EnhetConfig } from '../../settings.ts';
import { createService, type Send } from './service.ts';
import { authorizedUrl, connectAuthorized, tokensOf } from './authorized.ts';
import { createEnhetsregisteretClient } from './client.ts';
import { catalogue, KILDE } from './codes.ts';
import { SUB_UNITS_BYTES } from './details.ts';

/** Calls under way at once, a service: no limit is documented, and eight have drawn no refusal. */
const MAX_CONCURRENT = 8;

const NOTHING: EnhetConfig = { brukerId: '', passord: '' };

/** Enhetsregisteret and what stands beside it, over REST. The open tiers take no credentials. */
export const enhetsregisteret: Adapter<EnhetConfig, EnhetPort> = {
  register: {
    kilde: KILDE,
    description: 'Enhetsregisteret and Frivillighetsregisteret by their REST services: the business register, Norway.',
    prefix: 'ENHETSREGISTERET',
    catalogue,
  },
  policy: { maxConcurrent: MAX_CONCURRENT },
  connect(config, asking) {
    const open = config?.enhetsregisteretUrl;
    const urls = {
      enhetsregisteret: open,
      authorized: config?.maskinporten && open && authorizedUrl(open),
      frivillighetsregisteret: config?.frivillighetsregisteretUrl,
      fullmakt: config?.fullmaktUrl,
    };
    const { clients, http } = connectServices(urls, asking, { kilde: KILDE, maxResponseBytes: SUB_UNITS_BYTES });
    const authorized = connectAuthorized(config ?? NOTHING, clients.authorized, asking);
    const serviceOf = (name: keyof typeof urls, send?: Send) => {
      const client = clients[name];
      return client && createService(client, urls[name] ?? '', send);
    };
    const services = {
      open: serviceOf('enhetsregisteret'),
      authorized: authorized.send && serviceOf('authorized', authorized.send),
      frivillighet: serviceOf('frivillighetsregisteret'),
      fullmakt: serviceOf('fullmakt'),
    };
    const { renew } = authorized;
    return { port: createEnhetsregisteretClient(services), http: [...http, ...authorized.http], renew };
  },
  tokensOf,
};
