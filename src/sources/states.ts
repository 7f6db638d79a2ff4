import type { Kilde } from '../domain/registerfeil.ts';
import type { HttpClient, HttpState } from '../wire/http/http.ts';
import type { SourceKnowledge } from './define.ts';

export interface SourceState {
  readonly kilde: Kilde;
  /** What the last call said; UNKNOWN before the first. */
  readonly state: HttpState | 'IKKE_KONFIGURERT';
  /** Of each address that it is asked at: its name, what was last seen of it, and the breakers of its reads and writes. */
  readonly services?: readonly ServiceState[] | undefined;
  /** When the certificate that we show this register expires, ISO 8601; absent where we show none. */
  readonly certificateExpires?: string | undefined;
  /** Where answers come from a copy of the register: how far it goes; null where it cannot be read. */
  readonly knowledge?: SourceKnowledge | null | undefined;
}

export interface ServiceState {
  readonly service: string;
  readonly state: HttpState;
  readonly breakers: ReturnType<HttpClient['breakers']>;
}

export function stateOf(http: readonly HttpClient[]): SourceState['state'] {
  const states = http.map((client) => client.state());
  if (states.length === 0) return 'IKKE_KONFIGURERT';
  return (['DOWN', 'UP'] as const).find((state) => states.includes(state)) ?? 'UNKNOWN';
}

export function serviceOf(client: HttpClient): ServiceState {
  return { service: client.service ?? '', state: client.state(), breakers: client.breakers() };
}
