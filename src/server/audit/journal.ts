import { close } from 'node:fs';
import { hostname } from 'node:os';
import { lookAt, openAgain, readEnd } from './audit-file.ts';
import { openOut, toFile } from './audit-output.ts';
import { type ChainState, createChain } from './chain.ts';
import { createBatchWriter, type LineSink, type LineWriter } from './line-writer.ts';

/** Where audit records go: a file, or standard error, as one chain. */
export interface Journal {
  readonly append: LineWriter['append'];
  readonly counted: LineWriter['counted'];
  /** Looks at once whether the file has been moved away, and goes on in the one that stands under its name: SIGHUP. */
  reopen(): void;
  /** Ends the chain with a seal and writes what waits. Resolves with the number of lines that have not been written by then. */
  end(withinMs: number): Promise<number>;
}

/** What an operator should know of the file. */
export type OnJournalNote = (level: 'info' | 'warn' | 'error', text: string, facts?: object) => void;

/** Bytes of records that wait to be written. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** Milliseconds between two looks at whether the file has been moved away. */
export const LOOK_MS = 1_000;
/** Milliseconds after which a chain with new records gets a seal: what is cut off after it is missed. */
export const SEAL_MS = 60_000;

/** A line that is none: only looks at the file. */
const NOTHING = '';

type Head = 'start' | 'rotation' | 'truncation';

/** Some bytes that are written or not as a whole, and where the chain stood before. */
interface Part {
  readonly bytes: Buffer;
  readonly before: ChainState;
  /** What has been told when it is written. */
  readonly is: 'head' | 'torn' | undefined;
}

