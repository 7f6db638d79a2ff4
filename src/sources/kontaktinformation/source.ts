import { createHttpClient } from '../../wire/http.ts';
import { createTlsContext } from '../../wire/tls.ts';
import type { SourcesConfig } from '../config.ts';
import { createStarClient } from './adapters/star/client.ts';

export type { KontaktinformationPort } from './kontaktinformation.ts';
export { createKontaktinformationLoaders, type KontaktinformationLoaders } from './reads.ts';
export { createKontaktinformationWrites, type KontaktinformationWrites } from './writes.ts';

const MAX_CONCURRENT = 8;
// Of a look-up by number or address, which answers a list of citizens; about one citizen it is less (rest.ts).
const MAX_RESPONSE_BYTES = 256 * 1024;

/** Without configuration the port answers IKKE_KONFIGURERT. */
export function connectKontaktinformation({ kontaktinformation, timeoutMs, pausesMs }: SourcesConfig) {
  const http = kontaktinformation && {
    client: createHttpClient({
      kilde: 'STAR',
      url: kontaktinformation.url,
      maxConcurrent: MAX_CONCURRENT,
      timeoutMs: timeoutMs,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      tls: createTlsContext(kontaktinformation.client, kontaktinformation.trusted),
    }),
    config: kontaktinformation,
  };
  return { port: createStarClient(http, pausesMs), http: http ? [http.client] : [] };
}
