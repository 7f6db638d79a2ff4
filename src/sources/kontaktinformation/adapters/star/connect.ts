import { createTlsContext } from '../../../../wire/tls.ts';
import type { Adapter } from '../../../define.ts';
import { connectServices } from '../../../services.ts';
import type { KontaktinformationPort } from '../../kontaktinformation.ts';
import type { KontaktinformationConfig } from '../../settings.ts';
import { createStarClient } from './client.ts';

const MAX_CONCURRENT = 8;
// Of a look-up by number or address, which answers a list of citizens; about one citizen it is less (client.ts).
const MAX_RESPONSE_BYTES = 256 * 1024;

/** STAR's REST service. */
export const star: Adapter<KontaktinformationConfig, KontaktinformationPort> = {
  policy: { maxConcurrent: MAX_CONCURRENT },
  connect(config, asking) {
    const { clients, http } = connectServices({ star: config?.url }, asking, {
      kilde: 'STAR',
      maxResponseBytes: MAX_RESPONSE_BYTES,
      tls: config && createTlsContext(config.client, config.trusted),
    });
    const connection = config && clients.star && { client: clients.star, config };
    return {
      port: createStarClient(connection),
      http,
      renew: ({ client, trusted }) => clients.star?.renew(createTlsContext(client, trusted)),
    };
  },
};
