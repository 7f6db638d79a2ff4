import { type Settings, STANDARD } from './settings.ts';
import { createRegister, type Register } from './register.ts';
import { createReplayList, type ReplayList } from './security/replay-list.ts';
import { createCertificates, type Certificates } from './certificates.ts';

/** One call as it is remembered: what was asked and how it went, never about whom. */
export interface Call {
  readonly time: string;
  readonly tjeneste: string;
  /** null: the message did not come so far that it had one. */
  readonly operation: string | null;
  readonly personCount: number;
  /** null: there was no answer. */
  readonly httpStatus: number | null;
}

/** Everything that changes while the sandbox runs. */
export interface State {
  settings: Settings;
  /** How far the sandbox's clock is ahead of the one it was given. */
  offsetMs: number;
  readonly register: Register;
  readonly calls: Call[];
  readonly certificates: Certificates;
  readonly replayList: ReplayList;
  now(): Date;
  reset(): void;
}

export function createState(fraStart: Partial<Settings>): State {
  const settings = { ...STANDARD, ...fraStart };
  const state: State = {
    settings,
    offsetMs: 0,
    register: createRegister(),
    calls: [],
    // Neither reset nor moved with the clock: a client that has been given the root to trust goes on trusting it.
    certificates: createCertificates(settings.clock),
    replayList: createReplayList(),
    now: () => new Date(state.settings.clock().getTime() + state.offsetMs),
    reset() {
      state.settings = settings;
      state.offsetMs = 0;
      state.calls.length = 0;
      state.replayList.clear();
      state.register.reset(state.now());
    },
  };
  state.reset();
  return state;
}
