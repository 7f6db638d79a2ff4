import type { Place } from '../chain.ts';
import type { At, ChainEnd, Finding } from './findings.ts';
import { Ranges } from './ranges.ts';

/** A line that is no intact record: what it says of its place may be wrong. */
export interface Suspect extends At {
  readonly sequence?: number | undefined;
}

/** Gaps of one chain that are remembered, in case that the records come later. */
const MAX_GAPS = 10_000;
/** Lines of one chain that are remembered until the next intact record says what they are. */
export const MAX_SUSPECTS = 10_000;

type Told = Omit<Finding, 'chain'>;
type Record_ = Readonly<Record<string, unknown>>;

/** Reads one chain, record by record, and tells what does not fit. */
export class ChainReader {
  readonly #chain: string;
  readonly #onFinding: (finding: Finding) => void;
  /** Gives up to so many lines that are no records at all, and came after that place. */
  readonly #takeUnreadable: (count: number) => readonly At[];
  readonly #missing = new Ranges<At>();
  #suspects: Suspect[] = [];
  #from: number | undefined;
  #expected = 0;
  /** The code of the last record; undefined where that has been altered, or is not there. */
  #last: string | undefined = '';
  #sealed: string | undefined;
  #time: string | undefined;
  #instance: string | undefined;
  #at: At | undefined;

  constructor(chain: string, onFinding: (finding: Finding) => void, takeUnreadable: (count: number) => readonly At[]) {
    this.#chain = chain;
    this.#onFinding = onFinding;
    this.#takeUnreadable = takeUnreadable;
  }

  /** Of the highest number, plus one; 0 where no intact record has come. */
  get next(): number {
    return this.#expected;
  }

  intact({ sequence, previous, mac }: Place, record: Record_, at: At): void {
    if (this.#from === undefined) this.#begin(sequence, record, at);
    if (sequence < this.#expected) {
      this.#late(sequence, at);
      return;
    }
    this.#judgeGap(sequence - this.#expected, sequence, at);
    if (this.#last !== undefined && previous !== this.#last) {
      this.#tell({ kind: 'forked', ...at, sequence, text: 'follows another record than the one before it' });
    }
    this.#expected = sequence + 1;
    this.#last = mac;
    this.#sealed = record.audit === 'seal' ? String(record.why) : undefined;
    if (typeof record.time === 'string') this.#time = record.time;
    this.#at = at;
  }

  /** A line that says it is a record of this chain, and is not as it was written. */
  suspect(suspect: Suspect): void {
    if (this.#suspects.length >= MAX_SUSPECTS) this.#tellAdded(this.#suspects.splice(0));
    this.#suspects.push(suspect);
  }

  /** Nothing more comes. */
  end(expectSealed: boolean): ChainEnd | undefined {
    // What would have come after the last record can have been altered; what says that it comes before was never there.
    const after = this.#suspects.filter(({ sequence = -1 }) => sequence >= this.#expected);
    this.#tellAltered(after);
    this.#tellAdded(this.#suspects.filter((suspect) => !after.includes(suspect)));
    for (const { from, through, where } of this.#missing.drain()) this.#tellRemoved(from, through, where);
    if (this.#from === undefined || !this.#at) return undefined;
    if (expectSealed && this.#sealed === undefined) {
      const text =
        'the chain ends without a seal: it is still written, its process has been killed, or its end is cut off';
      this.#tell({ kind: 'unsealed', ...this.#at, sequence: this.#expected - 1, text });
    }
    const [chain, from, to] = [this.#chain, this.#from, this.#expected - 1];
    return { chain, from, to, sealed: this.#sealed, time: this.#time, instance: this.#instance };
  }

  /** A chain begins with a head, in each file. What stands before is in an older file, which nobody may have kept. */
  #begin(sequence: number, record: Record_, at: At): void {
    this.#from = sequence;
    if (record.audit === 'head') {
      this.#expected = sequence;
      this.#last = undefined;
      if (typeof record.instance === 'string') this.#instance = record.instance;
      return;
    }
    const first = this.#suspects[0]?.sequence ?? sequence;
    this.#expected = Math.min(first, sequence);
    this.#last = undefined;
    if (this.#suspects.length > 0 || this.#takeAltered(1) > 0) return;
    const text = 'the head of the chain, and whatever stood between';
    this.#tell({ kind: 'removed', ...at, through: Math.max(sequence - 1, 0), text });
  }

  /** A number that has been passed: it comes too late, or a second time. */
  #late(sequence: number, at: At): void {
    if (this.#missing.take(sequence)) {
      this.#tell({ kind: 'reordered', ...at, sequence, text: `stands after record ${this.#expected - 1}` });
    } else {
      this.#tell({ kind: 'added', ...at, sequence, text: 'a copy of a record' });
    }
  }

  /** So many records are missed before this one: lines that are not as they were written stand in the place of some. */
  #judgeGap(gap: number, sequence: number, at: At): void {
    const altered = this.#suspects.splice(0, Math.min(gap, this.#suspects.length));
    this.#tellAltered(altered);
    this.#tellAdded(this.#suspects.splice(0));
    if (gap === 0) return;
    this.#last = undefined;
    const left = gap - altered.length - (gap > altered.length ? this.#takeAltered(gap - altered.length) : 0);
    if (left === 0) return;
    // Which of them, nobody can say where others were altered: the last.
    if (this.#missing.count >= MAX_GAPS) this.#tellRemoved(sequence - left, sequence - 1, at);
    else this.#missing.add(sequence - left, sequence - 1, at);
  }

  #takeAltered(count: number): number {
    const taken = this.#takeUnreadable(count);
    this.#tellAltered(taken);
    return taken.length;
  }

  #tellAltered(lines: readonly Suspect[]): void {
    for (const line of lines) this.#tell({ kind: 'altered', ...line, text: 'is not as it was written' });
  }

  #tellAdded(lines: readonly Suspect[]): void {
    for (const line of lines) this.#tell({ kind: 'added', ...line, text: 'was never written by a holder of the key' });
  }

  #tellRemoved(from: number, through: number, where: At): void {
    const count = through - from + 1;
    this.#tell({ kind: 'removed', ...where, sequence: from, through, text: `${count} record(s) before this line` });
  }

  #tell(finding: Told): void {
    this.#onFinding({ ...finding, chain: this.#chain });
  }
}
