import { hostname } from 'node:os';
import type { Put } from './audit-output.ts';
import { type ChainState, createChain } from './chain.ts';

/** Why a head is written: a chain starts, or goes on in another file, or in one that has been cut. */
export type Head = 'start' | 'rotation' | 'truncation';

/** Writes records as one chain, with its heads and seals. */
export interface ChainedOutput {
  /** Writes the records after a head, where one is due; `follows` are the ends of earlier chains for the first one. */
  write(
    records: readonly string[],
    follows: readonly object[],
    done: (error: Error | null, isCut: boolean) => void,
  ): void;
  /** A head is due before the next record. */
  begins(why: Head): void;
  /** Which head is due; undefined: none. */
  due(): Head | undefined;
  /** So many bytes of a line without an end stand at the end of the file, or of the one before. */
  follow(tornBytes: number, isHere: boolean): void;
  /** Goes on elsewhere. */
  moveTo(put: Put): void;
  /** Records since the last seal. */
  unsealed(): number;
  /** Records since this was asked last. */
  takeUnseen(): number;
  hasBegun(): boolean;
  /** Where the chain has come to: what is told elsewhere cannot be cut off here. */
  where(): object;
}

/** Some bytes that are written or not as a whole, and where the chain stood before. */
interface Part {
  readonly bytes: Buffer;
  readonly before: ChainState;
  /** What has been told when it is written. */
  readonly is: 'head' | 'torn' | undefined;
}

/** The record of a seal, without its place. */
export const seal = (why: 'end' | 'rotation' | 'period') => control('seal', { why });

const SEAL = '{"audit":"seal"';

function control(audit: string, facts: object): string {
  return `${JSON.stringify({ audit, time: new Date().toISOString(), ...facts })}\n`;
}

export function createChainedOutput(key: string, worker: number | undefined, to: Put): ChainedOutput {
  const chain = createChain(key);
  let put = to;
  let head: Head | undefined = 'start';
  let unsealed = 0;
  let unseen = 0;
  /** Bytes of a record that could not be written whole, at the end of what has been written. */
  let torn = 0;
  /** Whether they stand where the next record is to be written. */
  let isTornHere = true;

  function stampAll(records: readonly string[], follows: readonly object[]): Part[] {
    const parts: Part[] = [];
    const add = (record: string, is?: Part['is']) => {
      // What was cut off gets an end of its own, and the chain says that it is no record.
      const newline = torn > 0 && isTornHere && parts.length === 0 ? '\n' : '';
      const before = chain.state();
      parts.push({ before, is, bytes: Buffer.from(newline + chain.stamp(record), 'utf8') });
    };
    if (head !== undefined) {
      const who = { instance: hostname(), process: process.pid, worker, key: chain.keyId };
      add(control('head', { why: head, ...who, ...(head === 'start' && { follows }) }), 'head');
    }
    if (torn > 0) add(control('torn', { bytes: torn }), 'torn');
    for (const record of records) add(record);
    return parts;
  }

  return {
    write(records, follows, done) {
      const parts = stampAll(records, follows);
      put(Buffer.concat(parts.map(({ bytes }) => bytes)), (error, written) => {
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
        if (cut && rest > 0) {
          torn += rest;
          isTornHere = true;
        }
        unsealed = !cut && records.at(-1)?.startsWith(SEAL) ? 0 : unsealed + whole;
        unseen += whole;
        done(error, torn > 0);
      });
    },
    begins(why) {
      head ??= why;
    },
    due: () => head,
    follow(tornBytes, isHere) {
      torn = tornBytes;
      isTornHere = isHere;
    },
    moveTo(next) {
      put = next;
      // A cut-off record is left behind.
      torn = 0;
    },
    unsealed: () => unsealed,
    takeUnseen() {
      const taken = unseen;
      unseen = 0;
      return taken;
    },
    hasBegun: () => chain.state().next > 0,
    where() {
      const { next, last } = chain.state();
      return { chain: chain.id, records: next, mac: last };
    },
  };
}
