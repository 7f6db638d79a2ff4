import { Help } from 'commander';

/** Characters that what follows a long beginning must have to be set beside it. */
export const LEAST_BESIDE = 20;
/** Characters by which it is set in else. */
const SET_IN = 4;

/** Breaks a text between words, so that its lines have at most `width` characters; a longer word has a line of its own. Colours do not count. */
export function wrap(text: string, width: number): string[] {
  const help = new Help();
  help.minWidthToWrap = 1;
  return help.boxWrap(text, Math.max(1, width)).split('\n');
}

/**
 * What stands at the head of a line, and a text whose further lines begin below its first. Without a width it is one line. `head` has
 * `headWidth` characters that show.
 */
export function hang(head: string, headWidth: number, text: string, width: number | undefined): string {
  if (width === undefined) return head + text;
  const isBeside = width - headWidth >= LEAST_BESIDE;
  if (isBeside) return head + wrap(text, width - headWidth).join(`\n${' '.repeat(headWidth)}`);
  const below = `\n${' '.repeat(SET_IN)}`;
  return head.trimEnd() + below + wrap(text, width - SET_IN).join(below);
}

/** Breaks each line of a text that is longer than the width; what follows is set in as the line was, or below its text where it is one of a list. */
export function breakLines(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  const broken = text.split('\n').map((line) => {
    const [head = ''] = /^ *(?:[-!✗✓] )?/.exec(line) ?? [];
    return hang(head, head.length, line.slice(head.length), width);
  });
  return broken.join('\n');
}

/** Fills the paragraphs of a text that begin at the margin. What is set in, an example or a list, keeps its lines, but those that are too long. */
export function reflow(text: string, width: number): string {
  const paragraphs = text.replace(/(?<=^\S.*)\n(?=\S)/gm, ' ');
  return breakLines(paragraphs, width);
}
