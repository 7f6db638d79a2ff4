import type { HttpFailure } from './http.ts';
import { proxyFor } from './proxy.ts';
import type { ProxySettings } from './settings.ts';

/** What stands for a kode in a sentence; any other is told as it is. */
const WORDS: Readonly<Partial<Record<HttpFailure['kode'], string>>> = {
  TILKOBLING: 'no connection to',
  TIDSAVBRUDD: 'no answer in time from',
  UGYLDIG_SVAR: 'an answer that is too large, or damaged, from',
};

export interface Unreached {
  readonly url: string;
  readonly proxy?: ProxySettings | undefined;
  /** The code of the system, of TLS or of the HTTP library, where there is one. */
  readonly errorCode?: string | undefined;
}

/** Why somebody could not be asked, for an operator: "no connection to https://register.example (ECONNREFUSED)". */
export function whyUnreached(kode: HttpFailure['kode'], { url, proxy, errorCode }: Unreached): string {
  const address = new URL(url);
  const by = proxy && proxyFor(address, proxy) ? ' by the proxy' : '';
  const code = errorCode === undefined ? '' : ` (${errorCode})`;
  return `${WORDS[kode] ?? `${kode} from`} ${address.origin}${by}${code}`;
}
