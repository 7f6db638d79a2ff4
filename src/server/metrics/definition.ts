/** A metric, as it stands in /metrics and in the table of docs/operations.md. */
export interface Definition {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What it says, in one sentence without a full stop. */
  readonly help: string;
  readonly labels: readonly string[];
  /** Of a histogram: the upper bounds of its buckets, in its unit. */
  readonly buckets?: readonly number[];
  /** What several workers' numbers are made into. Left out: their sum. */
  readonly together?: 'max' | 'min';
}
