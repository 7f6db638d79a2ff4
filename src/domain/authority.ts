/** What a request says of where it was sent, and of the page that sends it. */
export interface Addressed {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * Which header tells that a request comes from a web page that has no business here; undefined when none does.
 *
 * Where authentication is off, everybody who reaches the port may ask, and a browser on this machine reaches it for every page
 * that it shows. A page can give a name of its own to this machine's address (DNS rebinding): then Host is that name. So
 * Host is this machine, an IP address, which no page can give away, or one of `names`. An Origin, which a browser adds,
 * is this machine, one of `names`, or the very host that is asked.
 */
export function foreignTo({ host, origin }: Addressed, names: readonly string[]): 'host' | 'origin' | undefined {
  const isOurs = (name: string) => isLoopbackName(name) || names.some((own) => own.toLowerCase() === name);
  const asked = host === undefined ? undefined : readAuthority(`http://${host}`);
  // Only HTTP/1.0 goes without, which no browser speaks.
  if (host !== undefined && (!asked || !(isOurs(asked.name) || isAddress(asked.name)))) return 'host';
  if (origin === undefined) return undefined;
  const from = readAuthority(origin);
  return from && (isOurs(from.name) || from.authority === asked?.authority) ? undefined : 'origin';
}

/** Whether a name, as a URL holds it, can only be this machine. */
function isLoopbackName(name: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(name);
}

/** Whether what stands there, as a URL holds it, is an address: it has seen to it that nothing else looks so. */
function isAddress(name: string): boolean {
  return /^(?:\d+(?:\.\d+){3}|\[.*\])$/.test(name);
}

/** Undefined for what is no origin: `null`, which sandboxed pages and files send, and anything with more to it. */
function readAuthority(text: string): { readonly name: string; readonly authority: string } | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, hostname, host, pathname, search, hash } = new URL(text);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  if (!isHttp || hostname === '' || username + password + search + hash !== '' || pathname !== '/') return undefined;
  // A name may be written with the root's dot.
  return { name: hostname.replace(/\.$/, ''), authority: host };
}

/** Whether an address is on this machine, where only a sandbox can be. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.canParse(url) ? new URL(url).hostname : '');
}

/** Whether what is read at an address comes from whom the address names: by https, or from this machine. */
export function isTrustworthy(url: string): boolean {
  return isLoopback(url) || (URL.canParse(url) && new URL(url).protocol === 'https:');
}
