import { styleText } from 'node:util';
import { breakLines } from './wrap.ts';

type Format = Parameters<typeof styleText>[0];

/** Coloured where the stream is a terminal, and plain elsewhere; NO_COLOR and FORCE_COLOR are heeded. */
export function style(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(format, text, { stream });
}

/** Lets a reader go who has seen enough (`| head`). */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Writes to standard output. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** What is about the answer and no part of it, so that standard output can be piped. Long lines are broken on a terminal. */
export function note(text: string): void {
  process.stderr.write(`${breakLines(text, lineWidth(process.stderr))}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

const USUAL_WIDTH = 80;

/**
 * Characters in a line: those of the variable COLUMNS, or else of the terminal. Undefined where the output goes elsewhere: a line is then
 * as long as what it tells, for whoever searches it.
 */
export function lineWidth(stream: NodeJS.WriteStream = process.stdout): number | undefined {
  const { COLUMNS = '' } = process.env;
  if (/^[1-9]\d{0,4}$/.test(COLUMNS)) return Number(COLUMNS);
  // 0: the terminal does not know its width.
  return stream.isTTY ? stream.columns || USUAL_WIDTH : undefined;
}

/** A count with its noun, whose plural ends with s. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Foreign text on one line, without control characters that a terminal could execute. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

/** The same of a text that has lines: a name of a file in it may hold anything. */
export function harmless(text: string): string {
  return text.split('\n').map(oneLine).join('\n');
}

/** The folder of package.json: two above this one, in src and in dist alike. */
export const PACKAGE = new URL('../../', import.meta.url);
