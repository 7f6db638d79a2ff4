import type { z } from 'zod';
import { type Clock, createClock } from './clock.ts';
import { answerHook, type Hooks } from './hooks.ts';
import type { JudgeToken } from './judge.ts';
import type { RecordedCall, Sandbox } from './sandbox.ts';
import type { Request, Response } from './server.ts';

/** One register, played: its wire format, its people and units, its odd days. Knows nothing of the gateway. */
export interface Simulator {
  /** The register's own wire. */
  handle(request: Request): Response | Promise<Response>;
  /** What only a sandbox has, under `/_sandbox/` on a port of its own: settings, recorded calls, a clock, a reset. */
  hooks(request: Request): Response | Promise<Response>;
  /**
   * What a gateway in this process signs with and trusts, made when first asked for. Undefined where the register takes unsigned
   * messages. What is in it is between the register and the source that asks it.
   */
  readonly clientCertificates?: (() => Promise<unknown>) | undefined;
  /** How the tokens that it issues are judged; left out by registers that issue none. */
  readonly judge?: JudgeToken;
  /** Back to the state at start: data, counters, clock, recorded calls and settings. */
  reset(): void;
}

/** What makes one simulator, beside the frame that all of them have. */
export interface SimulatorParts<Settings, State, Call extends RecordedCall> {
  /** With a default for every setting. */
  readonly settings: z.ZodType<Settings>;
  createState(settings: Settings, clock: Clock): State;
  handle(request: Request, sandbox: Sandbox<Settings, State, Call>): Response | Promise<Response>;
  /** Hooks of its own, beside those that every register has. */
  readonly hooks?: Hooks<Sandbox<Settings, State, Call>>;
}

const MAX_CALLS_KEPT = 10_000;

/** Throws a ZodError that names each bad setting. */
export function createSimulator<Settings, State, Call extends RecordedCall>(
  { settings: schema, createState, handle, hooks = {} }: SimulatorParts<Settings, State, Call>,
  atStart: object = {},
  machine?: () => Date,
): Simulator {
  const start = (): Sandbox<Settings, State, Call> => {
    const settings = schema.parse(atStart);
    const clock = createClock(machine);
    const calls: Call[] = [];
    const record = (call: Call) => {
      calls.push(call);
      if (calls.length > MAX_CALLS_KEPT) calls.shift();
    };
    return { settings, clock, state: createState(settings, clock), calls, record };
  };
  let sandbox = start();
  const reset = () => {
    sandbox = start();
  };
  const configure = (changes: object) => {
    sandbox.settings = schema.parse({ ...atStart, ...changes });
  };
  return {
    handle: (request) => handle(request, sandbox),
    hooks: (request) => answerHook(request, { sandbox, reset, configure }, hooks, sandbox),
    reset,
  };
}
