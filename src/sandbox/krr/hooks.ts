import type { KrrCall, KrrSandbox } from './state.ts';

/** Remembers a call for the hook `calls`. KRR has no hooks but those of every register. */
export function recordCall(call: Omit<KrrCall, 'time'>, { record, clock }: KrrSandbox): void {
  record({ time: clock.now().toISOString(), ...call });
}
