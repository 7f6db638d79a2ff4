import type { Sink } from './sinks.ts';

/**
 * Writes lines to a file, a pipe or a terminal, whose reader may be slow, stopped or gone. Lines are queued in their order, up to a number
 * of bytes, and written in batches; only callers of `append` and `flush` wait for them.
 */
export interface LineWriter {
  /**
   * False when the queue is full. `done` is called once, when the operating system has accepted the line or refused it. Where lines are
   * gathered, one that is `urgent` is written at once, with those before it.
   */
  offer(line: string, done?: (error: Error | null) => void, urgent?: boolean): boolean;
  /**
   * Resolves when the operating system has accepted the line. Rejects when it refuses it, when the queue is full, when nothing has been
   * accepted for STALLED_MS, and at the time `until` (of performance.now). After that the line is removed from the queue, or, with
   * `keep`, written later all the same.
   */
  append(line: string, how: { readonly until: number; readonly keep: boolean }): Promise<void>;
  /** Resolves when all lines are written, or after so many milliseconds, with the number of lines that are not written. */
  flush(withinMs: number): Promise<number>;
  /** Writes what can be written without waiting: for a process that exits. */
  flushNow(): void;
  counted(): LinesCounted;
}

/** What has become of the lines that were appended, since the start. */
export interface LinesCounted {
  readonly written: number;
  /** Those whose `append` was rejected: with `keep` they may have been written later all the same. */
  readonly lost: number;
  /** Bytes that wait to be written just now. */
  readonly waitingBytes: number;
}

/** Lines are written when there are so many bytes of them, or when the first has waited for so many milliseconds. */
export interface Gathering {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * As `Sink`, for lines that are yet to be made into bytes, in their order. `isAfterCut`: what was written last was cut off, and does not end
 * with a newline.
 */
export type LineSink = (
  lines: readonly string[],
  isAfterCut: boolean,
  done: (error: Error | null, isCut: boolean) => void,
) => void;

interface Line {
  readonly text: string;
  readonly bytes: number;
  readonly until: number;
  readonly keep: boolean;
  /** Called once; undefined afterwards. */
  done: ((error: Error | null) => void) | undefined;
}

const PIECE_BYTES = 64 * 1024;
/** Milliseconds in which nothing has been accepted, after which new lines are refused at once. */
const STALLED_MS = 5_000;
const SWEEP_MS = 50;

interface LineWriterOptions {
  readonly maxBytes: number;
  /** Left out: each line is written at once, unless another is being written. */
  readonly gather?: Gathering | undefined;
  /** Writes to the same place as the sink, for `flushNow`. Left out: nothing is. */
  readonly now?: (bytes: Buffer) => void;
}

export function createLineWriter(sink: Sink, options: LineWriterOptions): LineWriter {
  // A line that was written in part is ended, so that the next line does not continue it.
  const write: LineSink = (lines, isAfterCut, done) =>
    sink(Buffer.from((isAfterCut ? '\n' : '') + lines.join(''), 'utf8'), done);
  return createBatchWriter(write, options);
}

export function createBatchWriter(sink: LineSink, { maxBytes, gather, now = () => {} }: LineWriterOptions): LineWriter {
  let gathering: NodeJS.Timeout | undefined;
  let waiting: Line[] = [];
  let underWay: Line[] = [];
  let bytes = 0;
  let since = 0;
  let written = 0;
  let lost = 0;
  let isCut = false;
  let isSweeping = false;
  const onIdle: (() => void)[] = [];

  function add(line: Line, urgent = true): boolean {
    if (bytes + line.bytes > maxBytes) return false;
    bytes += line.bytes;
    waiting.push(line);
    if (!gather || urgent || bytes >= gather.bytes) writeSome();
    // Whoever exits before the time is up calls `flushNow`.
    else gathering ??= setTimeout(writeSome, gather.ms).unref();
    return true;
  }

  function writeSome(): void {
    clearTimeout(gathering);
    gathering = undefined;
    if (underWay.length > 0) return;
    if (waiting.length === 0) {
      for (const idle of onIdle.splice(0)) idle();
      return;
    }
    let count = 0;
    for (let size = 0; count < waiting.length && size < PIECE_BYTES; count++) size += waiting[count]?.bytes ?? 0;
    underWay = waiting.splice(0, count);
    since = performance.now();
    const texts = underWay.map((line) => line.text);
    sink(texts, isCut, (error, cut) => {
      isCut = error ? cut || isCut : false;
      const taken = underWay;
      underWay = [];
      for (const line of taken) settle(line, error);
      bytes -= sum(taken);
      writeSome();
    });
  }

  function settle(line: Line, error: Error | null): void {
    line.done?.(error);
    line.done = undefined;
  }

  /** Rejects lines whose time is up. One timer for all, since a thousand records of one request end together. */
  function sweep(): void {
    isSweeping = false;
    const now = performance.now();
    let forgotten = 0;
    for (const lines of [underWay, waiting]) {
      for (const line of lines) {
        if (line.done === undefined || now < line.until) continue;
        settle(line, new Error('nobody takes it'));
        if (lines === waiting && !line.keep) forgotten += 1;
      }
    }
    if (forgotten > 0) {
      waiting = waiting.filter((line) => line.done !== undefined || line.keep);
      bytes = sum(underWay) + sum(waiting);
    }
    sweepWhile();
  }

  function sweepWhile(): void {
    const isWaitedFor = (line: Line) => line.done !== undefined && line.until !== Number.POSITIVE_INFINITY;
    if (isSweeping || !(underWay.some(isWaitedFor) || waiting.some(isWaitedFor))) return;
    isSweeping = true;
    // After the I/O of this turn: on a busy event loop, lines that are written but not yet reported would be rejected.
    setTimeout(() => setImmediate(sweep), SWEEP_MS).unref();
  }

  return {
    offer: (text, done, urgent = false) =>
      add({ text, bytes: Buffer.byteLength(text), until: Number.POSITIVE_INFINITY, keep: true, done }, urgent),
    append(text, { until, keep }) {
      const isStalled = underWay.length > 0 && performance.now() - since > STALLED_MS;
      return new Promise((resolve, reject) => {
        const refuse = (error: Error) => {
          lost += 1;
          reject(error);
        };
        if (isStalled && !keep) return refuse(new Error('nobody takes it'));
        const done = (error: Error | null) => {
          if (error) return refuse(error);
          written += 1;
          resolve();
        };
        const line: Line = { text, bytes: Buffer.byteLength(text), until, keep, done };
        if (!add(line)) return refuse(new Error('too much waits to be taken'));
        if (isStalled) settle(line, new Error('nobody takes it'));
        else if (!isSweeping) sweepWhile();
      });
    },
    async flush(withinMs) {
      if (underWay.length > 0 || waiting.length > 0) {
        writeSome();
        await new Promise<void>((resolve) => {
          onIdle.push(resolve);
          setTimeout(resolve, withinMs).unref();
        });
      }
      return underWay.length + waiting.length;
    },
    flushNow() {
      clearTimeout(gathering);
      if (waiting.length === 0) return;
      // What is being written may have been written in part, and is not waited for.
      const text = (isCut || underWay.length > 0 ? '\n' : '') + waiting.map((line) => line.text).join('');
      waiting = [];
      bytes = sum(underWay);
      now(Buffer.from(text, 'utf8'));
    },
    counted: () => ({ written, lost, waitingBytes: bytes }),
  };
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + line.bytes, 0);
}
