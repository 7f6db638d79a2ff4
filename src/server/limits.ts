/** What one request may ask for. The README states these numbers; the tests hold each at its edge. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly kroppBytes: number;
  /** Fields inside fields; fragments do not count, nor does what stands under `__schema`. */
  readonly dybde: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Aliases, counted as if every fragment were written out; `__typename` counts like any field. */
  readonly aliaser: number;
  /** Backend calls that an operation could cost. */
  readonly kall: number;
  /** Fields of an answer, each on every object; one that asks a register counts ten. */
  readonly fields: number;
  /** Bytes of an answer. */
  readonly answerBytes: number;
}

export const LIMITS: Limits = {
  kroppBytes: 1024 * 1024,
  dybde: 12,
  tokens: 10_000,
  aliaser: 100,
  kall: 1000,
  fields: 200_000,
  answerBytes: 16 * 1024 * 1024,
};
