import { createHttpClient } from '../../wire/http.ts';
import { createSoapClient, NONE } from '../../wire/soap/client.ts';
import type { SourcesConfig } from '../config.ts';
import { createGrunndataClient } from './adapters/grunndata/client.ts';

export type { EnhetPort } from './enhet.ts';
export { createEnhetLoaders, type EnhetLoaders } from './reads.ts';

/** Calls under way at once, a service. */
export const MAX_CONCURRENT = 8;
// Never sent: without configuration there is no URL either.
const NO_CREDENTIALS = { brukerId: '', passord: '' };
// Of the longest answer; how much an operation may answer is in sizes.ts.
const MAX_RESPONSE_BYTES = 4096 * 1024;

/** A service without a URL answers IKKE_KONFIGURERT. */
export function connectEnhet({ enhet: config, timeoutMs, pausesMs }: SourcesConfig) {
  const http = [config?.grunndataUrl, config?.frivillighetUrl].map((url) =>
    url === undefined
      ? undefined
      : createHttpClient({
          kilde: 'GRUNNDATA',
          url,
          maxConcurrent: MAX_CONCURRENT,
          timeoutMs: timeoutMs,
          maxResponseBytes: MAX_RESPONSE_BYTES,
        }),
  );
  // The configured URLs are whole endpoints. grunndataWS has no WS-Security: its credentials stand in the body.
  const [erfr, frivillighet] = http.map(
    (client) => client && createSoapClient(client, { kilde: 'GRUNNDATA', version: '1.1', path: '', security: NONE }),
  );
  return {
    port: createGrunndataClient({ erfr, frivillighet }, config ?? NO_CREDENTIALS, pausesMs),
    http: http.filter((client) => client !== undefined),
  };
}
