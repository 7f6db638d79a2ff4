import type { CallContext } from '../../domain/call.ts';
import type { Turns } from '../../domain/loader.ts';
import { failed, type Outcome } from '../../domain/outcome.ts';
import { type Kilde, kildeUtilgjengelig } from '../../domain/registerfeil.ts';
import { type HttpClient, reasonOf } from './http.ts';

/**
 * How a request's many keys take turns at a source: as many at once as its client sends, and none after the request's end. And
 * one more, which stands in line: the line sees by it that a place is wanted that a slow call has.
 */
export function turns(
  kilde: Kilde,
  client: Pick<HttpClient, 'maxConcurrent'> | undefined,
  { signal }: CallContext,
): Turns<Extract<Outcome<never>, { ok: false }>> {
  return {
    atOnce: (client?.maxConcurrent ?? 0) + 1,
    signal,
    ended: () => failed(kildeUtilgjengelig(kilde, reasonOf(signal))),
  };
}
