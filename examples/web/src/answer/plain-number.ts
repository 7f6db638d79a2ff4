/** A number as registers take it, of one as people write it: 700 000 109, 030350-5003, (+45) 67 00 00 99, 67.00.00.99. */
export function plainNumber(written: string): string {
  return written.replace(/[\s().\p{Pd}]/gu, '');
}
