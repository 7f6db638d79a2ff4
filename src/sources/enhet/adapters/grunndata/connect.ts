import { createRenewable } from '../../../../domain/renewable.ts';
import type { Adapter } from '../../../define.ts';
import { connectServices, soapOver } from '../../../services.ts';
import type { EnhetPort } from '../../enhet.ts';
import type { EnhetConfig } from '../../settings.ts';
import { createGrunndataClient } from './client.ts';

const KILDE = 'GRUNNDATA';
/** Calls under way at once, a service: what the register takes is written nowhere. */
const MAX_CONCURRENT = 8;
// Never sent: without configuration there is no address either.
const NO_CREDENTIALS = { brukerId: '', passord: '' };
// Of the longest answer; how much an operation may answer is in client.ts.
const MAX_RESPONSE_BYTES = 4096 * 1024;

/** grunndataWS has no WS-Security: its credentials stand in the body. */
export const grunndata: Adapter<EnhetConfig, EnhetPort> = {
  policy: { maxConcurrent: MAX_CONCURRENT },
  connect(config, asking) {
    const { clients, http } = connectServices(
      { erfr: config?.grunndataUrl, frivillighet: config?.frivillighetUrl },
      asking,
      { kilde: KILDE, maxResponseBytes: MAX_RESPONSE_BYTES },
    );
    const credentials = createRenewable(config ?? NO_CREDENTIALS);
    // A fault may repeat the password that its request was sent with, and that may be the last one.
    const secrets = config ? [config.passord] : [];
    const options = { kilde: KILDE, version: '1.1', secrets } as const;
    const soap = {
      erfr: soapOver(clients.erfr, options),
      frivillighet: soapOver(clients.frivillighet, options),
    };
    return {
      port: createGrunndataClient(soap, credentials),
      http,
      renew(changed) {
        secrets.splice(0, secrets.length, changed.passord, credentials.current.passord);
        credentials.renew(changed);
      },
    };
  },
};
