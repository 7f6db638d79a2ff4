/** One question that the sandbox answers in a way worth seeing. */
export interface Entry {
  /** The identifier; for the callers, the name in `x-sandbox-caller`. */
  readonly key: string;
  /** The field to ask for; for the callers, the cpr of the citizen to ask about. */
  readonly ask: string;
  /** The `__typename` of the answer. */
  readonly answer: string;
  /** What it shows: Markdown of one line. */
  readonly shows: string;
}

/** The questions that start at one root field of the graph. */
export interface Chapter {
  /** Who they are, and in which registers. Registers that share a root say the same. */
  readonly heading: string;
  /** The argument of the root field. */
  readonly key: string;
  readonly entries: readonly Entry[];
  /** What docs/sandbox.md says below the table, in Markdown. */
  readonly note?: string;
}

/** The questions of one register, by the root field that they start at. */
export type Overview = Readonly<Record<string, Chapter>>;

export function entry(key: string, ask: string, answer: string, shows: string): Entry {
  return { key, ask, answer, shows };
}
