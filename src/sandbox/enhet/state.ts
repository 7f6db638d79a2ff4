import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import { createErrorCounter, type ErrorCounter } from './operations/errors.ts';
import type { Operation } from './operations/names.ts';
import type { Settings } from './settings.ts';

/** The units and people never change; what does is how often a caller has failed. */
export interface State {
  readonly errorCounter: ErrorCounter;
}

export function createState(): State {
  return { errorCounter: createErrorCounter() };
}

/** A call as it is remembered: enough to count by, and nothing about any person or user. */
export interface EnhetCall extends RecordedCall {
  readonly operation: Operation;
  /** Nine digits, or null: of anything else that was sent there is no telling what it holds. */
  readonly organisasjonsnummer: string | null;
}

export type EnhetSandbox = Sandbox<Settings, State, EnhetCall>;
