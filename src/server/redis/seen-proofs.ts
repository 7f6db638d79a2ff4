import { createKeyedHash } from '../../domain/keyed-hash.ts';
import { type OwnSeenProofs, PROOF_WINDOW_S, type SeenProofs } from '../callers/seen-proofs.ts';
import type { Link } from './link.ts';
import { MAX_SHARED_PROOFS } from './settings.ts';

/** Milliseconds in which a proof could be used again: its time may be as far ahead of ours as behind, and clocks of gateways differ a little. */
export const SHARED_PROOF_MS = 2 * PROOF_WINDOW_S * 1_000 + 5_000;

/**
 * Knows proofs again that any gateway has seen. Each knows its own, too, and by those alone while the store is lost: a proof that is
 * stolen on its way could then be used once more at another gateway, within its two minutes. Refused instead, no read would be answered.
 */
export function sharedProofs(link: Link, prefix: string, secret: Uint8Array, own: OwnSeenProofs): SeenProofs {
  const hash = createKeyedHash(secret);

  async function isNewToAll(thumbprint: string, jti: string): Promise<boolean> {
    const keys = [`${prefix}proof:${hash(thumbprint, jti)}`, `${prefix}proofs:${hash(thumbprint)}`];
    return (await link.run('see', keys, [SHARED_PROOF_MS, MAX_SHARED_PROOFS])) !== 0;
  }

  return {
    isNew(thumbprint, jti) {
      if (!own.isNew(thumbprint, jti)) return false;
      return link.isLost() || isNewToAll(thumbprint, jti);
    },
  };
}