/** Opens where records go. Throws when the file cannot be opened. */
export function openJournal({
  file,
  key,
  worker,
  onNote = () => {},
  lookMs = LOOK_MS,
  sealMs = SEAL_MS,
}: {
  readonly file: string | undefined;
  readonly key: string;
  /** Which of several processes this is. */
  readonly worker?: number | undefined;
  readonly onNote?: OnJournalNote;
  readonly lookMs?: number;
  readonly sealMs?: number;
}): Journal {
  const chain = createChain(key);
  let out = openOut(file);
  let head: Head | undefined = 'start';
  let isLookDue = out.regular !== undefined;
  let isLookWaiting = false;
  let hasFailed = false;
  let size = 0n;
  /** Records since the last seal. */
  let unsealed = 0;
  /** Records since the last look. */
  let unseen = 0;
  let sealedAt = performance.now();
  /** Bytes of a record that could not be written whole, at the end of what has been written. */
  let torn = 0;

  const control = (audit: string, facts: object) =>
    `${JSON.stringify({ audit, time: new Date().toISOString(), ...facts })}\n`;
  const seal = (why: string) => control('seal', { why });

  /** The records with their places, after a head where one is due. */
  function stampAll(lines: readonly string[], follows: readonly object[]): Part[] {
    const parts: Part[] = [];
    const add = (record: string, is?: Part['is']) => {
      // What was cut off gets an end of its own, and the chain says that it is no record.
      const newline = torn > 0 && parts.length === 0 ? '\n' : '';
      const before = chain.state();
      parts.push({ before, is, bytes: Buffer.from(newline + chain.stamp(record), 'utf8') });
    };
    if (head !== undefined) {
      const who = { instance: hostname(), process: process.pid, worker, key: chain.keyId };
      add(control('head', { why: head, ...who, ...(head === 'start' && { follows }) }), 'head');
    }
    if (torn > 0) add(control('torn', { bytes: torn }), 'torn');
    for (const line of lines) add(line);
    return parts;
  }

  function write(lines: readonly string[], follows: readonly object[], done: Parameters<LineSink>[2]): void {
    begin();
    const parts = stampAll(lines, follows);
    out.put(Buffer.concat(parts.map(({ bytes }) => bytes)), (error, written) => {
      let whole = 0;
      let rest = written;
      for (const { bytes } of parts) {
        if (rest < bytes.length) break;
        rest -= bytes.length;
        whole += 1;
      }
      const cut = parts[whole];
      // The chain goes on after the last record that has been written whole.
      if (cut) chain.rewind(cut.before);
      for (const { is } of parts.slice(0, whole)) {
        if (is === 'head') head = undefined;
        if (is === 'torn') torn = 0;
      }
      if (cut) torn += rest;
      unsealed = !cut && lines.at(-1)?.startsWith(SEAL) ? 0 : unsealed + whole;
      unseen += whole;
      done(error, torn > 0);
    });
  }

  const sink: LineSink = (lines, _, done) => {
    const real = lines.filter((line) => line !== NOTHING);
    const isFirst = head === 'start' && real.length > 0;
    const goOn = (follows: readonly object[]) => (real.length > 0 ? write(real, follows, done) : done(null, false));
    if (out.regular === undefined || !(isLookDue || isFirst)) return goOn([]);
    void look(out.regular, isFirst).then(goOn);
  };

  /** Goes on in another file where this one has been moved away. Resolves with the chains that one follows, where it is the first look. */
  async function look(regular: string, isFirst: boolean): Promise<readonly object[]> {
    isLookDue = false;
    try {
      const { change, size: now, isGone } = await lookAt(regular, out.descriptor, size);
      size = now;
      if (change === 'moved') await moveOn(regular, isGone);
      if (change === 'truncated') {
        head ??= 'truncation';
        onNote('warn', 'the audit file has been cut: records that nobody had copied are lost');
      }
      unseen = 0;
      hasFailed = false;
      if (!isFirst) return [];
      const end = await readEnd(regular, key);
      torn = end.torn;
      return end.follows;
    } catch (error) {
      // What is open is written to meanwhile.
      if (!hasFailed) onNote('error', 'the audit file could not be looked at', { errorCode: codeOf(error) });
      hasFailed = true;
      return [];
    }
  }

  async function moveOn(regular: string, isGone: boolean): Promise<void> {
    const next = await openAgain(regular);
    if (head === undefined && !isGone) {
      await new Promise<void>((resolve) => write([seal('rotation')], [], () => resolve()));
    }
    if (isGone && unseen > 0) onNote('warn', 'the audit file was removed while it was written to: records may be lost');
    close(out.descriptor);
    out = { ...out, ...toFile(next) };
    // A cut-off record is left behind in the old file.
    torn = 0;
    size = 0n;
    head ??= 'rotation';
    onNote('info', 'the audit file has been opened again', where());
  }

  /** Where the chain has come to: what is told elsewhere cannot be cut off here. */
  function where(): object {
    const { next, last } = chain.state();
    return { chain: chain.id, records: next, mac: last };
  }

  const writer = createBatchWriter(sink, { maxBytes: MAX_WAITING_BYTES });

  function lookSoon(): void {
    isLookDue = true;
    if (isLookWaiting) return;
    isLookWaiting = true;
    writer.offer(NOTHING, () => {
      isLookWaiting = false;
    });
  }

  /** A file is looked at from the start. Where there is none, nothing has to be done before something is to be sealed. */
  let timer: NodeJS.Timeout | undefined;
  function begin(): void {
    timer ??= setInterval(() => {
      if (out.regular !== undefined) lookSoon();
      if (unsealed === 0 || performance.now() - sealedAt < sealMs) return;
      sealedAt = performance.now();
      writer.offer(seal('period'));
    }, lookMs).unref();
  }
  if (out.regular !== undefined) begin();

  return {
    append: writer.append,
    counted: writer.counted,
    reopen: lookSoon,
    async end(withinMs) {
      clearInterval(timer);
      const hasBegun = chain.state().next > 0;
      if (hasBegun) writer.offer(seal('end'));
      const lost = await writer.flush(withinMs);
      if (hasBegun) onNote('info', 'the audit chain has been sealed', where());
      return lost;
    },
  };
}

const SEAL = '{"audit":"seal"';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
