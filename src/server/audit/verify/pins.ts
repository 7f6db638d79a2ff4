/** The end of a chain, as a later one has found it; `rotated`: in the file before. */
export interface Pin {
  readonly chain: string;
  readonly sequence: number;
  readonly rotated?: true;
}

/** What a record says of the ends of earlier chains: heads do. */
export function pinsOf({ audit, follows }: Readonly<Record<string, unknown>>): readonly Pin[] {
  return audit === 'head' && Array.isArray(follows) ? (follows as Pin[]) : [];
}
