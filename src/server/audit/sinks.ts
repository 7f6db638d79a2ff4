import { fstatSync, write, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Writes all bytes, or calls back with the error, and whether some of the bytes may have been written. */
export type Sink = (bytes: Buffer, done: (error: Error | null, isCut: boolean) => void) => void;

const FULL_PIPE_MS = 25;

/** Writes to an open file, or to a pipe that was opened so that it does not block. */
export function toDescriptor(descriptor: number): Sink {
  return (bytes, done) => writeAll(descriptor, bytes, (error, written) => done(error, error !== null && written > 0));
}

/** The same, and tells how many bytes have been written, also when the rest could not be. */
export function writeAll(
  descriptor: number,
  bytes: Buffer,
  done: (error: Error | null, written: number) => void,
): void {
  let written = 0;
  const writeRest = () =>
    write(descriptor, bytes, written, bytes.length - written, null, (error, count) => {
      if (error?.code === 'EAGAIN') return void setTimeout(writeRest, FULL_PIPE_MS);
      if (error) return done(error, written);
      written += count;
      if (written < bytes.length) writeRest();
      else done(null, written);
    });
  writeRest();
}

/**
 * Standard output or standard error. A file is written by the thread pool. A pipe is not: with a stopped reader the thread would block,
 * and node joins all threads before it exits. Node's own stream writes to a pipe what fits.
 */
export function toStandard(stream: Writable & { readonly fd: number }): Sink {
  if (fstatSync(stream.fd).isFile()) return toDescriptor(stream.fd);
  // Who writes is told by the callback. Node keeps these streams open after an error.
  stream.on('error', () => {});
  return (bytes, done) => stream.write(bytes, (error) => done(error ?? null, false));
}

/** Writes as much as is taken at once. A reader who is gone, or does not read, holds up nobody: a process that exits has nobody to wait for. */
export function writeNow(descriptor: number): (bytes: Buffer) => void {
  return (bytes) => {
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    } catch {
      // EPIPE or EAGAIN.
    }
  };
}
