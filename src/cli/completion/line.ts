/** A command line as it has been typed up to the cursor: what is whole, and the word that is being typed. */
export interface TypedLine {
  readonly words: readonly string[];
  /** Empty after a blank. */
  readonly current: string;
  /** Whether the current word stands in quotes that are still open. */
  readonly isQuoted: boolean;
}

/** A blank, a word's part in single or double quotes, which may be open at the end, an escaped character, or another. */
const PIECE =
  /(?<blank>\s+)|'(?<single>[^']*)(?<closed>'?)|"(?<double>(?:\\.|[^"\\])*)(?<shut>"?)|\\(?<escaped>.?)|(?<plain>[^\s'"\\]+)/gsu;
/** What a shell sets before it runs a command. */
const ASSIGNMENT = /^\w+=/;

/** Reads words as bash, zsh and fish do where nothing is substituted, without the name of the program and what is assigned before it. */
export function readLine(text: string): TypedLine {
  const words: string[] = [];
  let current: string | undefined;
  let isQuoted = false;
  for (const { groups = {} } of text.matchAll(PIECE)) {
    const { blank, single, closed, double, shut, escaped, plain } = groups;
    isQuoted = (single !== undefined && closed === '') || (double !== undefined && shut === '');
    if (blank === undefined) {
      current = (current ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
    } else if (current !== undefined) {
      words.push(current);
      current = undefined;
    }
  }
  const program = words.findIndex((word) => !ASSIGNMENT.test(word));
  return { words: program < 0 ? [] : words.slice(program + 1), current: current ?? '', isQuoted };
}
