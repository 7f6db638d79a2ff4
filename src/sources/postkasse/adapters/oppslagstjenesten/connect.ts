import { NONE, type SoapSecurity } from '../../../../wire/soap/client.ts';
import { createLateSigning, createSigning } from '../../../../wire/soap/security/index.ts';
import type { Adapter, Asking, Connected } from '../../../define.ts';
import { connectServices, soapOver } from '../../../services.ts';
import type { PostkassePort } from '../../postkasse.ts';
import type { PostkasseConfig, PostkasseSigning } from '../../settings.ts';
import { createOppslagstjenestenClient, type ReadBack } from './client.ts';

const KILDE = 'OPPSLAGSTJENESTEN';
const MAX_CONCURRENT = 5;
// Of HentPersoner about as many as one call takes; about one person it is far less (messages/reads.ts).
const MAX_RESPONSE_BYTES = 2064 * 1024;

/** postkasseleverandoer-v1 (SOAP 1.1) and Oppslagstjenesten 16-02 (SOAP 1.2). */
export const oppslagstjenesten: Adapter<PostkasseConfig, PostkassePort> = {
  policy: { maxConcurrent: MAX_CONCURRENT },
  connect: (config, asking) => connectOppslagstjenesten(config, asking),
};

/** Where another contact register is asked, it also says what became of a write. */
export function connectOppslagstjenesten(
  config: PostkasseConfig | undefined,
  asking: Asking,
  readBack?: ReadBack,
): Connected<PostkassePort> {
  const { clients, http } = connectServices(
    { postkasse: config?.postkasseUrl, kontaktregister: readBack ? undefined : config?.kontaktregisterUrl },
    asking,
    { kilde: KILDE, maxResponseBytes: MAX_RESPONSE_BYTES },
  );
  const soap = (service: keyof PostkasseSigning, version: '1.1' | '1.2') =>
    soapOver(clients[service], { kilde: KILDE, version, security: securityOf(config, service) });
  const port = createOppslagstjenestenClient(
    { postkasse: soap('postkasse', '1.1'), kontaktregister: soap('kontaktregister', '1.2') },
    { paaVegneAv: config?.paaVegneAv, onBehalfOf: config?.onBehalfOf, readBack },
  );
  return { port, http };
}

function securityOf(config: PostkasseConfig | undefined, service: keyof PostkasseSigning): SoapSecurity {
  if (config?.security !== 'signed') return NONE;
  const { signing } = config;
  return typeof signing === 'function'
    ? createLateSigning(async () => (await signing())[service])
    : createSigning(signing[service]);
}
