import { createHttpClient } from '../wire/http/client.ts';
import type { HttpClient, HttpClientOptions, HttpTransition } from '../wire/http/http.ts';
import type { CallPolicy } from '../wire/http/settings.ts';
import { createSoapClient, NONE, type SoapClient, type SoapClientOptions } from '../wire/soap/client.ts';
import type { Asking } from './define.ts';

/** One HTTP client for each service of a source that has an address, by the service's name. */
export function connectServices<Name extends string>(
  urls: Readonly<Record<Name, string | undefined>>,
  { policy, onTransition }: Asking,
  options: Omit<HttpClientOptions, 'url' | 'service' | 'onTransition' | keyof CallPolicy>,
): { readonly clients: Readonly<Record<Name, HttpClient | undefined>>; readonly http: readonly HttpClient[] } {
  const entries = Object.entries<string | undefined>(urls).map(([name, url]) => {
    const told = onTransition && ((transition: HttpTransition) => onTransition(name, transition));
    return [name, url && createHttpClient({ ...policy, ...options, service: name, url, onTransition: told })] as const;
  });
  return {
    clients: Object.fromEntries(entries) as Record<Name, HttpClient | undefined>,
    http: entries.flatMap(([, client]) => client || []),
  };
}

/** SOAP over one of them. The configured address is the whole endpoint, so nothing is put behind it. */
export function soapOver(
  client: HttpClient | undefined,
  {
    kilde,
    version,
    security = NONE,
    secrets,
  }: Omit<SoapClientOptions, 'path' | 'security'> & Partial<SoapClientOptions>,
): SoapClient | undefined {
  return client && createSoapClient(client, { kilde, version, path: '', security, secrets });
}
