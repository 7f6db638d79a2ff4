import { createHttpClient } from '../../wire/http.ts';
import { createSoapClient, INGEN, type SoapClient } from '../../wire/soap/client.ts';
import type { SoapVersion } from '../../wire/soap/envelope.ts';
import type { SourcesConfig } from '../config.ts';
import { createPostkasseSoap } from './soap.ts';

export { createPostkasseLoaders, type PostkasseLoaders } from './loader.ts';
export type { PostkassePort } from './postkasse.ts';
export { createPostkasseWrites, type PostkasseWrites } from './writes.ts';

const MAX_CONCURRENT = 5;
const MAX_RESPONSE_BYTES = 20 * 1024 * 1024;

/** A service without a URL answers IKKE_KONFIGURERT. */
export function connectPostkasse({ postkasse: config, tidsavbruddMs, pauserMs }: SourcesConfig) {
  const http = [config?.postkasseUrl, config?.kontaktregisterUrl].map((url) =>
    url === undefined
      ? undefined
      : createHttpClient({
          kilde: 'OPPSLAGSTJENESTEN',
          url,
          maxConcurrent: MAX_CONCURRENT,
          timeoutMs: tidsavbruddMs,
          maxResponseBytes: MAX_RESPONSE_BYTES,
        }),
  );
  const [postkasse, kontaktregister] = http;
  const port = createPostkasseSoap(
    { postkasse: soap(postkasse, '1.1'), kontaktregister: soap(kontaktregister, '1.2') },
    pauserMs,
  );
  return { port, http: http.filter((client) => client !== undefined) };
}

/** The configured URL is the whole endpoint. */
function soap(http: ReturnType<typeof createHttpClient> | undefined, version: SoapVersion): SoapClient | undefined {
  return http && createSoapClient(http, { kilde: 'OPPSLAGSTJENESTEN', version, path: '', security: INGEN });
}
