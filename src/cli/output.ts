import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Coloured where the stream is a terminal, and plain elsewhere; NO_COLOR and FORCE_COLOR are heeded. */
export function style(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(format, text, { stream });
}

/** Writes to standard output, and lets a reader go who has seen enough (`| head`). */
export function print(text: string): void {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** What is about the answer and no part of it, so that standard output can be piped. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

const USUAL_WIDTH = 80;

/** Characters in a line of the terminal; undefined where the output goes elsewhere, and nothing needs to fit. */
export function terminalWidth(): number | undefined {
  // 0: the terminal does not know its width.
  return process.stdout.isTTY ? process.stdout.columns || USUAL_WIDTH : undefined;
}

/** Foreign text on one line, without control characters that a terminal could execute. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

/** The folder of package.json: two above this one, in src and in dist alike. */
export const PACKAGE = new URL('../../', import.meta.url);
