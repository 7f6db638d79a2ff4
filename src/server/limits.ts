/** What one request may ask for. docs/limits.md states these numbers; the tests hold each at its edge. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Fields inside fields; fragments do not count, nor does what stands under `__schema`. */
  readonly depth: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Aliases, counted as if every fragment were written out; `__typename` counts like any field. */
  readonly aliases: number;
  /** Backend calls that an operation could cost. */
  readonly calls: number;
  /** Fields of an answer, each on every object; one that asks a register counts ten. */
  readonly fields: number;
  /** Bytes of an answer. */
  readonly answerBytes: number;
}

export const LIMITS: Limits = {
  bodyBytes: 1024 * 1024,
  depth: 12,
  tokens: 10_000,
  aliases: 100,
  calls: 1000,
  fields: 200_000,
  answerBytes: 16 * 1024 * 1024,
};

/** Beyond which requests are refused before anything of them is read, so that those under way go on as fast as before. */
export interface LoadLimits {
  /**
   * Requests to /graphql under way at once: from when their body is there until their answer is written. A client that sends or reads
   * slowly is no work, and must not keep others out.
   */
  readonly requests: number;
  /** Milliseconds that a turn of the event loop may come late, on average, for as long as two samples. */
  readonly eventLoopDelayMs: number;
}

export const LOAD: LoadLimits = { requests: 1_000, eventLoopDelayMs: 500 };
