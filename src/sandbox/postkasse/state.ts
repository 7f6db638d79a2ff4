import type { RecordedCall, Sandbox } from '../common/sandbox.ts';
import type { Certificates } from './certificates.ts';
import { createRegister, type Register } from './register.ts';
import { createReplayList, type ReplayList } from './security/replay-list.ts';
import type { Settings } from './settings.ts';

/** One call as it is remembered: what was asked and how it went, never about whom. */
export interface PostkasseCall extends RecordedCall {
  /** The name of the service, as its WSDL has it. */
  readonly service: string;
  readonly personCount: number;
  /** null: there was no answer. */
  readonly httpStatus: number | null;
}

/** Everything that changes while the sandbox runs. */
export interface State {
  readonly register: Register;
  readonly replayList: ReplayList;
  /** They outlive a reset: a client that has been given the root to trust goes on trusting it. */
  readonly certificates: Certificates;
}

/** The people of the start, their contact data as old as they were seen from `now`. */
export function createState(certificates: Certificates, now: Date): State {
  return { certificates, register: createRegister(now), replayList: createReplayList() };
}

export type PostkasseSandbox = Sandbox<Settings, State, PostkasseCall>;
