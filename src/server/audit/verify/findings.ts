/** What can be wrong with records. */
export const FINDING_KINDS = [
  'altered',
  'removed',
  'reordered',
  'added',
  'forked',
  'other key',
  'unchained',
  'unsealed',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that is wrong, and where. */
export interface Finding {
  readonly kind: FindingKind;
  readonly file: string;
  /** Of what is not there: the line before which it is missed. */
  readonly line: number;
  readonly chain?: string | undefined;
  /** The record's number in its chain; of several that are not there, the first and the last. */
  readonly sequence?: number | undefined;
  readonly through?: number | undefined;
  /** In English, of what the kind alone does not say. */
  readonly text: string;
}

/** Where a line stands. */
export interface At {
  readonly file: string;
  readonly line: number;
}

/** How a chain ends. */
export interface ChainEnd {
  readonly chain: string;
  readonly instance?: string | undefined;
  /** The first and the last number that have been read. */
  readonly from: number;
  readonly to: number;
  /** Why it has been sealed last, where nothing has come after that; undefined: it is open, or has been cut off. */
  readonly sealed: string | undefined;
  /** When the last record was made. */
  readonly time: string | undefined;
}

export interface Verdict {
  readonly files: number;
  readonly lines: number;
  readonly records: number;
  readonly unchained: number;
  /** Cut-off records, of which the chain itself tells. */
  readonly torn: number;
  readonly chains: readonly ChainEnd[];
  /** How much of each kind has been found. */
  readonly found: Readonly<Partial<Record<FindingKind, number>>>;
}
