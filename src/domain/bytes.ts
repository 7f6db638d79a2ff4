/** Puts pieces of bytes together, up to a limit. */
export interface Bytes {
  /** False when it would be more than the limit: the piece is not taken. */
  add(piece: Buffer): boolean;
  /** All that was added, so far. */
  whole(): Buffer;
}

/**
 * The pieces are copied together as they come, so that what is kept is the bytes, however small the pieces are: a
 * megabyte that comes byte by byte would be 200 MB as a list of buffers.
 */
export function createBytes(limit: number): Bytes {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    add(piece) {
      const needed = size + piece.length;
      if (needed > limit) return false;
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.min(limit, Math.max(needed, 2 * bytes.length)));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      piece.copy(bytes, size);
      size = needed;
      return true;
    },
    whole: () => bytes.subarray(0, size),
  };
}
