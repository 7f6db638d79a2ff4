import type { Clock } from './clock.ts';

/** A call as it is remembered: never about whom. */
export interface RecordedCall {
  /** When it came, by the register's clock. */
  readonly time: string;
  /** null: the call did not come so far that it had one. */
  readonly operation: string | null;
}

/** A played register from one reset to the next. */
export interface Sandbox<Settings, State, Call> {
  settings: Settings;
  /** The data, and whatever else its calls change. */
  readonly state: State;
  readonly clock: Clock;
  /** The last 10,000 calls. */
  readonly calls: readonly Call[];
  record(call: Call): void;
}
