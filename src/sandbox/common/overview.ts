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

/** The questions of one register, by the type of the graph that they start at. */
export type Overview = Readonly<Partial<Record<'borger' | 'innbygger' | 'enhet', readonly Entry[]>>>;

export function entry(key: string, ask: string, answer: string, shows: string): Entry {
  return { key, ask, answer, shows };
}
