import { close } from 'node:fs';
import { lookAt, openAgain, readEnd } from './audit-file.ts';
import { openOut, toFile } from './audit-output.ts';
import { createChainedOutput, seal } from './chained-output.ts';
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
  let out = openOut(file);
  const output = createChainedOutput(key, worker, out.put);
  const { regular } = out;
  let isLookDue = regular !== undefined;
  let isLookWaiting = false;
  let hasFailed = false;
  /** As it was at the last look. */
  let size = 0n;
  let sealedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  const sink: LineSink = (lines, _, done) => {
    const records = lines.filter((line) => line !== NOTHING);
    const isFirst = output.due() === 'start' && records.length > 0;
    const goOn = (follows: readonly object[]) => {
      if (records.length === 0) return done(null, false);
      begin();
      output.write(records, follows, done);
    };
    if (regular === undefined || !(isLookDue || isFirst)) return goOn([]);
    void look(regular, isFirst).then(goOn);
  };
  const writer = createBatchWriter(sink, { maxBytes: MAX_WAITING_BYTES });

  /** Goes on in another file where this one has been moved away. Resolves with the chains that one follows, where it is the first look. */
  async function look(name: string, isFirst: boolean): Promise<readonly object[]> {
    isLookDue = false;
    try {
      const found = await lookAt(name, out.descriptor, size);
      size = found.size;
      if (found.change === 'moved') await moveOn(name, found.isGone);
      if (found.change === 'truncated') {
        output.begins('truncation');
        onNote('warn', 'the audit file has been cut: records that nobody had copied are lost');
      }
      output.takeUnseen();
      hasFailed = false;
      if (!isFirst) return [];
      const { follows, torn, isRotated } = await readEnd(name, key);
      output.follow(torn, !isRotated);
      return follows;
    } catch (error) {
      // What is open is written to meanwhile.
      if (!hasFailed) onNote('error', 'the audit file could not be looked at', { errorCode: codeOf(error) });
      hasFailed = true;
      return [];
    }
  }

  async function moveOn(name: string, isGone: boolean): Promise<void> {
    const next = toFile(await openAgain(name));
    if (output.due() === undefined && !isGone) {
      await new Promise<void>((resolve) => output.write([seal('rotation')], [], () => resolve()));
    }
    if (isGone && output.takeUnseen() > 0) {
      onNote('warn', 'the audit file was removed while it was written to: records may be lost');
    }
    close(out.descriptor);
    out = { ...out, ...next };
    output.moveTo(next.put);
    size = 0n;
    output.begins('rotation');
    onNote('info', 'the audit file has been opened again', output.where());
  }

  function lookSoon(): void {
    isLookDue = true;
    if (isLookWaiting) return;
    isLookWaiting = true;
    writer.offer(NOTHING, () => {
      isLookWaiting = false;
    });
  }

  /** A file is looked at from the start. Where there is none, nothing has to be done before something is to be sealed. */
  function begin(): void {
    timer ??= setInterval(() => {
      if (regular !== undefined) lookSoon();
      if (output.unsealed() === 0 || performance.now() - sealedAt < sealMs) return;
      sealedAt = performance.now();
      writer.offer(seal('period'));
    }, lookMs).unref();
  }
  if (regular !== undefined) begin();

  return {
    append: writer.append,
    counted: writer.counted,
    reopen: lookSoon,
    async end(withinMs) {
      clearInterval(timer);
      let isSealed = false;
      if (output.hasBegun()) {
        writer.offer(seal('end'), (error) => {
          isSealed = error === null;
        });
      }
      const lost = await writer.flush(withinMs);
      if (isSealed) onNote('info', 'the audit chain has been sealed', output.where());
      else if (output.hasBegun()) onNote('error', 'the audit chain could not be sealed', output.where());
      return lost;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
