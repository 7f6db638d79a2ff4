/** What becomes of a write with an Idempotency-Key while the shared store cannot be asked. */
export const LOST_WRITES = ['refuse', 'proceed'] as const;
export type LostWrites = (typeof LOST_WRITES)[number];

/** A Redis, or Valkey, that several gateways share. */
export interface SharedSettings {
  /** redis:// or rediss://, with what is needed to log in, and the number of the database as its path. */
  readonly url: string;
  /** PEM: whom to trust where the address is rediss://; undefined: whom Node trusts. */
  readonly ca: string | undefined;
  /** What each key begins with, for a Redis that others use too. */
  readonly prefix: string;
  /** Of it all keys are made: of the hashes under which something is kept, and of what encrypts it. The same at all gateways. */
  readonly secret: string;
  /** Milliseconds that a command may take. After one that takes longer nobody waits, until the store answers again. */
  readonly timeoutMs: number;
  readonly lostWrites: LostWrites;
}

export const SHARED = { prefix: 'registergraf:', timeoutMs: 150, lostWrites: 'refuse' } as const;

/** Milliseconds between two looks whether a lost store answers again. */
export const PROBE_MS = 250;

/** Milliseconds in which no look is answered, or each by a replica, though the connection stands: then a new one is opened. */
export const RECONNECT_MS = 2_000;

/** Milliseconds between two tries to connect: it doubles from the first to the last. */
export const CONNECT_PAUSES_MS = { first: 50, last: 1_000 } as const;

/** Milliseconds that a start waits for the store. It begins without it then, as if the store had been lost. */
export const START_MS = 1_000;

/** Milliseconds between two looks at a write that another gateway has under way. */
export const POLL_MS = 50;

/** Milliseconds beyond a request's deadline after which a write has surely ended, or its gateway has. */
export const LEASE_REST_MS = 2_000;

/** Proofs of one key that gateways tell each other of, in the time in which they could be used again. */
export const MAX_SHARED_PROOFS = 100_000;

/** So many outcomes, and claims, are stored later when the store is back. Of more, the oldest are given up. */
export const MAX_LATER = 10_000;
