import { MAX_ANSWER_BYTES } from '../../../../wire/soap/client.ts';
import type { GrunndataOperation } from '../../operations.ts';

const KIB = 1024;

// A person or a unit that holds a role takes about a kilobyte, and so does a role that somebody holds; an entry of the
// other two less than a hundred bytes. The longest that are known: some hundred roles, and the changes of a weekend.
const MAX_RESPONSE_BYTES: Partial<Record<GrunndataOperation, number>> = {
  hentRoller: 1024 * KIB,
  hentRolleutskrift: 1024 * KIB,
  hentBedrifterVirksomheter: 4096 * KIB,
  hentEndringslogg: 4096 * KIB,
};

/** Bytes of an answer of the operation, unzipped. */
export function maxResponseBytesOf(operation: GrunndataOperation): number {
  return MAX_RESPONSE_BYTES[operation] ?? MAX_ANSWER_BYTES;
}

/** Of a search: a hit takes some three hundred bytes, and more than asked for do not come. */
export function maxSearchBytes(maksTreff: number): number {
  return (64 + maksTreff) * KIB;
}
