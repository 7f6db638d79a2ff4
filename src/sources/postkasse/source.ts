import { createHttpClient } from '../../wire/http.ts';
import { createSoapClient, NONE, type SoapClient, type SoapSecurity } from '../../wire/soap/client.ts';
import type { SoapVersion } from '../../wire/soap/envelope.ts';
import { createLateSigning, createSigning } from '../../wire/soap/security/index.ts';
import type { PostkasseConfig, SourcesConfig } from '../config.ts';
import { createOppslagstjenestenClient } from './adapters/oppslagstjenesten/client.ts';

export { createPostkasseLoaders, type PostkasseLoaders } from './reads.ts';
export type { PostkassePort } from './postkasse.ts';
export { createPostkasseWrites, type PostkasseWrites } from './writes.ts';

const MAX_CONCURRENT = 5;
// Of HentPersoner about as many as one call takes; about one person it is far less (messages.ts).
const MAX_RESPONSE_BYTES = 2064 * 1024;

/** A service without a URL answers IKKE_KONFIGURERT. */
export function connectPostkasse({ postkasse: config, timeoutMs, pausesMs }: SourcesConfig) {
  const http = [config?.postkasseUrl, config?.kontaktregisterUrl].map((url) =>
    url === undefined
      ? undefined
      : createHttpClient({
          kilde: 'OPPSLAGSTJENESTEN',
          url,
          maxConcurrent: MAX_CONCURRENT,
          timeoutMs: timeoutMs,
          maxResponseBytes: MAX_RESPONSE_BYTES,
        }),
  );
  const [postkasse, kontaktregister] = http;
  const port = createOppslagstjenestenClient(
    {
      postkasse: soap(postkasse, '1.1', securityOf(config, 'postkasse')),
      kontaktregister: soap(kontaktregister, '1.2', securityOf(config, 'kontaktregister')),
    },
    { pausesMs: pausesMs, paaVegneAv: config?.paaVegneAv },
  );
  return { port, http: http.filter((client) => client !== undefined), certificateExpires: expiryOf(config) };
}

function securityOf(config: PostkasseConfig | undefined, tjeneste: 'postkasse' | 'kontaktregister'): SoapSecurity {
  if (config?.security !== 'signed') return NONE;
  const { signing } = config;
  return typeof signing === 'function'
    ? createLateSigning(async () => (await signing())[tjeneste])
    : createSigning(signing[tjeneste]);
}

/** When the first of our certificates runs out; undefined when nothing is signed, or only by keys that are not made yet. */
function expiryOf(config: PostkasseConfig | undefined): Date | undefined {
  if (config?.security !== 'signed' || typeof config.signing === 'function') return undefined;
  const { postkasse, kontaktregister } = config.signing;
  const ends = [postkasse, kontaktregister].map(({ sertifikat }) => sertifikat.validToDate.getTime());
  return new Date(Math.min(...ends));
}

/** The configured URL is the whole endpoint. */
function soap(
  http: ReturnType<typeof createHttpClient> | undefined,
  version: SoapVersion,
  security: SoapSecurity,
): SoapClient | undefined {
  return http && createSoapClient(http, { kilde: 'OPPSLAGSTJENESTEN', version, path: '', security });
}
