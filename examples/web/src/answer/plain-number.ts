/** What people write between digits, and what other programs leave there unseen. */
const BETWEEN_DIGITS = /[\s().\p{Pd}\p{Cf}]/gu;

/** A Norwegian unit as on an invoice, or by its scheme: NO 700 102 009 MVA, 0192:700102009. */
const ENHET = /^(?:NO|0192:)?(\d{9})(?:MVA)?$/i;

/** A number as registers take it, of one as people write it: 700 000 109, 030350-5003, (+45) 67 00 00 99, 67.00.00.99. */
export function plainNumber(written: string): string {
  const plain = written.replace(BETWEEN_DIGITS, '');
  return ENHET.exec(plain)?.[1] ?? plain;
}
