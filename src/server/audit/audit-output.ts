import { openAtStart } from './audit-file.ts';
import { toStandard, writeAll } from './sinks.ts';

/** Writes bytes, and tells how many have been written, also when the rest could not be. */
export type Put = (bytes: Buffer, done: (error: Error | null, written: number) => void) => void;

/** Where records are written to. */
export interface Out {
  readonly descriptor: number;
  readonly put: Put;
  /** The name of a file on a disk, that may be moved away. */
  readonly regular: string | undefined;
}

/** Standard error, which the log does not use, where there is no file. Throws when the file cannot be opened. */
export function openOut(file: string | undefined): Out {
  if (file === undefined) {
    const sink = toStandard(process.stderr);
    const put: Put = (bytes, done) => sink(bytes, (error) => done(error, error ? 0 : bytes.length));
    return { descriptor: process.stderr.fd, put, regular: undefined };
  }
  const { descriptor, isRegular } = openAtStart(file);
  return { ...toFile(descriptor), regular: isRegular ? file : undefined };
}

export function toFile(descriptor: number): Pick<Out, 'descriptor' | 'put'> {
  return { descriptor, put: (bytes, done) => writeAll(descriptor, bytes, done) };
}
