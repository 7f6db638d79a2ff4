import type { ProxySettings } from './settings.ts';

/** The proxy that an address is asked by, and the hosts that are asked without it; undefined: none. */
export function proxyFor(
  { protocol, hostname }: URL,
  { always, http, https, except = '' }: ProxySettings,
): { readonly address: string; readonly except: string } | undefined {
  if (always !== undefined) return { address: always, except: '' };
  // What is meant for all programs does not mean those on this machine: a sandbox, or a sidecar that is a proxy itself.
  if (/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return undefined;
  const address = protocol === 'https:' ? https : http;
  return address === undefined ? undefined : { address, except };
}
