import type { Adapter } from '../../../define.ts';
import { connectServices } from '../../../services.ts';
import type { EnhetPort } from '../../enhet.ts';
import type { EnhetConfig } from '../../settings.ts';
import { createService } from './ask.ts';
import { createEnhetsregisteretClient } from './client.ts';
import { catalogue, KILDE } from './codes.ts';
import { SUB_UNITS_BYTES } from './details.ts';

/** Calls under way at once, a service: no limit is documented, and eight have drawn no refusal. */
const MAX_CONCURRENT = 8;

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
    const { sendAuthorized } = config ?? {};
    const open = config?.enhetsregisteretUrl;
    const urls = {
      enhetsregisteret: open,
      autorisert: sendAuthorized && open && authorizedUrl(open),
      frivillighetsregisteret: config?.frivillighetsregisteretUrl,
      fullmakt: config?.fullmaktUrl,
    };
    const { clients, http } = connectServices(urls, asking, { kilde: KILDE, maxResponseBytes: SUB_UNITS_BYTES });
    const serviceOf = (name: keyof typeof urls) => {
      const client = clients[name];
      return client && createService(client, urls[name] ?? '');
    };
    const services = {
      open: serviceOf('enhetsregisteret'),
      authorized:
        sendAuthorized && clients.autorisert
          ? createService(clients.autorisert, urls.autorisert ?? '', (...sent) =>
              sendAuthorized(clients.autorisert as NonNullable<typeof clients.autorisert>, ...sent),
            )
          : undefined,
      frivillighet: serviceOf('frivillighetsregisteret'),
      fullmakt: serviceOf('fullmakt'),
    };
    return { port: createEnhetsregisteretClient(services), http };
  },
};

/** The tier beside the open one, which is also what its tokens are for: the address without its last part, and another one. */
export function authorizedUrl(open: string): string {
  return open.replace(/\/api\/?$/, '/autorisert-api');
}
