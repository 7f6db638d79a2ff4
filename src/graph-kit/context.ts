import type { Caller } from '../domain/caller.ts';
import type { Pace } from '../domain/pace.ts';
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
  /** What the operation may still cost; there once its text has been counted. */
  readonly budget?: Budget | undefined;
}

/** Counts what one operation came to. Only names of types and sources: nothing here can carry a person's data. */
export class Tally {
  readonly outcomes = new Map<string, number>();
  readonly calls = new Map<Kilde, number>();

  /** One union field was answered with this member. */
  outcome(typeName: string): void {
    this.outcomes.set(typeName, (this.outcomes.get(typeName) ?? 0) + 1);
  }

  /** One call was put on the wire, retries included. */
  call(kilde: Kilde): void {
    this.calls.set(kilde, (this.calls.get(kilde) ?? 0) + 1);
  }
}
