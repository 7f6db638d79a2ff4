import type { Caller } from './caller.ts';
import type { Kilde } from './registerfeil.ts';

/** What every backend call of one request shares. */
export interface CallContext {
  /** Fires when the request's deadline has passed (reason: a TimeoutError) or the client has hung up. */
  readonly signal: AbortSignal;
  /** Called once for each call that is put on the wire, retries included. */
  count(kilde: Kilde): void;
  readonly caller: Caller;
  /** The client's Idempotency-Key header, checked; undefined when there was none. */
  readonly idempotencyKey?: string | undefined;
}
