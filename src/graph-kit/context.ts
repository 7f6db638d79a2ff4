import type { AccessLog } from '../domain/access-log.ts';
import type { CallReport } from '../domain/call.ts';
import type { Caller } from '../domain/caller.ts';
import type { Pace } from '../domain/pace.ts';
import type { Quotas } from '../domain/quota.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { Audit } from './audit.ts';
import type { Budget } from './budget.ts';

/** The loaders of one request. Each source's graph.ts declares its own here, for the kit knows no source. */
export interface Loaders {
  /** At which the request's answer is made; the loaders collect what is asked for till nothing waits for its turn. */
  readonly pace: Pace;
}

/** The writes of one request. Each source that writes declares its own here, in mutations.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: sources add to it
export interface Writes {}

/** What every resolver of one request shares. */
export interface GraphContext {
  readonly loaders: Loaders;
  readonly writes: Writes;
  readonly requestId: string;
  readonly tally: Tally;
  readonly caller: Caller;
  readonly audit: Audit;
  /** The register that is asked for what this one can be asked for. Left out: each for its own. */
  readonly answering?: ((kilde: Kilde) => Kilde) | undefined;
  /** What has been recorded of who has asked about whom. Left out: nothing is kept where it could be read again. */
  readonly accessLog?: AccessLog | undefined;
  /** What the caller may still ask for where a field has a quota. Left out: as often as they like. */
  readonly quotas?: Quotas | undefined;
  /** What the operation may still cost; there once its text has been counted. */
  readonly budget?: Budget | undefined;
}

/** So many different outcomes are told apart in one operation; of the rest only the types, of which there are few. */
export const MAX_OUTCOMES = 64;

/** Counts what one operation came to. Only names of types, codes and sources: nothing here can carry a person's data. */
export class Tally {
  /** By the type, and for a failure its kode after a space. */
  readonly outcomes = new Map<string, number>();
  readonly calls: BySource = {};
  /** Milliseconds of all calls together: on the wire, and waiting for their turns. */
  readonly wireMs: BySource = {};
  readonly waitedMs: BySource = {};
  /** Answers that were kept from an earlier request, of which there are no calls. */
  readonly kept: BySource = {};
  /** When the oldest of those was asked for (`performance.now`); undefined: there are none. */
  keptSince: number | undefined;

  /** One union field was answered with this member. A kode is one of a catalogue or ours, or has been made safe. */
  outcome(typeName: string, kode?: string): void {
    const whole = kode === undefined ? typeName : `${typeName} ${kode}`;
    const isTold = this.outcomes.size < MAX_OUTCOMES || this.outcomes.has(whole);
    const told = isTold ? whole : typeName;
    this.outcomes.set(told, (this.outcomes.get(told) ?? 0) + 1);
  }

  /** One call was put on the wire, retries included. */
  call(kilde: Kilde): void {
    add(this.calls, kilde, 1);
  }

  /** A key was answered by what was kept since then. */
  keptAnswer(kilde: Kilde, askedAt: number): void {
    add(this.kept, kilde, 1);
    this.keptSince = Math.min(this.keptSince ?? askedAt, askedAt);
  }

  /** A call is over. */
  report({ kilde, durationMs, waitedMs }: Pick<CallReport, 'kilde' | 'durationMs' | 'waitedMs'>): void {
    add(this.wireMs, kilde, durationMs);
    add(this.waitedMs, kilde, waitedMs);
  }
}

/** A sum for each source that has been asked. No Map, whose tables cost more than what is counted here for most requests. */
export type BySource = { [Source in Kilde]?: number };

function add(sums: BySource, kilde: Kilde, more: number): void {
  sums[kilde] = (sums[kilde] ?? 0) + more;
}
