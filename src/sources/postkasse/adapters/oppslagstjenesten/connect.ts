import { NONE, type SoapSecurity } from '../../../../wire/soap/client.ts';
import { createLateSigning, createRenewableSigning } from '../../../../wire/soap/security/index.ts';
import { createRenewable } from '../../../../domain/renewable.ts';
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
): Connected<PostkassePort, PostkasseConfig> {
  const { clients, http } = connectServices(
    { postkasse: config?.postkasseUrl, kontaktregister: readBack ? undefined : config?.kontaktregisterUrl },
    asking,
    { kilde: KILDE, maxResponseBytes: MAX_RESPONSE_BYTES },
  );
  const signing = signingOf(config);
  const renewable = signing && {
    postkasse: createRenewable(signing.postkasse),
    kontaktregister: createRenewable(signing.kontaktregister),
  };
  const soap = (service: keyof PostkasseSigning, version: '1.1' | '1.2') => {
    const security = renewable ? createRenewableSigning(renewable[service]) : lateSecurityOf(config, service);
    return soapOver(clients[service], { kilde: KILDE, version, security });
  };
  const port = createOppslagstjenestenClient(
    { postkasse: soap('postkasse', '1.1'), kontaktregister: soap('kontaktregister', '1.2') },
    { paaVegneAv: config?.paaVegneAv, onBehalfOf: config?.onBehalfOf, readBack },
  );
  return {
    port,
    http,
    renew(changed) {
      const now = signingOf(changed);
      if (!now) return;
      renewable?.postkasse.renew(now.postkasse);
      renewable?.kontaktregister.renew(now.kontaktregister);
    },
  };
}

/** What is read from files. */
function signingOf(config: PostkasseConfig | undefined): PostkasseSigning | undefined {
  return config?.security === 'signed' && typeof config.signing !== 'function' ? config.signing : undefined;
}

/** None, or by keys that a sandbox makes when the first message is to be signed. */
function lateSecurityOf(config: PostkasseConfig | undefined, service: keyof PostkasseSigning): SoapSecurity {
  if (config?.security !== 'signed' || typeof config.signing !== 'function') return NONE;
  const { signing } = config;
  return createLateSigning(async () => (await signing())[service]);
}
