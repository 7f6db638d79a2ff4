import { createIdempotencyStore, type IdempotencySettings, type IdempotencyStore } from '../../domain/idempotency.ts';
import type { OwnSeenProofs, SeenProofs } from '../callers/seen-proofs.ts';
import { type MakeAllowance, memoryAllowance } from '../rates/allowance.ts';
import { sharedAllowance } from './allowance.ts';
import { deriveKeys } from './keys.ts';
import { connectLink, type SharedReport, type SharedTransition } from './link.ts';
import { sharedProofs } from './seen-proofs.ts';
import { type SharedSettings, START_MS } from './settings.ts';
import { sharedWrites } from './writes.ts';

/** What gateways with the same store, prefix and secret know together. */
export interface Shared {
  /** Outcomes of writes, and the key of the hashes under which they are kept. */
  readonly writes: { readonly store: IdempotencyStore; readonly secret: Uint8Array };
  /** Rates and quotas, and the key of the hashes of callers. */
  readonly rates: { readonly make: MakeAllowance; readonly secret: Uint8Array };
  /** Proofs of possession that any of them has seen. */
  shareProofs(own: OwnSeenProofs): SeenProofs;
  /** How the store is. */
  report(): SharedReport;
  close(): Promise<void>;
}

/** Resolves when the store answers, or without it after a second: what is not shared then is each process's own. */
export async function connectShared(
  settings: SharedSettings,
  {
    idempotency,
    maxRemembered,
    onTransition,
  }: {
    readonly idempotency: IdempotencySettings;
    /** Callers that are remembered while the store is lost. */
    readonly maxRemembered: number;
    readonly onTransition: (transition: SharedTransition) => void;
  },
): Promise<Shared> {
  const { prefix, secret, lostWrites } = settings;
  const keys = deriveKeys(secret);
  const link = await connectLink(settings, onTransition);
  await link.ready(START_MS);
  const own = createIdempotencyStore(idempotency);
  return {
    writes: {
      store: sharedWrites(link, { prefix, seal: keys.seal, lostWrites }, idempotency, own),
      secret: keys.writes,
    },
    rates: { make: sharedAllowance(link, prefix, memoryAllowance(maxRemembered)), secret: keys.rates },
    shareProofs: (proofs) => sharedProofs(link, prefix, keys.proofs, proofs),
    report: link.report,
    close: link.close,
  };
}
